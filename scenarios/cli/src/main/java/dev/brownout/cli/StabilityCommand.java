package dev.brownout.cli;

import dev.brownout.cli.ExperimentOutput.ExperimentFindings;
import dev.brownout.cli.ScenarioOptions.SearchTarget;
import dev.brownout.cli.text.PercentConverter;
import dev.brownout.cli.text.StabilityText;
import dev.brownout.experiment.Experiment;
import dev.brownout.experiment.VariantRuns;
import dev.brownout.experiment.chart.StabilityCharts;
import dev.brownout.experiment.stability.AssertionCriterion;
import dev.brownout.experiment.stability.FaultCriterion;
import dev.brownout.experiment.stability.RecoveryCriterion;
import dev.brownout.experiment.stability.StabilityMap;
import dev.brownout.experiment.stability.StabilityPlan;
import dev.brownout.language.overlay.Variation;
import dev.brownout.language.parse.Dimension;
import dev.brownout.scenario.Scenario;
import dev.brownout.sentence.Sentence;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Command that finds the largest trigger after which a system recovers, at each load. */
@Command(
        name = "stability",
        description = "Find the largest trigger after which a system recovers, at each load.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            ExitCode.SUCCESS + ":a safe trigger was found at each load",
            ExitCode.VIOLATED + ":no tested trigger is safe at some load",
            ExitCode.BAD_INPUT_LINE,
            ExitCode.INTERNAL_ERROR_LINE,
            ExitCode.INTERRUPTED + ":interrupted; finished runs are kept"
        })
final class StabilityCommand implements Callable<Integer> {
    @Mixin
    private SearchTarget target;

    @Option(
            names = "--vary",
            paramLabel = "PATH=A..B",
            required = true,
            description = "load and its values, or another setting: A..B, A..B/n for n equal steps, or a,b,c")
    private String vary;

    @Option(
            names = "--trigger",
            paramLabel = "PATH=A..B",
            required = true,
            description = "setting that is the size of the trigger, and its values, such as faults.outage.for=0s..20s/5"
                    + " or params.lost=1..5")
    private String trigger;

    @Option(
            names = "--within",
            paramLabel = "T",
            description = "time from the end of the trigger within which requests must succeed again")
    private String within;

    @Option(
            names = "--fault",
            paramLabel = "NAME",
            description = "fault that is the trigger; default: that of --trigger, or the only one")
    private String fault;

    @Option(
            names = "--recovered",
            paramLabel = "ASSERTION",
            description = "assertion that a recovered run meets, with a window after the trigger; instead of --within")
    private String assertion;

    @Option(
            names = "--risk",
            paramLabel = "P",
            defaultValue = "10%",
            converter = PercentConverter.class,
            description = "accepted probability that a safe trigger is not recovered from; default: ${DEFAULT-VALUE}")
    private double risk;

    @Option(
            names = "-n",
            paramLabel = "N",
            defaultValue = "10",
            description = "maximum number of runs per cell of the map; default: ${DEFAULT-VALUE}")
    private int replications;

    @Option(
            names = "--tolerance",
            paramLabel = "P",
            defaultValue = "2%",
            converter = PercentConverter.class,
            description = "width of the interval of the largest safe trigger, as a share of its range; default:"
                    + " ${DEFAULT-VALUE}")
    private double tolerance;

    @Mixin
    private final ExperimentOptions options;

    StabilityCommand(Terminal terminal) {
        options = new ExperimentOptions(terminal);
    }

    @Override
    public Integer call() throws UsageException {
        Experiment experiment = options.search(
                target,
                replications,
                1,
                "stability selects each run by the previous results; use 'brownout sweep' or omit the option");
        Variation size = options.variation(trigger, true, "--trigger");
        StabilityPlan plan = StabilityPlan.of(
                        experiment, options.variation(vary, true), size, criterion(experiment, size))
                .risk(risk)
                .tolerance(tolerance);
        return options.run(target.outputFolder(), output -> print(plan.run(output.execution()), output));
    }

    private RecoveryCriterion criterion(Experiment experiment, Variation size) {
        if ((within == null) == (assertion == null)) {
            throw options.usageError(
                    within == null
                            ? Sentence.of("a recovery needs --within T, such as --within 5m, or --recovered ASSERTION")
                            : Sentence.of("--within and --recovered exclude each other"));
        }
        if (assertion != null && fault != null) {
            throw options.usageError("--fault belongs to --within; --recovered names an assertion with its own window");
        }
        if (assertion != null) {
            return new AssertionCriterion(assertion);
        }
        Scenario asWritten = VariantRuns.named(experiment.source().check(experiment.changes()), experiment.variants())
                .get(0)
                .scenario();
        return new FaultCriterion(
                fault != null ? fault : FaultCriterion.fault(asWritten, size.path()),
                options.positive("--within", within, Dimension.TIME).longValue());
    }

    private static int print(StabilityMap map, ExperimentOutput output) throws UsageException {
        output.write(ExperimentFindings.of(
                "stability",
                map.file(),
                map.settings().confidence(),
                map.done(),
                new StabilityText(map),
                () -> StabilityCharts.charts(map)));
        return output.exitCode(map.found());
    }
}
