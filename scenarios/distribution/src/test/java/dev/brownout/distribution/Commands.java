package dev.brownout.distribution;

import dev.brownout.cli.Main;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The commands of the program, and a small one that has everything which is seldom. */
final class Commands {
    private Commands() {}

    /** The program's command and all below it. */
    static List<CommandSpec> ofProgram() {
        return allFrom(Main.commands());
    }

    /** A command and all below it. */
    static List<CommandSpec> allFrom(CommandSpec command) {
        List<CommandSpec> all = new ArrayList<>(List.of(command));
        for (CommandLine below : command.subcommands().values()) {
            all.addAll(allFrom(below.getCommandSpec()));
        }
        return all;
    }

    /** The model of an annotated class. */
    static CommandSpec of(Object annotated) {
        return new CommandLine(annotated).getCommandSpec();
    }
}
