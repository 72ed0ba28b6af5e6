package dev.brownout.cli;

import dev.brownout.chart.draw.Chart;
import dev.brownout.cli.option.Percent;
import dev.brownout.cli.text.ReplicateText;
import dev.brownout.cli.text.ReportFrame;
import dev.brownout.experiment.DescribedExperiment;
import dev.brownout.experiment.Execution;
import dev.brownout.experiment.Experiment;
import dev.brownout.experiment.Precision;
import dev.brownout.experiment.ReplicationPlan;
import dev.brownout.experiment.Replications;
import dev.brownout.experiment.chart.ReplicationCharts;
import dev.brownout.experiment.shard.Shard;
import dev.brownout.export.ExperimentText.OutputOptions;
import dev.brownout.format.QuantityFormat;
import dev.brownout.summary.Block.Picture;
import dev.brownout.summary.ExperimentReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Command that runs independent replications of a scenario and prints means, intervals and verdicts. */
@Command(
        name = "replicate",
        description =
                "Repeats a scenario on independent draws: means with intervals, and verdicts that say how sure they"
                        + " are.",
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
    private final Terminal terminal;

    @Parameters(
            paramLabel = "SCENARIO",
            completionCandidates = ScenarioNames.class,
            description = "a file, or a name that 'brownout list' shows")
    private String scenario;

    @Option(names = "--variant", paramLabel = "V", description = "only this variant; may be repeated")
    private List<String> variants = List.of();

    @Option(names = "-n", paramLabel = "N", description = "replications; 30 where nothing is said")
    private Integer replications;

    @Option(
            names = "--precision",
            paramLabel = "P",
            converter = Percent.class,
            description = "instead of -n: until each number is known to such a share of its value, such as 5%%")
    private Double precision;

    @Option(
            names = "--most",
            paramLabel = "N",
            defaultValue = "1000",
            description = "replications after which --precision gives up; ${DEFAULT-VALUE}")
    private int most;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "where to leave a report, charts, a table and a result for each replication; what is there already"
                            + " is not run again")
    private Path out;

    @Mixin
    private ExperimentOptions options;

    ReplicateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws UsageException {
        if (replications != null && precision != null) {
            throw options.usageError("-n and --precision exclude each other");
        }
        if (precision != null) {
            options.requireLocalUnsharded(
                    "how many replications --precision takes shows each of them in turn; say -n with it");
        }
        int number = precision != null ? most : replications != null ? replications : 30;
        options.requireReplications(number, 1);
        Optional<Shard> shard = options.shard(out, terminal);
        Experiment experiment = options.experiment(scenario, variants, number, terminal);
        OutputOptions outputOptions = options.outputOptions(terminal, false);
        if (precision == null) {
            DescribedExperiment replications = DescribedExperiment.replicate(Version.number(), experiment);
            return options.run(replications, shard, out, outputOptions, terminal);
        }
        ReplicationPlan plan = experiment.replicate(new Precision(precision, options.confidence(), number));
        try (ExperimentFolder folder = ExperimentFolder.at(out, options.destination(terminal));
                ShutdownHook interruption = ShutdownHook.recordingFirst()) {
            Execution execution = options.execution(terminal, interruption::isInterrupted, folder.store());
            return print(
                    plan, Optional.of(precision), new ExperimentOutput(terminal, folder, outputOptions, execution));
        }
    }

    /**
     * Runs replications and prints their results. Returns the exit code of the command.
     *
     * @param precision requested relative precision of the numbers; empty for a fixed number of replications
     */
    static int print(ReplicationPlan plan, Optional<Double> precision, ExperimentOutput output) throws UsageException {
        ExperimentFolder folder = output.folder();
        Replications result = plan.run(output.execution());
        int done = result.done().size();
        if (output.interrupted()) {
            output.terminal().printInterrupted(done, plan.all().size(), "replications");
        }
        if (done == 0) {
            return ExitCode.INTERRUPTED;
        }
        ReplicateText text = new ReplicateText(result.file(), result.summaries(), result.confidence());
        String missed = precision
                .filter(goal -> !result.precise() && !output.interrupted())
                .map(goal -> "not every number is known to " + QuantityFormat.percent(goal) + " yet")
                .orElse("");
        ReportFrame frame = output.page(result.file(), result.confidence());
        long runs = (long) done * result.summaries().size();
        List<Chart> charts = folder.isPresent() ? new ReplicationCharts(result).all(text.finding()) : List.of();
        Function<List<Picture>, ExperimentReport> page = pictures -> text.page(frame, missed, runs, pictures);
        List<String> written =
                folder.write("replicate", result.file().title(), result.done(), text.data(), charts, page);
        output.print(text.lines(missed, written), text.data(), page);
        return output.interrupted() ? ExitCode.INTERRUPTED : result.asExpected() ? ExitCode.SUCCESS : ExitCode.VIOLATED;
    }
}
