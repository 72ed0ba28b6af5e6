package dev.brownout.distribution;

import dev.brownout.cli.Main;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Command models of the program and of annotated classes. */
final class Commands {
    private Commands() {}

    /** Returns the root command of the program and all its subcommands. */
    static List<CommandSpec> ofProgram() {
        return allFrom(Main.commands());
    }

    /** Returns a command and all its subcommands. */
    static List<CommandSpec> allFrom(CommandSpec command) {
        List<CommandSpec> all = new ArrayList<>(List.of(command));
        for (CommandLine below : command.subcommands().values()) {
            all.addAll(allFrom(below.getCommandSpec()));
        }
        return all;
    }

    /** Returns the command model of an annotated object. */
    static CommandSpec spec(Object annotated) {
        return new CommandLine(annotated).getCommandSpec();
    }
}
