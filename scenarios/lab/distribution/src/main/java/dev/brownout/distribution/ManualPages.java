package dev.brownout.distribution;

import dev.brownout.cli.EnvironmentVariable;
import dev.brownout.cli.help.CommandExamples;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.codegen.docgen.manpage.ManPageGenerator;

/**
 * Generator of the manual pages of a command and all its subcommands: AsciiDoc by picocli, one file per command. The
 * pages of a command and its subcommands refer to each other. The page of the root command also lists the environment
 * variables.
 *
 * @param day date of the documented version, such as 2026-11-20
 */
record ManualPages(String day) {
    /** Writes the manual page of a command and, recursively, of its subcommands. */
    void write(CommandSpec command, Path folder) throws IOException {
        Files.writeString(folder.resolve(name(command) + ".adoc"), page(command));
        for (CommandSpec below : subcommands(command)) {
            write(below, folder);
        }
    }

    /** Returns the manual page of a command as AsciiDoc. */
    String page(CommandSpec command) {
        command.usageMessage().exitCodeListHeading("Exit status");
        var text = new StringWriter();
        try (var page = new PrintWriter(text)) {
            page.print(":docdate: " + day + "\n");
            ManPageGenerator.writeSingleManPage(page, command);
            if (command.parent() == null) {
                page.print("\n== Environment\n");
                for (EnvironmentVariable variable : EnvironmentVariable.values()) {
                    page.print("\n*" + variable + "*::\n  " + variable.meaning() + "\n");
                }
            }
            page.print("\n== Examples\n\n");
            CommandExamples.examples(command).forEach(example -> page.print("  " + example + "\n"));
            page.print("\n== See also\n\n" + seeAlso(command) + "\n");
        }
        // picocli formats the value of an option that has only a short name like a second option name.
        return text.toString().replaceAll("(?m)^\\*(-\\w)\\*, _", "*$1* _");
    }

    private static String seeAlso(CommandSpec command) {
        List<CommandSpec> others = new ArrayList<>(command.parent() == null ? List.of() : List.of(command.parent()));
        others.addAll(subcommands(command));
        return others.stream().map(other -> "*" + name(other) + "*(1)").collect(Collectors.joining(", "));
    }

    private static List<CommandSpec> subcommands(CommandSpec command) {
        return command.subcommands().values().stream()
                .map(CommandLine::getCommandSpec)
                .filter(below -> !below.usageMessage().hidden())
                .toList();
    }

    private static String name(CommandSpec command) {
        return command.qualifiedName("-");
    }
}
