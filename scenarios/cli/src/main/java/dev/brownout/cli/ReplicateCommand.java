package dev.brownout.cli;

import dev.brownout.chart.Chart;
import dev.brownout.experiment.Experiment;
import dev.brownout.experiment.Precision;
import dev.brownout.experiment.ReplicationPlan;
import dev.brownout.experiment.Replications;
import dev.brownout.experiment.chart.ReplicationCharts;
import dev.brownout.page.Block.Picture;
import dev.brownout.page.Findings;
import dev.brownout.wording.Quantity;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Repeats a scenario on independent draws, and says what can be said of all repetitions. */
@Command(
        name = "replicate",
        description =
                "Repeats a scenario on independent draws: means with intervals, and verdicts that say how sure they"
                        + " are.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            ExitCode.HELD_LINE,
            ExitCode.MISSED_LINE,
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
    private List<String> wanted = List.of();

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
    public Integer call() throws Refusal {
        if (replications != null && precision != null) {
            throw options.misused("-n and --precision exclude each other");
        }
        int number = precision != null ? most : replications != null ? replications : 30;
        options.requireReplications(number, 1);
        ReplicationPlan plan = plan(options.experiment(scenario, wanted, number, terminal), number);
        try (ExperimentFolder folder = ExperimentFolder.at(out, options.destination(terminal));
                Interruption interruption = Interruption.awaited()) {
            Replications result = plan.run(options.execution(terminal, interruption::asked, folder.store()));
            int done = result.done().size();
            if (interruption.asked()) {
                terminal.interrupted(done, number, "replications");
            }
            if (done == 0) {
                return ExitCode.INTERRUPTED;
            }
            ReplicateText text = new ReplicateText(result.file(), result.summaries(), result.confidence());
            boolean precise = result.precise() || interruption.asked();
            String missed = precise ? "" : "not every number is known to " + Quantity.percent(precision) + " yet";
            ExperimentPage frame = options.page(result.file(), terminal);
            long runs = (long) done * result.summaries().size();
            List<Chart> charts = out == null ? List.of() : new ReplicationCharts(result).all(text.finding());
            Function<List<Picture>, Findings> page = pictures -> text.page(frame, missed, runs, pictures);
            List<String> written =
                    folder.write("replicate", result.file().title(), result.done(), text.data(), charts, page);
            options.format().print(terminal.out(), text.lines(missed, written), text.data(), page);
            return interruption.asked() ? ExitCode.INTERRUPTED : result.asExpected() ? ExitCode.HELD : ExitCode.MISSED;
        }
    }

    private ReplicationPlan plan(Experiment experiment, int most) {
        return precision == null
                ? experiment.replicate()
                : experiment.replicate(new Precision(precision, options.confidence(), most));
    }
}
