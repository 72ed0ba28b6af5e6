package dev.brownout.cli;

import dev.brownout.cli.ExperimentOutput.ExperimentFindings;
import dev.brownout.cli.text.SweepPage;
import dev.brownout.cli.text.SweepText;
import dev.brownout.experiment.DescribedExperiment;
import dev.brownout.experiment.Experiment;
import dev.brownout.experiment.Sweep;
import dev.brownout.experiment.SweepPlan;
import dev.brownout.experiment.chart.SweepCharts;
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
        description =
                "Runs a scenario at every value of one or more settings. An experiment that was ended goes on where"
                        + " it was, if it writes to the same folder.",
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
            description = "a file, or a name that 'brownout list' shows")
    private String scenario;

    @Option(
            names = "--vary",
            paramLabel = "PATH=A..B",
            description = "a setting and its values: A..B, A..B/n for n equal steps, or a,b,c; load is the peak of the"
                    + " whole profile; may be repeated; what the scenario says under sweep where it is left out")
    private List<String> vary = List.of();

    @Option(names = "--variant", paramLabel = "V", description = "only this variant; may be repeated")
    private List<String> variants = List.of();

    @Option(
            names = "-n",
            paramLabel = "N",
            defaultValue = "1",
            description = "replications at each point; ${DEFAULT-VALUE}")
    private int replications;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "where to leave a report, charts, a table and a result for each point; what is there already is"
                            + " not run again")
    private Path out;

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
        DescribedExperiment sweep = DescribedExperiment.sweep(Version.number(), experiment, variations(experiment));
        return options.run(sweep, shard, out, false);
    }

    /** Runs a sweep and prints its results. Returns the exit code of the command. */
    static int print(SweepPlan plan, ExperimentOutput output) throws UsageException {
        Sweep sweep = plan.run(output.execution());
        int done = sweep.done().size();
        if (sweep.variants().isEmpty()) {
            output.terminal()
                    .err()
                    .println("brownout: interrupted before a point was finished; " + done + " runs "
                            + (output.folder().isPresent() ? "are kept" : "are lost"));
            return ExitCode.INTERRUPTED;
        }
        output.printInterruption(done, plan.trials(), "runs");
        SweepText text = new SweepText(sweep);
        List<String> notes = notes(sweep);
        output.write(new ExperimentFindings(
                "sweep",
                sweep.file(),
                sweep.confidence(),
                sweep.done(),
                text.lines(notes),
                text.data(),
                () -> new SweepCharts(sweep).all(),
                (frame, pictures) -> new SweepPage(sweep).sweep(frame, notes, pictures)));
        return output.exitCode(true);
    }

    /** Returns a sentence for each variant that also represents variants with identical settings at all points. */
    private static List<String> notes(Sweep sweep) {
        List<String> notes = new ArrayList<>();
        sweep.alike().forEach((name, same) -> {
            if (!same.isEmpty()) {
                notes.add("'" + name + "' stands for '" + String.join("', '", same)
                        + "' as well: what they differ in is varied here");
            }
        });
        return notes;
    }

    private List<Variation> variations(Experiment experiment) {
        List<Variation> variations = new ArrayList<>();
        for (String one : vary) {
            variations.add(options.variation(one, true));
        }
        if (vary.isEmpty()) {
            variations.addAll(experiment.source().read(experiment.changes()).sweep());
        }
        if (variations.isEmpty()) {
            throw options.usageError("say what to vary, such as --vary web.nodes=2..16");
        }
        return variations;
    }
}
