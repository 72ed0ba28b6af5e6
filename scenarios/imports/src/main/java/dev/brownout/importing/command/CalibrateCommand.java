package dev.brownout.importing.command;

import dev.brownout.chart.draw.Chart;
import dev.brownout.cli.ExitCode;
import dev.brownout.cli.OutputTarget;
import dev.brownout.cli.Terminal;
import dev.brownout.cli.UsageException;
import dev.brownout.cli.log.CommandLog;
import dev.brownout.cli.text.OptionException;
import dev.brownout.importing.ImportException;
import dev.brownout.importing.ImportSource;
import dev.brownout.importing.calibrate.CalibratedScenarioText;
import dev.brownout.importing.calibrate.Calibration;
import dev.brownout.importing.calibrate.Calibration.RequestFit;
import dev.brownout.importing.calibrate.CalibrationPrediction;
import dev.brownout.importing.calibrate.CalibrationReport;
import dev.brownout.importing.calibrate.GivenUsers;
import dev.brownout.importing.calibrate.LoadInputReader;
import dev.brownout.importing.calibrate.LoadInputs;
import dev.brownout.importing.calibrate.MeasuredLog;
import dev.brownout.importing.calibrate.QuantilePicture;
import dev.brownout.importing.calibrate.ScenarioFit;
import dev.brownout.importing.inference.InferenceCalibration;
import dev.brownout.importing.inference.InferenceLog;
import dev.brownout.importing.loadtest.MeasuredSummary;
import dev.brownout.io.OutputFolder;
import dev.brownout.language.diagnostic.InvalidScenarioException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Command that fits a scenario to the access logs of a server and validates it against loads that were not used for the
 * fit.
 */
@Command(
        name = "calibrate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {ExitCode.SUCCESS_LINE, ExitCode.BAD_INPUT_LINE, ExitCode.INTERNAL_ERROR_LINE})
final class CalibrateCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "LOG",
            arity = "0..*",
            description = "access logs or results of load tests, plain or compressed with gzip")
    private List<Path> logs = List.of();

    @Option(
            names = "--loop",
            paramLabel = "open|closed",
            description =
                    "open: arrivals are independent of responses; closed: each client waits for the response before"
                            + " the next request")
    private Loop loop;

    @Option(
            names = "--hold-out",
            paramLabel = "LOG",
            description = "hold-out log of another load, for prediction; may be repeated")
    private List<Path> heldOut = List.of();

    @Option(
            names = "--against",
            paramLabel = "LOG",
            description =
                    "access log or results of a load test to compare with --scenario, which runs with the recorded"
                            + " arrivals, or with the users of a closed loop; nothing is fitted; may be repeated")
    private List<Path> against = List.of();

    @Option(
            names = "--users",
            paramLabel = "[FILE=]N",
            description = "number of users or connections of a closed-loop test with results without it; 0: an open"
                    + " load; with FILE for that file only; may be repeated")
    private List<String> users = List.of();

    @Option(names = "--format", paramLabel = "FORMAT", description = "log format, as for 'import log'")
    private String format;

    @Option(
            names = "--scenario",
            paramLabel = "FILE",
            description = "scenario of the same system; its settings named by --fit are fitted")
    private Path scenario;

    @Option(
            names = "--fit",
            paramLabel = "PATH",
            description =
                    "setting of --scenario to fit: a distribution such as web.service, requests.page.key, or load;"
                            + " may be repeated")
    private List<String> fit = List.of();

    @Option(
            names = "--inference",
            description =
                    "the logs are tables of the calls of a language model with the columns arrival, prompt_tokens,"
                            + " output_tokens, ttft and end")
    private boolean inference;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "write the scenario, its files and the report to this folder")
    private Path out;

    /** Load model of the logs. */
    enum Loop {
        open,
        closed
    }

    CalibrateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws UsageException {
        checkOptions();
        try {
            if (inference) {
                fitInference();
                terminal.output().flush();
                return ExitCode.SUCCESS;
            }
            long startedAt = System.nanoTime();
            LoadInputs inputs = inputs();
            CommandLog.phase("read", startedAt, inputs.size() + " logs");
            if (scenario == null) {
                fitAll(inputs);
            } else {
                fitScenario(inputs);
            }
            terminal.output().flush();
            return ExitCode.SUCCESS;
        } catch (ImportException | IllegalArgumentException wrong) {
            throw UsageException.of(("brownout: " + wrong.getMessage()).lines().toList());
        } catch (IOException failed) {
            throw OutputTarget.unwritable(Path.of(System.getProperty("java.io.tmpdir")), failed);
        }
    }

    private void checkOptions() {
        boolean others = loop != null || scenario != null || format != null;
        if (inference && (others || !against.isEmpty() || !users.isEmpty() || !fit.isEmpty())) {
            throw new OptionException(spec.commandLine(), "--inference takes LOG, --hold-out and --out only");
        }
        if (!against.isEmpty()) {
            checkComparison();
            return;
        }
        if (logs.isEmpty()) {
            throw new OptionException(
                    spec.commandLine(), "missing LOG; to compare a scenario without a fit, use --against LOG");
        }
        if ((scenario == null) != fit.isEmpty()) {
            throw new OptionException(
                    spec.commandLine(),
                    "--scenario needs --fit, such as --fit web.service, and --fit needs --scenario");
        }
    }

    private void checkComparison() {
        if (scenario == null) {
            throw new OptionException(spec.commandLine(), "--against needs --scenario FILE");
        }
        if (!logs.isEmpty() || !fit.isEmpty() || !heldOut.isEmpty()) {
            throw new OptionException(
                    spec.commandLine(),
                    "--against compares without a fit; to fit and compare, use LOG, --fit and --hold-out");
        }
    }

    /** Creates a scenario of an inference engine. */
    private void fitInference() throws ImportException, UsageException {
        List<InferenceLog> read = new ArrayList<>();
        for (Path path : logs) {
            read.add(InferenceLog.read(ImportSource.file(path)));
        }
        List<InferenceLog> predicted = new ArrayList<>();
        for (Path path : heldOut) {
            predicted.add(InferenceLog.read(ImportSource.file(path)));
        }
        InferenceCalibration fitted = InferenceCalibration.of(read, predicted);
        writeFindings(fitted.lines(), fitted.yaml(), fitted.files());
    }

    /** Creates a scenario from the logs alone. */
    private void fitAll(LoadInputs inputs) throws IOException, UsageException {
        Calibration fitted = Calibration.of(inputs.fitted());
        List<String> lines = new ArrayList<>(CalibrationReport.lines(fitted));
        for (MeasuredLog log : inputs.logs()) {
            lines.addAll(predicted(log.name(), inputs, CalibrationPrediction.of(fitted, log)));
        }
        for (MeasuredSummary summary : inputs.summaries()) {
            lines.addAll(predicted(summary.name(), inputs, CalibrationPrediction.of(fitted, summary)));
        }
        CalibratedScenarioText text = CalibratedScenarioText.of(fitted);
        Map<String, String> files = new LinkedHashMap<>(text.files());
        for (RequestFit request : Chart.isDrawable() ? fitted.requests() : List.<RequestFit>of()) {
            Optional<Chart> picture = QuantilePicture.plot(request);
            picture.ifPresent(chart -> files.put(chart.slug() + ".svg", chart.svg()));
        }
        writeFindings(lines, text.yaml(), files);
    }

    /** Fits settings of an existing scenario. */
    private void fitScenario(LoadInputs inputs) throws IOException, UsageException {
        try {
            ScenarioFit fitted = ScenarioFit.of(scenario, inputs.fitted(), fit);
            List<String> lines = new ArrayList<>(fitted.lines());
            for (MeasuredLog log : inputs.logs()) {
                lines.addAll(predicted(log.name(), inputs, fitted.predict(log)));
            }
            for (MeasuredSummary summary : inputs.summaries()) {
                lines.addAll(predicted(summary.name(), inputs, fitted.predict(summary)));
            }
            if (against.isEmpty()) {
                writeFindings(lines, fitted.yaml(), Map.of());
            } else {
                lines.stream().dropWhile(String::isEmpty).forEach(terminal.output()::println);
            }
        } catch (InvalidScenarioException wrong) {
            throw new UsageException(wrong.all());
        } catch (NoSuchFileException missing) {
            throw new UsageException("brownout: {}: there is no such file", scenario);
        }
    }

    private List<String> predicted(String log, LoadInputs inputs, CalibrationPrediction prediction) {
        boolean used = inputs.fitted().stream().anyMatch(fitted -> fitted.name().equals(log));
        String use = !against.isEmpty() ? ": " : used ? ", used for the fit: " : ", hold-out: ";
        List<String> lines = new ArrayList<>(List.of("", log + use + prediction.load()));
        lines.addAll(prediction.lines());
        return lines;
    }

    private LoadInputs inputs() throws ImportException {
        List<Path> others = Stream.of(heldOut, against).flatMap(List::stream).toList();
        Stream.of(logs, others).flatMap(List::stream).forEach(path -> CommandLog.info("reads {}", path));
        return new LoadInputReader(
                        Optional.ofNullable(format),
                        GivenUsers.of(users),
                        Optional.ofNullable(loop).map(Loop.closed::equals))
                .read(logs, others);
    }

    /** Prints the findings. Writes the scenario and its files if a folder is given. */
    private void writeFindings(List<String> lines, String yaml, Map<String, String> files) throws UsageException {
        lines.forEach(terminal.output()::println);
        terminal.output().println();
        if (out == null) {
            terminal.output().println("write the scenario: --out DIR");
            return;
        }
        try (OutputFolder folder = OutputTarget.of(terminal, spec).lock(out)) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                folder.write(file.getKey(), file.getValue().getBytes(StandardCharsets.UTF_8));
            }
            folder.write("calibration.txt", (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
            Path written = folder.write("calibrated.yaml", yaml.getBytes(StandardCharsets.UTF_8));
            terminal.output()
                    .println("wrote " + written + "; in the same folder calibration.txt"
                            + (scenario == null && !inference ? " and a chart of each distribution" : ""));
        } catch (IOException failed) {
            throw OutputTarget.unwritable(out, failed);
        }
    }
}
