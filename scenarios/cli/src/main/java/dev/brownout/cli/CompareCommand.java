package dev.brownout.cli;

import dev.brownout.cli.ExperimentOutput.ExperimentFindings;
import dev.brownout.cli.frontier.FrontierOptions;
import dev.brownout.cli.sequential.StoppingOptions;
import dev.brownout.cli.sequential.StoppingText;
import dev.brownout.cli.text.ComparePage;
import dev.brownout.cli.text.CompareText;
import dev.brownout.experiment.ComparisonPlan;
import dev.brownout.experiment.DescribedExperiment;
import dev.brownout.experiment.Experiment;
import dev.brownout.experiment.VariantComparison;
import dev.brownout.experiment.chart.ComparisonCharts;
import dev.brownout.experiment.frontier.ComparableDesigns;
import dev.brownout.experiment.sequential.SequentialRule;
import dev.brownout.experiment.shard.Shard;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.ScenarioFile.Variant;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Command that compares variants, or two scenarios, with common random numbers. */
@Command(
        name = "compare",
        description = "Compare variants or two scenarios: significant differences.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            ExitCode.SUCCESS + ":compared, whatever the result",
            ExitCode.BAD_INPUT_LINE,
            ExitCode.INTERNAL_ERROR_LINE,
            ExitCode.INTERRUPTED_LINE
        })
final class CompareCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "SCENARIO",
            arity = "1..2",
            completionCandidates = ScenarioNames.class,
            description = "one scenario (its variants), or two (the first variant of each)")
    private List<String> scenarios;

    @Option(
            names = "--variant",
            paramLabel = "V",
            description = "compare only these variants, the first with each; may be repeated")
    private List<String> variants = List.of();

    @Option(
            names = "-n",
            paramLabel = "N",
            defaultValue = "20",
            description = "number of replications; default: ${DEFAULT-VALUE}")
    private int replications;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "write report, charts, table and results to this folder; finished runs are reused")
    private Path out;

    @Option(names = "--details", description = "print the intervals of all differences")
    private boolean details;

    @Mixin
    private StoppingOptions stopping;

    @Mixin
    private FrontierOptions frontier;

    @Mixin
    private final ExperimentOptions options;

    CompareCommand(Terminal terminal) {
        options = new ExperimentOptions(terminal);
    }

    @Override
    public Integer call() throws UsageException {
        options.requireReplications(replications, 2);
        if (scenarios.size() > 2) {
            throw options.usageError("'{}' is one argument too many; expected at most two scenarios", scenarios.get(2));
        }
        Optional<Shard> shard = options.shard(out);
        List<Experiment> experiments = new ArrayList<>();
        for (String scenario : scenarios) {
            experiments.add(options.withFrontier(
                    frontier.request(shard.isPresent(), ""), options.experiment(scenario, variants, replications)));
        }
        DescribedExperiment comparison = DescribedExperiment.compare(Version.number(), experiments);
        ComparisonPlan plan = (ComparisonPlan) comparison.plan();
        requireTwo(plan);
        Optional<SequentialRule> rule = options.rule(stopping);
        frontier.request(shard.isPresent(), ComparableDesigns.obstacle(plan));
        if (rule.isPresent()) {
            return options.run(out, details, output -> print(plan.until(rule.get()), rule, output));
        }
        return options.run(comparison, shard, out, details);
    }

    private void requireTwo(ComparisonPlan plan) {
        if (plan.cases().size() < 2) {
            ScenarioFile file = plan.file();
            throw options.usageError(
                    "a comparison needs two variants or two scenarios; '{}' has {}",
                    file.name(),
                    file.variants().stream().map(Variant::name).toList());
        }
    }

    /**
     * Runs a comparison and prints its results. Returns the exit code of the command.
     *
     * @param rule stopping rule of the plan; empty for a fixed number of replications
     */
    static int print(ComparisonPlan plan, Optional<SequentialRule> rule, ExperimentOutput output)
            throws UsageException {
        VariantComparison result = plan.run(output.execution());
        int done = result.first().size();
        output.printInterruption(done, plan.all().size(), "replications");
        if (done >= 2) {
            CompareText text = new CompareText(result.summaries(), result.confidence());
            ComparisonCharts charts = new ComparisonCharts(result, plan.file().title());
            boolean color = output.terminal().usesColors();
            ExperimentFindings findings = new ExperimentFindings(
                            "compare",
                            plan.file(),
                            result.confidence(),
                            result.done(),
                            output.options().details() ? text.details() : text.lines(color),
                            text.data(),
                            charts::all,
                            (frame, pictures) -> new ComparePage(result, charts).of(frame, pictures))
                    .of(plan.all().size() + " replications");
            output.write(
                    rule.map(one -> findings.with(StoppingText.of(one, result))).orElse(findings),
                    ComparableDesigns.of(result, plan)
                            .withInterimAnalyses(
                                    rule.map(one -> one.interimSizes().size()).orElse(1)),
                    rule.map(SequentialRule::confidence).orElse(result.confidence()));
        } else {
            return output.exitCodeWithoutFindings();
        }
        return output.exitCode(true);
    }
}
