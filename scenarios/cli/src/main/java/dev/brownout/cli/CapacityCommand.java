package dev.brownout.cli;

import dev.brownout.cli.ExperimentOutput.ExperimentFindings;
import dev.brownout.cli.ScenarioOptions.SearchTarget;
import dev.brownout.cli.frontier.FrontierOptions;
import dev.brownout.cli.sequential.StoppingOptions;
import dev.brownout.cli.sequential.StoppingText;
import dev.brownout.cli.text.CapacityText;
import dev.brownout.cli.text.PercentConverter;
import dev.brownout.experiment.CapacityPlan;
import dev.brownout.experiment.CapacityResult;
import dev.brownout.experiment.CapacitySearch;
import dev.brownout.experiment.Experiment;
import dev.brownout.experiment.Sweep;
import dev.brownout.experiment.chart.CapacityCharts;
import dev.brownout.experiment.frontier.ComparableDesigns;
import dev.brownout.experiment.sequential.SequentialRule;
import dev.brownout.language.overlay.Variation;
import dev.brownout.sla.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Command that searches for the largest load, or the smallest design, that meets every assertion. */
@Command(
        name = "capacity",
        description = "Find the largest load or smallest design that meets the assertions.",
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
    @Mixin
    private SearchTarget target;

    @Option(
            names = "--vary",
            paramLabel = "PATH",
            required = true,
            description =
                    "load or load=A..B for the largest load; or a setting such as web.nodes=2..16 for the smallest"
                            + " design; may be repeated. Each whole number of the last range is a candidate")
    private List<String> vary = List.of();

    @Option(
            names = "--minimise",
            paramLabel = "METRIC",
            description = "metric that selects the best of the smallest designs, such as all.cost")
    private String minimise;

    @Option(
            names = "-n",
            paramLabel = "N",
            defaultValue = "10",
            description = "maximum number of replications per design; default: ${DEFAULT-VALUE}")
    private int replications;

    @Option(
            names = "--tolerance",
            paramLabel = "P",
            defaultValue = "1%",
            converter = PercentConverter.class,
            description = "relative width of the interval of a load; default: ${DEFAULT-VALUE}")
    private double tolerance;

    @Mixin
    private StoppingOptions stopping;

    @Mixin
    private FrontierOptions frontier;

    @Mixin
    private final ExperimentOptions options;

    CapacityCommand(Terminal terminal) {
        options = new ExperimentOptions(terminal);
    }

    @Override
    public Integer call() throws UsageException {
        Experiment experiment = options.search(
                target,
                replications,
                2,
                "capacity selects each design by the previous result; use 'brownout sweep' or omit the option");
        Optional<SequentialRule> rule = options.rule(stopping);
        List<Variation> variations = options.variations(vary, false);
        CapacitySearch search = options.withFrontier(
                        frontier.request(false, ComparableDesigns.obstacle(variations, true)), experiment)
                .capacity()
                .tolerance(tolerance);
        if (rule.isPresent()) {
            search = search.until(rule.get());
        }
        List<Variation> settings = new ArrayList<>();
        Variation load = null;
        for (Variation variation : variations) {
            if (variation.path().equals(Variation.LOAD)) {
                if (load != null) {
                    throw options.usageError("load is varied twice");
                }
                load = variation;
            } else {
                settings.add(variation);
            }
        }
        if (load == null) {
            settings.set(
                    settings.size() - 1,
                    options.variation(vary.get(vary.size() - 1), false, "--vary", Variation::ofEachNumber));
        }
        if (minimise != null && load != null) {
            throw options.usageError("--minimise applies to designs and excludes --vary load");
        }
        if (minimise != null) {
            Metric metric = options.metric("--minimise", minimise);
            search = search.minimising("--minimise " + metric, metric);
        }
        CapacityPlan<?> plan = load == null ? search.smallestDesigns(settings) : search.largestLoad(load, settings);
        return options.run(target.outputFolder(), output -> print(plan.run(output.execution()), rule, output));
    }

    private int print(CapacityResult result, Optional<SequentialRule> rule, ExperimentOutput output)
            throws UsageException {
        if (!result.searchResult().summaries().isEmpty()) {
            Sweep sweep = result.searchResult().sweep();
            ExperimentFindings findings = ExperimentFindings.of(
                    "capacity",
                    sweep.file(),
                    options.confidence(),
                    sweep.done(),
                    new CapacityText(result, options.confidence()),
                    () -> CapacityCharts.charts(result));
            ComparableDesigns designs = ComparableDesigns.of(result);
            output.write(
                    rule.map(one -> findings.with(StoppingText.of(one, sweep, true)))
                            .orElse(findings),
                    rule.map(one -> designs.withInterimAnalyses(
                                    one.interimSizes().size()))
                            .orElse(designs),
                    options.confidence());
        } else if (output.isInterrupted()) {
            return output.exitCodeWithoutFindings();
        }
        return output.exitCode(result.found());
    }
}
