package dev.brownout.cli;

import dev.brownout.cli.log.CommandLog;
import dev.brownout.cli.text.OptionException;
import dev.brownout.experiment.Execution;
import dev.brownout.experiment.VariantRuns;
import dev.brownout.export.Baseline;
import dev.brownout.export.Baseline.Change;
import dev.brownout.io.BoundedFile;
import dev.brownout.io.FileError;
import dev.brownout.io.NewerFormatException;
import dev.brownout.io.OutputFolder;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.library.ShippedLibrary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Command that saves the verdicts, headline numbers and settings of scenarios as texts, and reports changes since then.
 */
@Command(
        description = "Record results and compare later runs with them.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:saved, or no result has changed",
            "99:a result has changed",
            ExitCode.BAD_INPUT_LINE,
            ExitCode.INTERNAL_ERROR_LINE
        })
final class BaselineCommand implements Runnable {
    private static final int MOST_BYTES = 20_000_000;

    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    /** Options that select the scenarios and the folder of their baselines. */
    static final class BaselineSource {
        @Parameters(
                paramLabel = "SCENARIO",
                arity = "1..*",
                completionCandidates = ScenarioNames.class,
                description = "scenarios of the library or files")
        private List<String> scenarios;

        @Option(
                names = "--dir",
                paramLabel = "DIR",
                defaultValue = "baselines",
                description = "folder of the records; default: ${DEFAULT-VALUE}")
        private Path folder;
    }

    BaselineCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        throw new OptionException(spec.commandLine(), "missing command; expected save or check");
    }

    @Command(name = "save", description = "Run scenarios and record their results.", mixinStandardHelpOptions = true)
    int save(@Mixin BaselineSource kept) throws UsageException {
        Map<String, ScenarioFile> files = new LinkedHashMap<>();
        for (String name : kept.scenarios) {
            files.put(name, new ScenarioFinder().check(name, Overrides.NONE));
        }
        try (OutputFolder folder = OutputTarget.of(terminal, spec).lock(kept.folder)) {
            for (Map.Entry<String, ScenarioFile> file : files.entrySet()) {
                byte[] text = text(file.getValue()).getBytes(StandardCharsets.UTF_8);
                String record = named(file.getValue(), file.getKey(), kept.folder);
                terminal.output().println("wrote " + folder.write(record, text));
            }
        } catch (IOException e) {
            throw OutputTarget.unwritable(kept.folder, e);
        }
        return ExitCode.SUCCESS;
    }

    @Command(
            name = "check",
            description = "Run scenarios and compare their results with the records.",
            mixinStandardHelpOptions = true)
    int check(@Mixin BaselineSource kept) throws UsageException {
        int code = ExitCode.SUCCESS;
        for (String name : kept.scenarios) {
            ScenarioFile file = new ScenarioFinder().check(name, Overrides.NONE);
            Path path = path(file, name, kept.folder);
            String saved = saved(file, name, kept.folder);
            Map<Boolean, List<Change>> changes =
                    Baseline.changes(saved, text(file)).stream().collect(Collectors.partitioningBy(Change::isSetting));
            List<Change> settings = changes.get(true);
            List<Change> results = changes.get(false);
            terminal.output()
                    .println(name
                            + (results.isEmpty() ? ": unchanged from " : ": changed from ")
                            + path
                            + (results.isEmpty() && !settings.isEmpty() ? ", with other settings" : ""));
            settings.forEach(this::print);
            if (!results.isEmpty()) {
                code = ExitCode.VIOLATED;
                if (settings.isEmpty() && Baseline.hasSettings(saved)) {
                    terminal.output().println("  no setting differs; the program or a file of data has changed");
                }
                results.forEach(this::print);
                terminal.output().println("  to accept: brownout baseline save " + name + option(kept.folder));
            }
        }
        return code;
    }

    private void print(Change change) {
        change.lines().forEach(line -> terminal.output().println("  " + line));
    }

    private static String option(Path folder) {
        return folder.equals(Path.of("baselines")) ? "" : " --dir " + folder;
    }

    private static Path path(ScenarioFile file, String scenario, Path folder) {
        return folder.resolve(named(file, scenario, folder));
    }

    /**
     * Returns the name of a record, which only one scenario has: the path of the scenario relative to the folder above
     * the records, with {@code _} for each folder upwards. A library scenario has its own name. The extension of a file
     * is kept unless it is {@code .yaml} and leaves no name of the library.
     */
    private static String named(ScenarioFile file, String scenario, Path folder) {
        Path path = ScenarioFinder.file(scenario).map(Path::toAbsolutePath).orElse(null);
        if (path == null) {
            return file.name() + ".txt";
        }
        StringBuilder place = new StringBuilder();
        Path above = real(folder.toAbsolutePath().normalize().resolveSibling(""));
        for (Path part : above.relativize(real(path.getParent()))) {
            String name = part.toString();
            place.append(
                    name.isEmpty() ? "" : name.equals("..") ? "_/" : (name.matches("_+") ? name + "_" : name) + "/");
        }
        String name = place.toString() + path.getFileName();
        String stem = name.replaceFirst("\\.yaml$", "");
        return (new ShippedLibrary().find(stem).isPresent() ? name : stem) + ".txt";
    }

    private static Path real(Path folder) {
        try {
            return folder.toRealPath();
        } catch (IOException missing) {
            return folder.normalize();
        }
    }

    /**
     * Returns the saved baseline of a scenario.
     *
     * @param name name of the scenario as typed
     * @throws UsageException if the scenario has no baseline, or the baseline cannot be read
     */
    static String saved(ScenarioFile file, String name, Path folder) throws UsageException {
        Path path = path(file, name, folder);
        CommandLog.info("reads {}", path);
        try {
            String text = BoundedFile.text(path, MOST_BYTES);
            Baseline.check(text);
            return text;
        } catch (NewerFormatException newer) {
            throw new UsageException("brownout: {}", newer.about(path));
        } catch (NoSuchFileException e) {
            throw new UsageException(
                    "brownout: no baseline {} of {}; create it: brownout baseline save {}{}",
                    path,
                    name,
                    name,
                    option(folder));
        } catch (IOException e) {
            throw new UsageException("brownout: {} cannot be read: {}", path, FileError.words(e));
        }
    }

    private String text(ScenarioFile file) {
        Execution execution = Execution.withProgress(terminal.progress(), () -> false);
        return Baseline.write(file.result(VariantRuns.run(file, file.variants(), execution)));
    }
}
