package dev.brownout.importing.recognition;

import java.util.List;

/**
 * Command that imports files of one format.
 *
 * @param name name of the command
 * @param description text of the help
 * @param files description of the files
 * @param takesFolders whether a folder stands for the YAML and JSON files in it
 * @param options options of the command, beside those of all imports
 * @param failure condition of a failure that only this command has, in the list of the exit codes; may be empty
 */
public record FormatCommand(
        String name, String description, String files, boolean takesFolders, List<Option> options, String failure) {
    /** Values of an option. */
    public enum Values {
        /** One word. */
        ONE,
        /** Words between commas. The option can be repeated. */
        LIST,
        /** Name of an input file. The option can be repeated. */
        FILES
    }

    /** Option of a command. {@code label} is the name of its value in the help. */
    public record Option(String name, String label, String description, Values values) {}

    /** Copies the list. */
    public FormatCommand {
        options = List.copyOf(options);
    }

    /** Creates a command without options. */
    public FormatCommand(String name, String description, String files) {
        this(name, description, files, false, List.of(), "");
    }

    /** Creates a command with an option. */
    public FormatCommand(String name, String description, String files, Option option) {
        this(name, description, files, false, List.of(option), "");
    }
}
