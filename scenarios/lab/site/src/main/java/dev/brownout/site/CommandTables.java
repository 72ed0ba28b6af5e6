package dev.brownout.site;

import dev.brownout.cli.Main;
import dev.brownout.cli.help.CommandExamples;
import dev.brownout.cli.help.HelpLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.Text;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * Pages of the commands with tables of their arguments, options and exit codes, from the definitions of the commands.
 */
final class CommandTables {
    private static final String FOLDER = "reference/cli/";
    private static final Help HELP = new Help(CommandSpec.create(), Help.defaultColorScheme(Ansi.OFF));

    private CommandTables() {}

    /** Returns the pages by their paths: the text of the file, then the tables. */
    static Map<String, String> pages(Path docs) throws IOException {
        CommandSpec root = Main.commands();
        Map<String, List<String>> tables = new TreeMap<>();
        tables.put(FOLDER + "README.md", general(root));
        add(root, tables);
        Map<String, String> pages = new TreeMap<>();
        for (Map.Entry<String, List<String>> page : tables.entrySet()) {
            String text = Files.readString(docs.resolve(page.getKey()));
            pages.put(page.getKey(), text + "\n" + String.join("\n", page.getValue()));
        }
        return pages;
    }

    private static void add(CommandSpec parent, Map<String, List<String>> tables) {
        for (CommandLine line : parent.subcommands().values()) {
            CommandSpec command = line.getCommandSpec();
            if (!command.usageMessage().hidden()) {
                String name = command.qualifiedName("-").replaceFirst("^brownout-", "");
                tables.put(FOLDER + name + ".md", tables(command));
                add(command, tables);
            }
        }
    }

    private static List<String> tables(CommandSpec command) {
        List<String> lines = new ArrayList<>();
        List<PositionalParamSpec> parameters = command.positionalParameters().stream()
                .filter(parameter -> !parameter.hidden())
                .toList();
        if (!parameters.isEmpty()) {
            lines.addAll(List.of("## Arguments", "", "| argument | description |", "|---|---|"));
            parameters.forEach(
                    each -> lines.add("| `" + each.paramLabel().replace("|", "\\|") + "` | " + text(each) + " |"));
            lines.add("");
        }
        options(
                "Options",
                command.options().stream()
                        .filter(option -> !option.hidden() && !HelpLayout.GENERAL.contains(option.longestName()))
                        .toList(),
                lines);
        Map<String, String> codes = command.usageMessage().exitCodeList();
        if (!codes.isEmpty()) {
            lines.addAll(List.of("## Exit codes", "", "| code | meaning |", "|---|---|"));
            codes.forEach(
                    (code, meaning) -> lines.add("| " + code.strip() + " | " + meaning.replace("%%", "%") + " |"));
            lines.add("");
        }
        List<String> examples = CommandExamples.examples(command);
        if (!examples.isEmpty()) {
            lines.addAll(List.of("## Other forms", "", "```sh"));
            lines.addAll(examples);
            lines.addAll(List.of("```", ""));
        }
        return lines;
    }

    private static List<String> general(CommandSpec root) {
        List<String> lines = new ArrayList<>();
        options(
                "Options of all commands",
                HelpLayout.GENERAL.stream().map(root::findOption).toList(),
                lines);
        return lines;
    }

    private static void options(String title, List<OptionSpec> options, List<String> lines) {
        if (!options.isEmpty()) {
            lines.addAll(List.of("## " + title, "", "| option | value | description |", "|---|---|---|"));
            for (OptionSpec option : options) {
                String names =
                        Stream.of(option.names()).map(name -> "`" + name + "`").collect(Collectors.joining(", "));
                String value = option.arity().max() == 0
                        ? ""
                        : "`" + option.paramLabel().replace("|", "\\|") + "`";
                lines.add("| " + names + " | " + value + " | " + text(option) + " |");
            }
            lines.add("");
        }
    }

    /** Returns the description of an option, as the help prints it. */
    private static String text(OptionSpec option) {
        return text(HELP.createDefaultOptionRenderer()
                .render(option, HELP.createDefaultParamLabelRenderer(), HELP.colorScheme()));
    }

    /** Returns the description of an argument, as the help prints it. */
    private static String text(PositionalParamSpec parameter) {
        return text(HELP.createDefaultParameterRenderer()
                .render(parameter, HELP.createDefaultParamLabelRenderer(), HELP.colorScheme()));
    }

    private static String text(Text[][] rows) {
        return Stream.of(rows)
                .map(row -> row[row.length - 1].toString())
                .collect(Collectors.joining(" "))
                .replace("|", "\\|")
                .strip();
    }
}
