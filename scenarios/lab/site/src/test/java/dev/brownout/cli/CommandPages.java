package dev.brownout.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Reference pages of the command line: one for each command, an index, and the exit codes. Everything but the section
 * "Example" comes from the definitions of the commands. The example is written by hand, and {@link CommandPagesTest}
 * replays it. The site of the documentation adds the options.
 */
final class CommandPages {
    static final String FOLDER = "cli/";
    static final String EXAMPLE = "## Example\n";

    private static final String INDEX = FOLDER + "README.md";
    private static final String EXIT_CODES = "exit-codes.md";
    private static final Pattern SECTION = Pattern.compile("(?ms)^## Example\n.*?(?=^## |\\z)");

    private static final Help HELP = new Help(CommandSpec.create(), Help.defaultColorScheme(Ansi.OFF));

    private final Path reference;
    private final Map<String, String> pages = new TreeMap<>();

    private CommandPages(Path reference) {
        this.reference = reference;
    }

    /**
     * Returns the texts of the pages by their paths in the folder of the reference.
     *
     * @param reference the folder of the pages with the examples
     */
    static Map<String, String> pages(Path reference) throws IOException {
        CommandPages pages = new CommandPages(reference);
        CommandSpec root = Main.commands();
        List<CommandSpec> commands = all(root);
        for (CommandSpec command : commands) {
            pages.page(command);
        }
        pages.index(root, commands);
        pages.exitCodes(root, commands);
        return pages.pages;
    }

    /** Returns the commands below a command, each before its own subcommands. */
    static List<CommandSpec> all(CommandSpec root) {
        return root.subcommands().values().stream()
                .map(CommandLine::getCommandSpec)
                .filter(command -> !command.usageMessage().hidden())
                .flatMap(command -> Stream.concat(Stream.of(command), all(command).stream()))
                .toList();
    }

    /** Returns the path of the page of a command, such as {@code cli/import-log.md}. */
    static String path(CommandSpec command) {
        return FOLDER + command.qualifiedName("-").replaceFirst("^brownout-", "") + ".md";
    }

    private void page(CommandSpec command) throws IOException {
        List<String> lines = new ArrayList<>(List.of("# " + command.qualifiedName(), "", description(command), ""));
        lines.addAll(List.of("```text", synopsis(command), "```", ""));
        lines.addAll(List.of(
                "`" + command.qualifiedName() + " --help` prints the options, further forms and the exit codes.", ""));
        lines.add(example(command));
        subcommands(command, lines);
        pages.put(path(command), String.join("\n", lines).stripTrailing() + "\n");
    }

    private static String description(CommandSpec command) {
        return String.join(" ", command.usageMessage().description());
    }

    private static String synopsis(CommandSpec command) {
        return new Help(command, HELP.colorScheme()).synopsis(0).strip();
    }

    /** Returns the section with the example that the page in the repository has. */
    private String example(CommandSpec command) throws IOException {
        Path page = reference.resolve(path(command));
        Matcher section = SECTION.matcher(Files.exists(page) ? Files.readString(page) : "");
        return (section.find() ? section.group() : EXAMPLE).strip() + "\n";
    }

    private static void subcommands(CommandSpec command, List<String> lines) {
        if (!command.subcommands().isEmpty()) {
            lines.addAll(List.of("## Subcommands", "", "| command | effect |", "|---|---|"));
            command.subcommands().values().stream()
                    .map(CommandLine::getCommandSpec)
                    .filter(each -> !each.usageMessage().hidden())
                    .forEach(each -> lines.add(row(each)));
            lines.add("");
        }
    }

    private static String row(CommandSpec command) {
        String file = path(command).substring(FOLDER.length());
        return "| [" + command.qualifiedName() + "](" + file + ") | "
                + description(command).replaceFirst("(?<=[.]) [A-Z].*", "") + " |";
    }

    private static Map<String, String> codes(CommandSpec command) {
        Map<String, String> codes = new LinkedHashMap<>();
        command.usageMessage()
                .exitCodeList()
                .forEach((code, meaning) -> codes.put(code.strip(), meaning.replace("%%", "%")));
        return codes;
    }

    private void index(CommandSpec root, List<CommandSpec> commands) {
        List<String> lines = new ArrayList<>(List.of("# Commands", ""));
        lines.addAll(List.of(
                description(root) + " Each command has a page with an example; its `--help` lists the options.", ""));
        lines.addAll(List.of("| command | effect |", "|---|---|"));
        commands.forEach(command -> lines.add(row(command)));
        lines.addAll(List.of("", "## Environment variables", "", "| variable | effect |", "|---|---|"));
        for (EnvironmentVariable variable : EnvironmentVariable.values()) {
            lines.add("| `" + variable + "` | " + variable.meaning() + " |");
        }
        lines.addAll(List.of("", "[Exit codes](../" + EXIT_CODES + ") · [Reference](../README.md)"));
        pages.put(INDEX, String.join("\n", lines) + "\n");
    }

    private void exitCodes(CommandSpec root, List<CommandSpec> commands) {
        List<String> lines = new ArrayList<>(List.of("# Exit codes", ""));
        lines.addAll(List.of(
                "The exit code of a run is its verdict. A script or a build server needs no other output.",
                "",
                "| code | meaning |",
                "|---|---|"));
        codes(root).forEach((code, meaning) -> lines.add("| `" + code + "` | " + meaning + " |"));
        lines.addAll(List.of("", "## Meaning by command", "", "| command | code | meaning |", "|---|---|---|"));
        Map<String, String> general = codes(root);
        for (CommandSpec command : commands) {
            codes(command).forEach((code, meaning) -> {
                if (!code.equals("0") && !meaning.equals(general.get(code))) {
                    lines.add("| [" + command.qualifiedName() + "](" + path(command) + ") | " + code + " | " + meaning
                            + " |");
                }
            });
        }
        lines.addAll(List.of(
                "",
                "A command that is not listed, or a code that is not listed for it, has the general meaning. Code 0"
                        + " means that the command has done its work.",
                "",
                "[Reference](README.md)"));
        pages.put(EXIT_CODES, String.join("\n", lines) + "\n");
    }
}
