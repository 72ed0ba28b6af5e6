package dev.brownout.cli;

import dev.brownout.chart.draw.Typeface.FontException;
import dev.brownout.cli.help.HelpLayout;
import dev.brownout.cli.log.CommandLog;
import dev.brownout.cli.log.LogLevel;
import dev.brownout.cli.screen.ColorMode;
import dev.brownout.cli.text.CommandLanguage;
import dev.brownout.cli.text.OptionException;
import dev.brownout.experiment.ExperimentException;
import dev.brownout.format.SimulatedTimeFormat;
import dev.brownout.io.CommandFiles;
import dev.brownout.io.FileError;
import dev.brownout.language.diagnostic.SpellingSuggestion;
import dev.brownout.runtime.AuditException;
import dev.brownout.runtime.TooLittleMemoryError;
import dev.brownout.sentence.Sentence;
import dev.brownout.terminal.TerminalWidth;
import dev.brownout.translation.LanguageScope;
import dev.brownout.translation.TextLanguage;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Entry point of the program: the {@code brownout} command. */
@Command(
        name = "brownout",
        description = "Simulate distributed systems that are described in one YAML file.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            ExitCode.SUCCESS_LINE,
            ExitCode.VIOLATED_LINE,
            ExitCode.BAD_INPUT_LINE,
            ExitCode.INTERNAL_ERROR_LINE,
            ExitCode.INTERRUPTED_LINE,
            ExitCode.OUTPUT_CLOSED_LINE
        },
        footer = {"", "Help of a command: brownout help COMMAND"})
public final class Main implements Runnable {
    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    private Main(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Sets the colour mode; inherited by every subcommand. */
    @Option(
            names = "--color",
            paramLabel = "auto|always|never",
            scope = ScopeType.INHERIT,
            description = "color the output; auto: on a terminal without NO_COLOR")
    void color(ColorMode when) {
        terminal.setColorMode(when);
    }

    /** Runs the command line {@code args} and ends the process with its exit code. */
    public static void main(String[] args) {
        Terminal terminal = Terminal.ofProcess();
        CommandLog.silenceLibraries();
        ShutdownHook.endsProcess(terminal);
        System.exit(execute(terminal, args));
    }

    /**
     * Returns all commands with their options and parameters, for generated manual pages and shell completion.
     *
     * @throws IllegalStateException if the jar of a separate command is missing
     */
    public static CommandSpec commands() {
        List<CommandEntry> all = CommandEntry.all();
        try {
            return commands(Terminal.ofProcess(), all, all).getCommandSpec();
        } catch (UsageException missing) {
            throw new IllegalStateException(missing);
        }
    }

    /**
     * Creates the root command with some subcommands. The subcommands in {@code withOptions} have their options, which
     * are costly to read. The remaining ones have only the description for the help text.
     */
    private static CommandLine commands(Terminal terminal, List<CommandEntry> entries, List<CommandEntry> withOptions)
            throws UsageException {
        CommandLine command = new CommandLine(new Main(terminal));
        for (CommandEntry entry : entries) {
            command.addSubcommand(
                    entry.name(), withOptions.contains(entry) ? entry.creator().create(terminal) : entry.mention());
        }
        setVersionProvider(command);
        WholeNumber.ofAll(command);
        LogLevel.addOptions(command);
        HelpLayout.apply(command);
        return command;
    }

    /** Sets the version provider of the root command for all subcommands. */
    private static void setVersionProvider(CommandLine command) {
        for (CommandLine below : command.getSubcommands().values()) {
            below.getCommandSpec().versionProvider(command.getCommandSpec().versionProvider());
            setVersionProvider(below);
        }
    }

    /** Runs a command line. Returns its exit code. */
    static int execute(Terminal terminal, String... args) {
        List<String> words = List.of(args);
        List<CommandEntry> named = words.stream()
                .limit(1)
                .flatMap(word -> CommandEntry.find(word).stream())
                .toList();
        TextLanguage language = CommandLanguage.language(words);
        List<CommandEntry> entries = named.isEmpty() ? CommandEntry.all() : named;
        List<CommandEntry> withOptions =
                entries.stream().filter(entry -> words.contains(entry.name())).toList();
        CommandLine command;
        try {
            command = commands(terminal, entries, withOptions);
        } catch (UsageException missing) {
            terminal.printProblems(missing);
            return ExitCode.BAD_INPUT;
        }
        command.setOut(new PrintWriter(terminal.output(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8))
                .setExecutionStrategy(typed -> {
                    command.setUsageHelpWidth(TerminalWidth.current());
                    Ansi ansi = terminal.usesColors() ? Ansi.ON : Ansi.OFF;
                    command.setColorScheme(CommandLine.Help.defaultColorScheme(ansi));
                    CommandFiles.begin();
                    LogLevel level = terminal.setLogLevel(LogLevel.of(typed));
                    return CommandLog.logDuring(level, terminal.err(), () -> executed(typed));
                })
                .setParameterExceptionHandler(
                        (wrong, all) -> LanguageScope.in(language, () -> misused(terminal, wrong)))
                .setExecutionExceptionHandler(
                        (thrown, failed, parsed) -> LanguageScope.in(language, () -> failed(terminal, thrown)));
        try {
            return printed(terminal, TerminalWidth.in(terminal.columns(), () -> command.execute(args)));
        } catch (TooLittleMemoryError full) {
            String place = SimulatedTimeFormat.at(full.atNanos());
            terminal.err().println("brownout: the run ended at " + place + " without a result: " + full.getMessage());
            return ExitCode.INTERNAL_ERROR;
        } catch (OutOfMemoryError full) {
            long megabytes = Runtime.getRuntime().maxMemory() / 1_000_000;
            terminal.err().println("brownout: " + megabytes + " MB of memory are not enough for this run");
            return ExitCode.INTERNAL_ERROR;
        }
    }

    /** Executes a parsed command line after checking that no option or parameter has an empty value. */
    private static int executed(ParseResult typed) {
        for (ParseResult part = typed; part != null; part = part.subcommand()) {
            for (ArgSpec argument : part.matchedArgs()) {
                if (argument.arity().max() > 0
                        && argument.stringValues().stream().anyMatch(String::isBlank)) {
                    CommandLine command = part.commandSpec().commandLine();
                    throw argument instanceof OptionSpec option
                            ? new OptionException(
                                    command, "{} is empty; expected {}", option.longestName(), argument.paramLabel())
                            : new OptionException(command, "{} is empty", argument.paramLabel());
                }
            }
        }
        return new RunLast().execute(typed);
    }

    /** Returns the exit code of a command, or that of a failed write to standard output. */
    private static int printed(Terminal terminal, int code) {
        Optional<IOException> failure = terminal.output().delivery().failure();
        if (failure.isEmpty()) {
            return code;
        }
        if (terminal.output().delivery().isClosedByReader()) {
            return ExitCode.OUTPUT_CLOSED;
        }
        terminal.err().println("brownout: cannot write to standard output: " + FileError.words(failure.get()));
        return ExitCode.BAD_INPUT;
    }

    private static int misused(Terminal terminal, ParameterException wrong) {
        CommandLine command = wrong.getCommandLine();
        Sentence message = LibraryMessages.sentence(wrong);
        if (wrong instanceof UnmatchedArgumentException unmatched) {
            var commands = command.getSubcommands().keySet();
            String word = unmatched.getUnmatched().get(0);
            if (unmatched.isUnknownOption()) {
                String name = word.replaceFirst("=.*", "");
                var options = command.getCommandSpec().optionsMap().keySet();
                message = SpellingSuggestion.hinted(Sentence.of("unknown option '{}'", word), name, options);
            } else {
                message = commands.isEmpty()
                        ? Sentence.of("'{}' is one argument too many", word)
                        : SpellingSuggestion.unknown("command", word, commands);
            }
        }
        terminal.printError(Sentence.of("brownout: {}", message));
        terminal.printError(Sentence.of(
                "'{} --help' lists the options", command.getCommandSpec().qualifiedName()));
        return ExitCode.BAD_INPUT;
    }

    private static int failed(Terminal terminal, Exception thrown) {
        Exception cause = thrown instanceof UsageException.Carrier carrier
                ? carrier.refusal()
                : thrown instanceof ExperimentException impossible
                        ? UsageException.of(impossible)
                        : thrown instanceof FontException
                                ? new UsageException("brownout: {}", Sentence.reason(thrown))
                                : thrown instanceof InvalidPathException name ? unwritten(name) : thrown;
        if (cause instanceof UsageException refusal) {
            terminal.printProblems(refusal);
            return ExitCode.BAD_INPUT;
        }
        String message = thrown instanceof AuditException ? thrown.getMessage() : thrown.toString();
        terminal.printError(Sentence.of("brownout: internal error: {}", message));
        if (terminal.debugEnabled()) {
            thrown.printStackTrace(terminal.err());
        } else {
            terminal.err().println("--debug prints the stack trace");
        }
        return ExitCode.INTERNAL_ERROR;
    }

    /** Returns the error of a file name that the encoding of the environment lacks. */
    private static UsageException unwritten(InvalidPathException name) {
        return new UsageException(
                "brownout: '{}' is no file name in this environment ({}); for names in UTF-8, set LC_ALL=C.UTF-8",
                name.getInput(),
                name.getReason());
    }

    @Override
    public void run() {
        CommandLine command = spec.commandLine();
        String commands = String.join(", ", command.getSubcommands().keySet());
        throw new OptionException(command, "missing command; expected one of {}", commands);
    }

    /**
     * Converter of an integer option.
     *
     * @param read parser of the digits
     * @param <T> integer type
     */
    private record WholeNumber<T>(Function<String, T> read) implements ITypeConverter<T> {
        /** Registers this converter for all integer options of a command and its subcommands. */
        static void ofAll(CommandLine command) {
            command.registerConverter(Long.class, new WholeNumber<>(Long::valueOf));
            command.registerConverter(Integer.class, new WholeNumber<>(Integer::valueOf));
            command.registerConverter(int.class, new WholeNumber<>(Integer::valueOf));
        }

        @Override
        public T convert(String text) {
            try {
                return read.apply(text);
            } catch (NumberFormatException wrong) {
                boolean digits = text.matches("[+-]?\\d+");
                throw new TypeConversionException("'" + text + "' is " + (digits ? "too large" : "not a whole number"));
            }
        }
    }
}
