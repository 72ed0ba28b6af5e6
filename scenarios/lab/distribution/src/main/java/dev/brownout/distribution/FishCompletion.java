package dev.brownout.distribution;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.Text;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Completion script for fish: one {@code complete} line for each command, option and parameter that is not hidden. */
final class FishCompletion {
    private static final String HEAD = """
        # Completion of fish for the command %1$s.

        # Whether these commands, one below the other, are what is typed before the cursor.
        function __%1$s_at
            set -l words (commandline -opc)
            set -e words[1]
            set -l at
            for word in $words
                set -l longer (string join ' ' -- $at $word)
                if contains -- $longer %2$s
                    set at $longer
                end
            end
            test "$at" = "$argv[1]"
        end

        complete -c %1$s -f
        """;

    private final String name;
    private final StringBuilder lines = new StringBuilder();

    private FishCompletion(String name) {
        this.name = name;
    }

    /** Returns the completion script of a command. The name of the file is the name of the command. */
    static String script(CommandSpec command) {
        var completion = new FishCompletion(command.name());
        List<String> paths = new ArrayList<>();
        completion.command(command, "", paths);
        String known =
                String.join(" ", paths.stream().map(FishCompletion::quote).toList());
        return HEAD.formatted(command.name(), known) + completion.lines;
    }

    private void command(CommandSpec command, String path, List<String> paths) {
        String place = "-n " + quote("__" + name + "_at " + quote(path));
        command.options().stream().filter(option -> !option.hidden()).forEach(option -> option(option, place));
        command.positionalParameters().stream()
                .filter(parameter -> !parameter.hidden())
                .forEach(parameter -> parameter(parameter, place));
        command.subcommands().forEach((word, below) -> {
            CommandSpec spec = below.getCommandSpec();
            if (!spec.usageMessage().hidden()) {
                String longer = path.isEmpty() ? word : path + " " + word;
                paths.add(longer);
                line(
                        place,
                        "-a " + quote(word),
                        descriptionArgument(below.getHelp().description()));
                command(spec, longer, paths);
            }
        });
    }

    private void option(OptionSpec option, String place) {
        StringBuilder words = new StringBuilder();
        for (String each : option.names()) {
            String bare = each.replaceFirst("^-+", "");
            words.append(each.startsWith("--") ? " -l " : bare.length() == 1 ? " -s " : " -o ")
                    .append(bare);
        }
        if (option.arity().max() > 0) {
            words.append(option.completionCandidates() == null && ofFiles(option) ? " -r -F" : " -x");
            words.append(candidates(option));
        }
        line(place, words.substring(1), descriptionArgument(description(option)));
    }

    /** Adds a positional parameter. A text parameter with completion candidates accepts a candidate or a file name. */
    private void parameter(PositionalParamSpec parameter, String place) {
        String words = candidates(parameter).strip();
        boolean named = !words.isEmpty() && text(parameter);
        if (named || ofFiles(parameter)) {
            words = ("-F " + words).strip();
        }
        if (!words.isEmpty()) {
            line(place, words, "");
        }
    }

    private void line(String place, String words, String description) {
        lines.append("complete -c ")
                .append(name)
                .append(' ')
                .append(place)
                .append(' ')
                .append(words);
        lines.append(description).append('\n');
    }

    private static String candidates(ArgSpec argument) {
        Iterable<String> words = argument.completionCandidates();
        if (words == null) {
            return "";
        }
        Stream<String> all = StreamSupport.stream(words.spliterator(), false);
        return " -a " + quote(String.join(" ", all.toList()));
    }

    private static boolean ofFiles(ArgSpec argument) {
        return type(argument).getName().equals("java.nio.file.Path");
    }

    private static boolean text(ArgSpec argument) {
        return type(argument).equals(String.class);
    }

    private static Class<?> type(ArgSpec argument) {
        return argument.typeInfo().isMultiValue() ? argument.auxiliaryTypes()[0] : argument.type();
    }

    /** Returns the help text of an option as one line. */
    private static String description(OptionSpec option) {
        Help help = new Help(CommandSpec.create(), Help.defaultColorScheme(Ansi.OFF));
        Text[][] rows = help.createDefaultOptionRenderer()
                .render(option, help.createDefaultParamLabelRenderer(), help.colorScheme());
        return Arrays.stream(rows).map(row -> row[row.length - 1].toString()).collect(Collectors.joining(" "));
    }

    /**
     * Returns a description argument for fish: one line without a final full stop; empty if the description is empty.
     */
    private static String descriptionArgument(String description) {
        String text = description.strip().replaceAll("\\s+", " ").replaceFirst("\\.$", "");
        return text.isEmpty() ? "" : " -d " + quote(text);
    }

    private static String quote(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
