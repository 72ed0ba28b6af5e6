package dev.brownout.cli;

import dev.brownout.chart.draw.FontFolder;
import dev.brownout.io.FileError;
import dev.brownout.io.NewerFormatException;
import dev.brownout.io.OutputFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Destination of the output of a command, and its error messages.
 *
 * @param terminal receives warnings
 * @param command command line as typed, without the name of the program
 */
public record OutputTarget(Terminal terminal, List<String> command) {
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
    private static final List<String> LEFT_OUT_ALONE =
            List.of("--details", "--quiet", "--watch", "--guess", "--verbose", "--debug");
    private static final Pattern PLAIN = Pattern.compile("[\\w./=:,@%+-]+");

    public OutputTarget {
        command = List.copyOf(command);
    }

    /** Returns the destination of a command that picocli runs. */
    public static OutputTarget of(Terminal terminal, CommandSpec spec) {
        return new OutputTarget(
                terminal, spec.root().commandLine().getParseResult().originalArgs());
    }

    /** Returns the command line as typed. */
    String typed() {
        return "brownout " + String.join(" ", command);
    }

    /**
     * Returns the command line without the options that do not affect the findings: destination, format, and speed.
     * Words are quoted for a shell if necessary.
     */
    String repeated() {
        List<String> kept = new ArrayList<>(List.of("brownout"));
        boolean value = false;
        for (String word : command) {
            boolean hasLeft = LEFT_OUT.stream().anyMatch(name -> word.equals(name) || word.startsWith(name + "="));
            if (!hasLeft && !value && !LEFT_OUT_ALONE.contains(word)) {
                kept.add(PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'");
            }
            value = hasLeft && word.indexOf('=') < 0;
        }
        return String.join(" ", kept);
    }

    /**
     * Opens a folder with an exclusive lock until it is closed. Creates the folder if necessary.
     *
     * @throws UsageException if another command holds the lock, or the folder cannot be created
     */
    public OutputFolder lock(Path path) throws UsageException {
        try {
            OutputFolder folder = OutputFolder.at(path, typed());
            FontFolder.offer(path);
            folder.doubt()
                    .ifPresent(reason -> terminal.err()
                            .println("brownout: warning: " + path + " cannot be locked (" + reason
                                    + "): run no other command that writes there"));
            return folder;
        } catch (IOException e) {
            throw unwritable(path, e);
        }
    }

    /** Creates an exception for a path that cannot be written, with the reason. */
    public static UsageException unwritable(Path path, IOException e) {
        return new UsageException("brownout: {}", FileError.unwritable(path, e));
    }

    /** Creates an exception for a file of a newer version of the program, which this version cannot continue. */
    static UsageException newer(Path file, NewerFormatException newer) {
        return new UsageException("brownout: {}, or use another folder", newer.about(file));
    }
}
