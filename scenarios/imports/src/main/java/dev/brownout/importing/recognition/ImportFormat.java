package dev.brownout.importing.recognition;

import dev.brownout.importing.recognition.Importer.Content;
import java.util.List;
import java.util.stream.Stream;

/**
 * Format of input files, and the command that imports it.
 *
 * @param label name with an article, such as {@code a compose file}
 * @param content information in the format
 * @param command name of the command; empty if the command of another format imports it too
 * @param description text of the help
 * @param files description of the files
 * @param takesFolders whether a folder stands for the YAML and JSON files in it
 * @param options options of the command, beside those of all imports
 * @param failure condition of a failure that only this command has, in the list of the exit codes; may be empty
 */
public record ImportFormat(
        String label,
        Content content,
        String command,
        String description,
        String files,
        boolean takesFolders,
        List<Option> options,
        String failure) {
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

    /** Creates a format with a command that takes files and has no options. */
    public ImportFormat(String label, Content content, String command, String description, String files) {
        this(label, content, command, description, files, false, List.of(), "");
    }

    /** Returns the format with a further option. */
    public ImportFormat withOption(Option option) {
        List<Option> all = Stream.concat(options.stream(), Stream.of(option)).toList();
        return new ImportFormat(label, content, command, description, files, takesFolders, all, failure);
    }

    /** Returns the format with a condition of a failure. */
    public ImportFormat withFailure(String condition) {
        return new ImportFormat(label, content, command, description, files, takesFolders, options, condition);
    }
}
