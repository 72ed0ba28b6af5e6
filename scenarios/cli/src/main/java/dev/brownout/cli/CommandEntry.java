package dev.brownout.cli;

import dev.brownout.cli.help.HelpCommand;
import dev.brownout.experiment.catalog.ExperimentCatalog;
import dev.brownout.experiment.spec.ExperimentSpec;
import dev.brownout.spec.SpecFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/**
 * A command of the program.
 *
 * @param name name on the command line
 * @param description description for the list of all commands
 * @param creator creates the command with its options, which are costly to read
 */
record CommandEntry(String name, Supplier<String[]> description, Creator creator) {
    /** Creates a command with its options. */
    @FunctionalInterface
    interface Creator {
        /** Returns an annotated object or a {@code CommandSpec}. */
        Object create(Terminal terminal) throws UsageException;
    }

    private static final CommandEntry HELP = of("help", HelpCommand.class, terminal -> new HelpCommand());

    private static final List<CommandEntry> BEFORE_EXPERIMENTS = List.of(
            of("run", RunCommand.class, RunCommand::new),
            of("learn", LearnCommand.class, LearnCommand::new),
            of("grade", GradeCommand.class, GradeCommand::new));

    private static final List<CommandEntry> AFTER_EXPERIMENTS = List.of(
            of("merge", MergeCommand.class, MergeCommand::command),
            of("serve", ServeCommand.class, ServeCommand::new),
            of(SeparateCommand.MCP),
            of("list", ListCommand.class, ListCommand::new),
            of("show", ShowCommand.class, ShowCommand::new),
            of("new", NewCommand.class, NewCommand::new),
            of(SeparateCommand.IMPORT),
            of("validate", ValidateCommand.class, ValidateCommand::new),
            of("baseline", BaselineCommand.class, BaselineCommand::new),
            of(SeparateCommand.CALIBRATE),
            of(SeparateCommand.VERIFY),
            of("explain", ExplainCommand.class, ExplainCommand::new),
            of("schema", SchemaCommand.class, SchemaCommand::new),
            of("prices", PricesCommand.class, PricesCommand::new));

    private static CommandEntry of(String name, Class<?> type, Creator creator) {
        return new CommandEntry(name, () -> type.getAnnotation(Command.class).description(), creator);
    }

    private static CommandEntry of(SeparateCommand separate) {
        return new CommandEntry(separate.commandName(), () -> new String[] {separate.description()}, separate::create);
    }

    private static CommandEntry of(Class<? extends ExperimentSpec> type) {
        return new CommandEntry(
                SpecFields.kind(type).orElseThrow(),
                () -> new String[] {SpecFields.of(type).sentence()},
                terminal -> ExperimentCommand.command(type, terminal));
    }

    /** Returns all commands, in the order of the help. */
    static List<CommandEntry> all() {
        List<CommandEntry> all = new ArrayList<>(BEFORE_EXPERIMENTS);
        ExperimentCatalog.ALL.forEach(type -> all.add(of(type)));
        all.addAll(AFTER_EXPERIMENTS);
        all.add(HELP);
        return all;
    }

    /** Returns the command of a name; empty for the help, which lists all commands, and for an unknown name. */
    static Optional<CommandEntry> find(String name) {
        return Stream.of(BEFORE_EXPERIMENTS, AFTER_EXPERIMENTS)
                .flatMap(List::stream)
                .filter(entry -> entry.name().equals(name))
                .findFirst()
                .or(() -> ExperimentCatalog.ALL.stream()
                        .filter(type -> SpecFields.kind(type).orElseThrow().equals(name))
                        .map(CommandEntry::of)
                        .findFirst());
    }

    /** Returns this command with only its description. */
    CommandSpec mention() {
        CommandSpec mention = CommandSpec.create();
        mention.usageMessage().description(description.get());
        return mention;
    }
}
