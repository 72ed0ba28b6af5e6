package dev.brownout.cli;

import dev.brownout.cli.ExperimentOutput.ExperimentFindings;
import dev.brownout.cli.ScenarioOptions.SearchTarget;
import dev.brownout.cli.text.FalsifyText;
import dev.brownout.experiment.Experiment;
import dev.brownout.experiment.chart.FalsificationCharts;
import dev.brownout.experiment.falsify.FalsificationPlan;
import dev.brownout.experiment.falsify.FalsificationResult;
import dev.brownout.experiment.falsify.FaultModel;
import dev.brownout.experiment.falsify.FaultType;
import dev.brownout.language.overlay.Variation;
import dev.brownout.language.parse.Dimension;
import dev.brownout.sentence.Sentence;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Command that searches for fault schedules that violate an assertion. */
@Command(
        name = "falsify",
        description = "Search for fault schedules that violate an assertion, and shrink them.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            ExitCode.SUCCESS + ":no tried schedule violates an assertion",
            ExitCode.VIOLATED + ":found",
            ExitCode.BAD_INPUT_LINE,
            ExitCode.INTERNAL_ERROR_LINE,
            ExitCode.INTERRUPTED + ":interrupted; finished runs are kept"
        })
final class FalsifyCommand implements Callable<Integer> {
    @Mixin
    private SearchTarget target;

    @Option(
            names = "--runs",
            paramLabel = "N",
            description = "number of schedules to try, each in one run; further runs confirm and shrink violations;"
                    + " default: " + FalsificationPlan.USUAL_SCHEDULES + ", without limit with --time")
    private Integer schedules;

    @Option(
            names = "--time",
            paramLabel = "D",
            description =
                    "begin no further schedules after this time, such as 10m; the number of schedules then depends"
                            + " on the machine")
    private String time;

    @Option(
            names = "--faults",
            paramLabel = "F",
            split = ",",
            description = "types of faults: crash, pause, hang, slow, errors, blackhole, partition, zone-outage,"
                    + " region-outage, slow-link, slow-disk, flush, clock-jump, traffic; default: all except traffic")
    private List<String> faults = List.of();

    @Option(
            names = "--components",
            paramLabel = "C",
            split = ",",
            description = "components with failing nodes, such as web,db; default: all")
    private List<String> components = List.of();

    @Option(
            names = "--at-once",
            paramLabel = "N",
            defaultValue = "1",
            description = "maximum number of added faults that are active together; default: ${DEFAULT-VALUE}")
    private int atOnce;

    @Option(
            names = "--rate",
            paramLabel = "R",
            description = "mean rate of the faults of a random schedule, such as 12/h; default: two in the measured"
                    + " time of a run")
    private String rate;

    @Option(
            names = "--vary",
            paramLabel = "PATH",
            description = "setting that a schedule may change, such as load=50/s..100/s or web.nodes=2..4; may be"
                    + " repeated")
    private List<String> vary = List.of();

    @Option(
            names = "-n",
            paramLabel = "N",
            defaultValue = "5",
            description = "number of replications that confirm a violation, of which four fifths and the first must"
                    + " violate the assertion; default: ${DEFAULT-VALUE}")
    private int replications;

    @Mixin
    private final ExperimentOptions options;

    FalsifyCommand(Terminal terminal) {
        options = new ExperimentOptions(terminal);
    }

    @Override
    public Integer call() throws UsageException {
        options.requireNoMetrics("falsify prints assertions only; write an assertion of the metric under sla:");
        Experiment experiment = options.search(
                target,
                replications,
                1,
                "falsify selects each batch of schedules by the results of earlier ones; omit the option");
        FaultModel model = model();
        List<Variation> variations = options.variations(vary, true);
        BooleanSupplier expired = expired();
        FalsificationPlan falsification = planned(experiment, model, variations);
        return options.run(
                target.outputFolder(), output -> print(falsification.run(output.execution(), expired), output));
    }

    private FalsificationPlan planned(Experiment experiment, FaultModel model, List<Variation> variations) {
        int most = schedules != null
                ? schedules
                : time == null ? FalsificationPlan.USUAL_SCHEDULES : FalsificationPlan.MOST_SCHEDULES;
        try {
            return new FalsificationPlan(experiment, model, variations, most);
        } catch (IllegalArgumentException wrong) {
            throw options.usageError("--runs: {}", Sentence.reason(wrong));
        }
    }

    private FaultModel model() {
        List<FaultType> types = new ArrayList<>();
        for (String word : faults) {
            try {
                types.add(FaultType.of(word));
            } catch (IllegalArgumentException wrong) {
                throw options.usageError("--faults: {}", Sentence.reason(wrong));
            }
        }
        if (atOnce < 1 || atOnce > FaultModel.MOST_AT_ONCE) {
            throw options.usageError("--at-once is 1 to {}, not {}", FaultModel.MOST_AT_ONCE, atOnce);
        }
        OptionalDouble perSecond = rate == null
                ? OptionalDouble.empty()
                : OptionalDouble.of(
                        options.positive("--rate", rate, Dimension.RATE).doubleValue());
        return new FaultModel(types.isEmpty() ? FaultType.defaults() : types, components, atOnce, perSecond);
    }

    /** Returns a supplier that returns whether the budget in time is used up. */
    private BooleanSupplier expired() {
        if (time == null) {
            return () -> false;
        }
        long nanos = options.positive("--time", time, Dimension.TIME).longValue();
        long startedAt = System.nanoTime();
        return () -> System.nanoTime() - startedAt >= nanos;
    }

    private int print(FalsificationResult result, ExperimentOutput output) throws UsageException {
        FalsifyText text = new FalsifyText(
                result, options.confidence(), time != null, output.folder().isPresent());
        output.write(ExperimentFindings.of(
                        "falsify",
                        result.file(),
                        options.confidence(),
                        result.done(),
                        text,
                        () -> FalsificationCharts.charts(result))
                .withFiles(text.files()));
        return output.exitCode(!result.found());
    }
}
