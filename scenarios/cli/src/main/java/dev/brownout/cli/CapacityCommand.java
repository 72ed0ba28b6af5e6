package dev.brownout.cli;

import dev.brownout.cli.ExperimentOutput.ExperimentFindings;
import dev.brownout.cli.text.CapacityText;
import dev.brownout.experiment.CapacityFindings;
import dev.brownout.experiment.CapacityPlan;
import dev.brownout.experiment.CapacityResult;
import dev.brownout.experiment.CapacitySearch;
import dev.brownout.experiment.Sweep;
import dev.brownout.experiment.chart.CapacityCharts;
import dev.brownout.language.overlay.Variation;
import dev.brownout.sla.Metric;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Command that searches for the largest load, or the smallest design, that meets every assertion. */
@Command(
        name = "capacity",
        description = "Searches for the largest load, or the smallest and cheapest design, that meets all assertions.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            ExitCode.SUCCESS + ":found",
            ExitCode.VIOLATED + ":no tested load or design meets all assertions",
            ExitCode.BAD_INPUT_LINE,
            ExitCode.INTERNAL_ERROR_LINE,
            ExitCode.INTERRUPTED + ":interrupted; finished runs are kept"
        })
final class CapacityCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "SCENARIO",
            completionCandidates = ScenarioNames.class,
            description = "a file, or a name that 'brownout list' shows")
    private String scenario;

    @Option(
            names = "--vary",
            paramLabel = "PATH",
            required = true,
            description = "load, alone or as load=A..B, for the largest that meets all assertions; or a setting such as"
                    + " web.nodes=2..16 for the smallest; may be repeated")
    private List<String> vary = List.of();

    @Option(
            names = "--minimise",
            paramLabel = "METRIC",
            description = "which of the smallest designs is best, such as all.cost")
    private String minimise;

    @Option(
            names = "--variant",
            paramLabel = "V",
            description = "the variant that is meant; the first if none is named")
    private String variant;

    @Option(
            names = "-n",
            paramLabel = "N",
            defaultValue = "10",
            description = "replications of each design at most; ${DEFAULT-VALUE}")
    private int replications;

    @Option(
            names = "--tolerance",
            paramLabel = "P",
            defaultValue = "1%",
            converter = ExperimentOptions.Percent.class,
            description = "how narrow the bracket around a load is made; ${DEFAULT-VALUE}")
    private double tolerance;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "where to leave a report, charts, a table and a result of each run; what is there already is"
                    + " not run again")
    private Path out;

    @Mixin
    private final ExperimentOptions options;

    CapacityCommand(Terminal terminal) {
        options = new ExperimentOptions(terminal);
    }

    @Override
    public Integer call() throws UsageException {
        options.requireLocalUnsharded(
                "which design capacity tries next shows the one before; sweep the designs, or run it whole");
        options.requireReplications(replications, 2);
        List<String> variants = variant == null ? List.of() : List.of(variant);
        CapacitySearch search =
                options.experiment(scenario, variants, replications).capacity().tolerance(tolerance);
        List<Variation> settings = new ArrayList<>();
        Variation load = null;
        for (String text : vary) {
            Variation variation = options.variation(text, false);
            if (variation.path().equals(Variation.LOAD)) {
                if (load != null) {
                    throw options.usageError("load is varied twice");
                }
                load = variation;
            } else {
                settings.add(variation);
            }
        }
        if (minimise != null && load != null) {
            throw options.usageError("--minimise is for designs; with --vary load, the largest load is looked for");
        }
        if (minimise != null) {
            Metric metric = options.metric("--minimise", minimise);
            search = search.minimising("--minimise " + metric, metric);
        }
        CapacityPlan<?> plan = load == null ? search.smallestDesigns(settings) : search.largestLoad(load, settings);
        return options.run(out, output -> print(plan.run(output.execution()), output));
    }

    private int print(CapacityResult result, ExperimentOutput output) throws UsageException {
        if (!result.searchResult().summaries().isEmpty()) {
            Sweep sweep = result.searchResult().sweep();
            CapacityText text = new CapacityText(sweep, CapacityFindings.of(result), options.confidence());
            output.write(new ExperimentFindings(
                    "capacity",
                    sweep.file(),
                    options.confidence(),
                    sweep.done(),
                    text.lines(result.interrupted()),
                    text.data(),
                    () -> CapacityCharts.of(result),
                    (frame, pictures) -> text.page(frame, result, pictures)));
        }
        return result.interrupted() ? ExitCode.INTERRUPTED : result.found() ? ExitCode.SUCCESS : ExitCode.VIOLATED;
    }
}
