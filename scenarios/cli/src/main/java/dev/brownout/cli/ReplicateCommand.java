package dev.brownout.cli;

import dev.brownout.cli.ExperimentOutput.ExperimentFindings;
import dev.brownout.cli.sequential.ControlVariateText;
import dev.brownout.cli.text.PercentConverter;
import dev.brownout.cli.text.ReplicateText;
import dev.brownout.experiment.DescribedExperiment;
import dev.brownout.experiment.Experiment;
import dev.brownout.experiment.Precision;
import dev.brownout.experiment.ReplicationPlan;
import dev.brownout.experiment.Replications;
import dev.brownout.experiment.chart.ReplicationCharts;
import dev.brownout.experiment.control.ArrivalControl;
import dev.brownout.experiment.shard.Shard;
import dev.brownout.format.QuantityFormat;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Command that runs independent replications of a scenario and prints means, intervals and verdicts. */
@Command(
        name = "replicate",
        description = "Repeat a scenario with independent seeds: confidence intervals.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            ExitCode.SUCCESS_LINE,
            ExitCode.VIOLATED_LINE,
            ExitCode.BAD_INPUT_LINE,
            ExitCode.INTERNAL_ERROR_LINE,
            ExitCode.INTERRUPTED_LINE
        })
final class ReplicateCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "SCENARIO",
            completionCandidates = ScenarioNames.class,
            description = "scenario of the library ('brownout list') or a file")
    private String scenario;

    @Option(names = "--variant", paramLabel = "V", description = "run only this variant; may be repeated")
    private List<String> variants = List.of();

    @Option(names = "-n", paramLabel = "N", description = "number of replications; default: 30")
    private Integer replications;

    @Option(
            names = "--precision",
            paramLabel = "P",
            converter = PercentConverter.class,
            description = "instead of -n: replicate until each interval is within this share, such as 5%%")
    private Double precision;

    @Option(
            names = "--most",
            paramLabel = "N",
            defaultValue = "1000",
            description = "maximum number of replications for --precision; default: ${DEFAULT-VALUE}")
    private int most;

    @Option(
            names = "--control-variates",
            description = "correct means by the known expected number of arrivals: narrower intervals")
    private boolean controlVariates;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "write report, charts, table and results to this folder; finished runs are reused")
    private Path out;

    @Mixin
    private final ExperimentOptions options;

    ReplicateCommand(Terminal terminal) {
        options = new ExperimentOptions(terminal);
    }

    @Override
    public Integer call() throws UsageException {
        if (replications != null && precision != null) {
            throw options.usageError("-n and --precision exclude each other");
        }
        if (precision != null) {
            options.requireLocalUnsharded(
                    "--precision decides the number of replications during the run; use -n instead");
        }
        int number = precision != null ? most : replications != null ? replications : 30;
        options.requireReplications(number, 1);
        Optional<Shard> shard = options.shard(out);
        Experiment experiment = options.experiment(scenario, variants, number);
        if (controlVariates) {
            if (shard.isPresent()) {
                throw options.usageError("--control-variates and --shard exclude each other");
            }
            experiment = experiment.metric(ArrivalControl.METRIC);
        }
        if (precision == null && !controlVariates) {
            return options.run(DescribedExperiment.replicate(Version.number(), experiment), shard, out, false);
        }
        ReplicationPlan plan = precision == null
                ? experiment.replicate()
                : experiment.replicate(new Precision(precision, options.confidence(), number));
        return options.run(out, output -> print(plan, Optional.ofNullable(precision), controlVariates, output));
    }

    /**
     * Runs replications and prints their results. Returns the exit code of the command.
     *
     * @param precision requested relative precision of the numbers; empty for a fixed number of replications
     */
    static int print(ReplicationPlan plan, Optional<Double> precision, ExperimentOutput output) throws UsageException {
        return print(plan, precision, false, output);
    }

    private static int print(
            ReplicationPlan plan, Optional<Double> precision, boolean controlVariates, ExperimentOutput output)
            throws UsageException {
        Replications result = plan.run(output.execution());
        int done = result.done().size();
        output.printInterruption(done, plan.all().size(), "replications");
        if (done == 0) {
            return output.exitCodeWithoutFindings();
        }
        ReplicateText text = new ReplicateText(result.file(), result.summaries(), result.confidence());
        String missed = precision
                .filter(goal -> !result.precise() && !output.isInterrupted())
                .map(goal -> "precision " + QuantityFormat.percent(goal) + " not reached for all metrics")
                .orElse("");
        long runs = (long) done * result.summaries().size();
        ExperimentFindings findings = new ExperimentFindings(
                        "replicate",
                        result.file(),
                        result.confidence(),
                        result.done(),
                        text.lines(missed),
                        text.data(),
                        () -> new ReplicationCharts(result).all(text.finding()),
                        (frame, pictures) -> text.page(frame, missed, runs, pictures))
                .of(plan.all().size() + " replications");
        output.write(controlVariates ? withControls(findings, result) : findings);
        return output.exitCode(result.asExpected());
    }

    private static ExperimentFindings withControls(ExperimentFindings findings, Replications result) {
        List<Optional<Double>> expected = result.done().get(0).arms().stream()
                .map(arm -> ArrivalControl.expected(arm.scenario()))
                .toList();
        ControlVariateText text = new ControlVariateText(result.summaries(), expected, result.confidence());
        return findings.with("control_variates", text.fact(), text.lines(), text.part(), List::of);
    }
}
