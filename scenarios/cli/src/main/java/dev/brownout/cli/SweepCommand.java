package dev.brownout.cli;

import dev.brownout.cli.ExperimentOutput.ExperimentFindings;
import dev.brownout.cli.frontier.FrontierOptions;
import dev.brownout.cli.sequential.StoppingOptions;
import dev.brownout.cli.sequential.StoppingText;
import dev.brownout.cli.text.SweepPage;
import dev.brownout.cli.text.SweepText;
import dev.brownout.experiment.DescribedExperiment;
import dev.brownout.experiment.Experiment;
import dev.brownout.experiment.Sweep;
import dev.brownout.experiment.SweepPlan;
import dev.brownout.experiment.chart.SweepCharts;
import dev.brownout.experiment.frontier.ComparableDesigns;
import dev.brownout.experiment.sequential.SequentialRule;
import dev.brownout.experiment.shard.Shard;
import dev.brownout.language.overlay.Variation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Command that runs a scenario at every value of one or more settings. */
@Command(
        name = "sweep",
        description = "Run a scenario for each value of one or more settings.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            ExitCode.SUCCESS + ":done, whatever the verdicts",
            ExitCode.BAD_INPUT_LINE,
            ExitCode.INTERNAL_ERROR_LINE,
            ExitCode.INTERRUPTED + ":interrupted; finished points are kept"
        })
final class SweepCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "SCENARIO",
            completionCandidates = ScenarioNames.class,
            description = "scenario of the library ('brownout list') or a file")
    private String scenario;

    @Option(
            names = "--vary",
            paramLabel = "PATH=A..B",
            description = "setting and values: A..B, A..B/n for n equal steps, or a,b,c; load is the peak load; may be"
                    + " repeated; default: section sweep of the scenario")
    private List<String> vary = List.of();

    @Option(names = "--variant", paramLabel = "V", description = "run only this variant; may be repeated")
    private List<String> variants = List.of();

    @Option(
            names = "-n",
            paramLabel = "N",
            defaultValue = "1",
            description = "number of replications per point; default: ${DEFAULT-VALUE}")
    private int replications;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "write report, charts, table and results to this folder; finished runs are reused")
    private Path out;

    @Mixin
    private StoppingOptions stopping;

    @Mixin
    private FrontierOptions frontier;

    @Mixin
    private final ExperimentOptions options;

    SweepCommand(Terminal terminal) {
        options = new ExperimentOptions(terminal);
    }

    @Override
    public Integer call() throws UsageException {
        options.requireReplications(replications, 1);
        Optional<Shard> shard = options.shard(out);
        Experiment experiment = options.experiment(scenario, variants, replications);
        List<Variation> variations = variations(experiment);
        experiment = options.withFrontier(
                frontier.request(shard.isPresent(), ComparableDesigns.obstacle(variations)), experiment);
        Optional<SequentialRule> rule = options.rule(stopping);
        if (rule.isPresent()) {
            SweepPlan plan = experiment.sweep(variations, rule.get());
            return options.run(out, output -> print(plan, rule, output));
        }
        DescribedExperiment sweep = DescribedExperiment.sweep(Version.number(), experiment, variations);
        return options.run(sweep, shard, out, false);
    }

    /**
     * Runs a sweep and prints its results. Returns the exit code of the command.
     *
     * @param rule stopping rule of each point; empty for a fixed number of replications
     */
    static int print(SweepPlan plan, Optional<SequentialRule> rule, ExperimentOutput output) throws UsageException {
        Sweep sweep = plan.run(output.execution());
        int done = sweep.done().size();
        if (sweep.variants().isEmpty()) {
            return output.exitCodeWithoutFindings();
        }
        output.printInterruption(done, plan.trials(), "runs");
        SweepText text = new SweepText(sweep);
        List<String> notes = notes(sweep);
        ExperimentFindings findings = new ExperimentFindings(
                        "sweep",
                        sweep.file(),
                        sweep.confidence(),
                        sweep.done(),
                        text.lines(notes),
                        text.data(),
                        () -> new SweepCharts(sweep).all(),
                        (frame, pictures) -> new SweepPage(sweep).sweep(frame, notes, pictures))
                .of(plan.trials() + " runs");
        output.write(
                rule.map(one -> findings.with(StoppingText.of(one, sweep, false)))
                        .orElse(findings),
                ComparableDesigns.of(sweep)
                        .withInterimAnalyses(
                                rule.map(one -> one.interimSizes().size()).orElse(1)),
                rule.map(SequentialRule::confidence).orElse(sweep.confidence()));
        return output.exitCode(true);
    }

    /** Returns a sentence for each variant that also represents variants with identical settings at all points. */
    private static List<String> notes(Sweep sweep) {
        List<String> notes = new ArrayList<>();
        sweep.equalVariants().forEach((name, same) -> {
            if (!same.isEmpty()) {
                notes.add("'" + name + "' also represents '" + String.join("', '", same)
                        + "': they differ only in varied settings");
            }
        });
        return notes;
    }

    private List<Variation> variations(Experiment experiment) {
        List<Variation> variations = vary.isEmpty()
                ? experiment.source().read(experiment.changes()).sweep()
                : options.variations(vary, true);
        if (variations.isEmpty()) {
            throw options.usageError("missing --vary, such as --vary web.nodes=2..16");
        }
        return variations;
    }
}
