package dev.brownout.cli;

import dev.brownout.files.FileError;
import dev.brownout.files.OutputFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Where a command writes to, and what it says where it cannot.
 *
 * @param terminal hears of doubts
 * @param command as typed, without the name of the program
 */
record Destination(Terminal terminal, List<String> command) {
    Destination {
        command = List.copyOf(command);
    }

    /** The command as typed. */
    String typed() {
        return "brownout " + String.join(" ", command);
    }

    /**
     * Takes a folder for this command alone, until it is closed; made if there is none.
     *
     * @throws Refusal if another command has it, or it cannot be made
     */
    OutputFolder take(Path path) throws Refusal {
        try {
            OutputFolder folder = OutputFolder.at(path, typed());
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
    static Refusal unwritable(Path path, IOException e) {
        return new Refusal("brownout: cannot write to " + path + ": " + FileError.words(e));
    }
}
