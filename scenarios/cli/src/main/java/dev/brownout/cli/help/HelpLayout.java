package dev.brownout.cli.help;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** Layout of the help of all commands: a short synopsis, examples, and options in groups. */
public final class HelpLayout {
    /** Names of the options of all commands. */
    public static final List<String> GENERAL = List.of("--help", "--version", "--color", "--verbose", "--debug");

    private static final String EXAMPLES = "examples";
    private static final String PARAMETERS_HEADING = "%nArguments:%n";

    /** Groups of options, in the order of the help. Options of no other group are in the first one. */
    private enum OptionGroup {
        COMMAND("Options:", List.of()),
        SCENARIO("Change the scenario:", List.of("--variant", "--set", "--param", "--seed", "--for", "--prices")),
        STATISTICS(
                "Statistics:",
                List.of(
                        "-n",
                        "--years",
                        "--risk",
                        "--precision",
                        "--states",
                        "--most",
                        "--confidence",
                        "--metric",
                        "--tolerance",
                        "--frontier",
                        "--objectives",
                        "--control-variates")),
        OUTPUT(
                "Output:",
                List.of(
                        "--out",
                        "--format",
                        "--details",
                        "--quiet",
                        "--breakdown",
                        "--trace",
                        "--log",
                        "--access-log",
                        "--baseline")),
        EXECUTION("Execution:", List.of("--threads", "--shard", "--engine", "--master", "--watch", "--no-input")),
        GENERAL("General:", HelpLayout.GENERAL);

        private final String heading;
        /** Names of the options, each between spaces. */
        private final String options;

        OptionGroup(String heading, List<String> options) {
            this.heading = heading;
            this.options = " " + String.join(" ", options) + " ";
        }

        static OptionGroup of(OptionSpec option) {
            for (OptionGroup group : values()) {
                if (group.options.contains(" " + option.longestName() + " ")) {
                    return group;
                }
            }
            return COMMAND;
        }
    }

    private HelpLayout() {}

    /** Sets the layout for a command and its subcommands. */
    public static void apply(CommandLine command) {
        UsageMessageSpec usage = command.getCommandSpec().usageMessage();
        usage.abbreviateSynopsis(true);
        usage.parameterListHeading(
                command.getCommandSpec().positionalParameters().isEmpty() ? "" : PARAMETERS_HEADING);
        usage.commandListHeading("%nCommands:%n");
        command.setHelpSectionKeys(sections(command.getHelpSectionKeys()));
        command.getHelpSectionMap().put(EXAMPLES, HelpLayout::examples);
        command.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, HelpLayout::options);
        command.getSubcommands().values().forEach(HelpLayout::apply);
    }

    /** Returns the sections of a help, with the examples and the subcommands after the description. */
    private static List<String> sections(List<String> standard) {
        List<String> sections = new ArrayList<>(standard);
        List<String> first = List.of(
                EXAMPLES, UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING, UsageMessageSpec.SECTION_KEY_COMMAND_LIST);
        sections.removeAll(first);
        sections.addAll(sections.indexOf(UsageMessageSpec.SECTION_KEY_DESCRIPTION) + 1, first);
        return sections;
    }

    private static String examples(Help help) {
        return CommandExamples.examples(help.commandSpec()).stream()
                .map(example -> "  " + example + "\n")
                .collect(Collectors.joining("", "\nExamples:\n", ""));
    }

    private static String options(Help help) {
        CommandSpec command = help.commandSpec();
        List<OptionSpec> all = command.options().stream()
                .filter(option -> !option.hidden())
                .sorted(Comparator.comparing(OptionGroup::of))
                .toList();
        StringBuilder text = new StringBuilder();
        for (OptionGroup group : OptionGroup.values()) {
            List<OptionSpec> some = all.stream()
                    .filter(option -> OptionGroup.of(option) == group)
                    .toList();
            if (!some.isEmpty()) {
                Help.Layout layout = help.createDefaultLayout(all, command.positionalParameters(), help.colorScheme());
                layout.addOptions(some, help.createDefaultParamLabelRenderer());
                text.append('\n').append(group.heading).append('\n').append(layout);
            }
        }
        return text.toString();
    }
}
