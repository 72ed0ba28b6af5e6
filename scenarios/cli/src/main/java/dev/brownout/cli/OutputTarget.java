package dev.brownout.cli;

import dev.brownout.chart.FontFolder;
import dev.brownout.io.FileError;
import dev.brownout.io.NewerFormatException;
import dev.brownout.io.OutputFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Where a command writes to, and what it says where it cannot.
 *
 * @param terminal hears of doubts
 * @param command as typed, without the name of the program
 */
record OutputTarget(Terminal terminal, List<String> command) {
    private static final List<String> LEFT_OUT = List.of(
            "--out",
            "--threads",
            "--engine",
            "--master",
            "--format",
            "--color",
            "--baseline",
            "--shard",
            "--access-log");
    private static final List<String> LEFT_OUT_ALONE = List.of("--details", "--quiet", "--watch", "--guess");
    private static final Pattern PLAIN = Pattern.compile("[\\w./=:,@%+-]+");

    OutputTarget {
        command = List.copyOf(command);
    }

    /** The command as typed. */
    String typed() {
        return "brownout " + String.join(" ", command);
    }

    /** The command without what changes nothing of what it finds: where that is written, how, and how fast. */
    String repeated() {
        List<String> kept = new ArrayList<>(List.of("brownout"));
        boolean value = false;
        for (String word : command) {
            boolean left = LEFT_OUT.stream().anyMatch(name -> word.equals(name) || word.startsWith(name + "="));
            if (!left && !value && !LEFT_OUT_ALONE.contains(word)) {
                kept.add(PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'");
            }
            value = left && word.indexOf('=') < 0;
        }
        return String.join(" ", kept);
    }

    /**
     * Takes a folder for this command alone, until it is closed; made if there is none.
     *
     * @throws UsageException if another command has it, or it cannot be made
     */
    OutputFolder take(Path path) throws UsageException {
        try {
            OutputFolder folder = OutputFolder.at(path, typed());
            FontFolder.offer(path);
            folder.doubt()
                    .ifPresent(why -> terminal.err()
                            .println("brownout: warning: " + path + " cannot be locked (" + why
                                    + "): let no other command write there meanwhile"));
            return folder;
        } catch (IOException e) {
            throw unwritable(path, e);
        }
    }

    /** Says that something cannot be written, and why. */
    static UsageException unwritable(Path path, IOException e) {
        return new UsageException("brownout: " + FileError.unwritable(path, e));
    }

    /** Says that a newer program has left something there that this one cannot go on with. */
    static UsageException newer(Path file, NewerFormatException newer) {
        return new UsageException("brownout: " + newer.about(file) + ", or name another folder");
    }
}
