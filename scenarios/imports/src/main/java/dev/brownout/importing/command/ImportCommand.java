package dev.brownout.importing.command;

import dev.brownout.cli.ExitCode;
import dev.brownout.cli.OutputTarget;
import dev.brownout.cli.Terminal;
import dev.brownout.cli.UsageException;
import dev.brownout.cli.log.CommandLog;
import dev.brownout.cli.screen.WorkProgress;
import dev.brownout.cli.text.OptionException;
import dev.brownout.format.QuantityFormat;
import dev.brownout.importing.ImportException;
import dev.brownout.importing.ImportResult;
import dev.brownout.importing.ImportSource;
import dev.brownout.importing.InputFiles;
import dev.brownout.importing.check.ImportCheck;
import dev.brownout.importing.combined.RecognizedImport;
import dev.brownout.importing.recognition.ImportFormat;
import dev.brownout.importing.recognition.ImportFormat.Option;
import dev.brownout.importing.recognition.ImportFormat.Values;
import dev.brownout.importing.recognition.Importer;
import dev.brownout.importing.recognition.Importer.Input;
import dev.brownout.importing.recognition.InputRecognizer;
import dev.brownout.importing.system.SystemDescription;
import dev.brownout.io.OutputFile;
import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.sentence.Sentence;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Command that creates scenarios from logs, spans, metrics and configuration files of real systems. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:created", ExitCode.BAD_INPUT_LINE, ExitCode.INTERNAL_ERROR_LINE})
final class ImportCommand implements Callable<Integer> {
    private static final String OUT = "--out";

    private final Terminal terminal;
    private CommandSpec spec;

    ImportCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Parameters(
            paramLabel = "FILE",
            arity = "0..*",
            description = "files of one system in any format of the commands below, or folders with them")
    private List<String> recognized = List.of();

    /** Adds the option for the output file, and a command for each format. */
    @Spec
    void spec(CommandSpec own) {
        spec = own;
        addOut(own);
        Map<String, CommandSpec> commands = new TreeMap<>();
        for (Importer importer : InputRecognizer.IMPORTERS) {
            if (!importer.format().command().isEmpty()) {
                commands.put(importer.format().command(), command(importer));
            }
        }
        commands.forEach((name, command) -> own.addSubcommand(name, new CommandLine(command)));
    }

    private static void addOut(CommandSpec command) {
        command.addOption(OptionSpec.builder(OUT)
                .paramLabel("FILE")
                .description("output file; default: standard output")
                .type(Path.class)
                .build());
    }

    private CommandSpec command(Importer importer) {
        ImportFormat format = importer.format();
        Callable<Integer> run = () -> importScenario(importer);
        CommandSpec command =
                CommandSpec.wrapWithoutInspection(run).name(format.command()).mixinStandardHelpOptions(true);
        for (Option option : format.options()) {
            OptionSpec.Builder builder =
                    OptionSpec.builder(option.name()).paramLabel(option.label()).description(option.description());
            command.addOption(
                    option.values() == Values.ONE
                            ? builder.type(String.class).build()
                            : builder.type(List.class)
                                    .auxiliaryTypes(String.class)
                                    .splitRegex(option.values() == Values.LIST ? "," : "")
                                    .build());
        }
        addOut(command);
        command.addPositional(PositionalParamSpec.builder()
                .paramLabel(format.takesFolders() ? "FILE|DIR" : "FILE")
                .arity("1..*")
                .required(true)
                .description(format.files())
                .type(List.class)
                .auxiliaryTypes(String.class)
                .build());
        Map<String, String> exitCodes = new LinkedHashMap<>(spec.usageMessage().exitCodeList());
        if (!format.failure().isEmpty()) {
            exitCodes.merge(
                    Integer.toString(ExitCode.BAD_INPUT),
                    "; " + format.failure().replace("%", "%%"),
                    String::concat);
        }
        command.usageMessage()
                .description(format.description())
                .exitCodeListHeading(spec.usageMessage().exitCodeListHeading())
                .exitCodeList(exitCodes);
        return command;
    }

    /** Imports files of any format. */
    @Override
    public Integer call() throws UsageException {
        if (recognized.isEmpty()) {
            throw new OptionException(
                    spec.commandLine(),
                    "missing source; expected FILE or one of {}",
                    String.join(", ", spec.subcommands().keySet()));
        }
        if (recognized.contains("-")) {
            throw new OptionException(
                    spec.commandLine(), "standard input needs the name of its format, as in 'brownout import log -'");
        }
        List<String> inputs =
                recognized.stream().filter(file -> !isFolder(file)).toList();
        List<String> found =
                expanded(recognized.stream().filter(ImportCommand::isFolder).toList());
        List<String> all = Stream.concat(inputs.stream(), found.stream()).toList();
        return importScenario(
                all, progress -> RecognizedImport.read(sources(inputs, progress), sources(found, progress)), spec);
    }

    /** Imports files of one format. */
    private int importScenario(Importer importer) throws UsageException {
        ImportFormat format = importer.format();
        CommandSpec command = spec.subcommands().get(format.command()).getCommandSpec();
        List<String> files = command.positionalParameters().get(0).getValue();
        List<String> sources = format.takesFolders() ? expanded(files) : files;
        List<String> all = new ArrayList<>(sources);
        Map<String, List<String>> options = new LinkedHashMap<>();
        for (Option option : format.options()) {
            OptionSpec given = command.findOption(option.name());
            if (given.getValue() != null) {
                List<String> values =
                        option.values() == Values.ONE ? List.of(given.<String>getValue()) : given.getValue();
                options.put(option.name(), values);
                all.addAll(option.values() == Values.FILES ? values : List.of());
            }
        }
        return importScenario(
                all, progress -> importer.read(new Input(sources(sources, progress), options, Map.of())), command);
    }

    /** Returns the sources of files, with their progress in bytes. */
    private static List<ImportSource> sources(List<String> files, WorkProgress progress) {
        return InputFiles.sources(files).stream()
                .map(source -> source.withListener(bytes ->
                        progress.show(Sentence.of("reads {}: {}", source.name(), QuantityFormat.format(bytes, "B")))))
                .toList();
    }

    private static boolean isFolder(String file) {
        return Files.isDirectory(Path.of(file));
    }

    private static List<String> expanded(List<String> files) throws UsageException {
        try {
            return InputFiles.inFolders(files);
        } catch (ImportException impossible) {
            throw UsageException.of(
                    ("brownout: " + impossible.getMessage()).lines().toList());
        }
    }

    /** Import that creates a scenario. An impossible import throws an exception with a message for the user. */
    @FunctionalInterface
    private interface ScenarioImport {
        SystemDescription create(WorkProgress progress) throws ImportException;
    }

    private int importScenario(List<String> read, ScenarioImport making, CommandSpec command) throws UsageException {
        Path out = command.findOption(OUT).getValue();
        read.forEach(file -> CommandLog.info("reads {}", file));
        long startedAt = System.nanoTime();
        try {
            SystemDescription imported;
            ImportResult checked;
            try (WorkProgress progress = terminal.work()) {
                imported = making.create(progress);
            }
            CommandLog.phase("read", startedAt, read.size() + " files");
            try (OutputFile file = out == null ? null : OutputFile.open(out)) {
                try (WorkProgress progress = terminal.work()) {
                    progress.show(Sentence.of("checks the scenario"));
                    checked = ImportCheck.checked(imported.result());
                }
                checked.summary().forEach(terminal.err()::println);
                write(checked.scenario(), file);
            } catch (IOException e) {
                throw OutputTarget.unwritable(out, e);
            }
            if (out != null) {
                terminal.err().println("wrote " + out);
            }
            return ExitCode.SUCCESS;
        } catch (InvalidScenarioException wrong) {
            String origin = String.join(", ", read);
            throw new UsageException(wrong.all().stream()
                    .filter(problem -> !problem.warning())
                    .map(problem -> problem.withOrigin(origin))
                    .toList());
        } catch (ImportException impossible) {
            throw UsageException.of(
                    ("brownout: " + impossible.getMessage()).lines().toList());
        } catch (StackOverflowError deep) {
            throw new UsageException("brownout: {}: nested too deeply", String.join(", ", read));
        }
    }

    private void write(String scenario, OutputFile file) throws IOException {
        if (file == null) {
            terminal.output().print(scenario);
            terminal.output().flush();
        } else {
            file.stream().write(scenario.getBytes(StandardCharsets.UTF_8));
            file.commit();
        }
    }
}
