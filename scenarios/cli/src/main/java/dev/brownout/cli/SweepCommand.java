package dev.brownout.cli;

import dev.brownout.chart.Chart;
import dev.brownout.experiment.Case;
import dev.brownout.experiment.Experiment.Trial;
import dev.brownout.experiment.Summary;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.Variation;
import dev.brownout.wiring.ScenarioException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs a scenario at every value of one or more settings. */
@Command(
        name = "sweep",
        description =
                "Runs a scenario at every value of one or more settings. An experiment that was ended goes on where"
                        + " it was, if it writes to the same folder.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            ExitCode.HELD + ":done, whatever came out",
            ExitCode.BAD_INPUT_LINE,
            ExitCode.INTERNAL_ERROR_LINE,
            ExitCode.INTERRUPTED + ":interrupted; finished points are kept"
        })
final class SweepCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "SCENARIO", description = "a file, or a name that 'brownout list' shows")
    private String scenario;

    @Option(
            names = "--vary",
            paramLabel = "PATH=A..B",
            description = "a setting and its values: A..B, A..B/n for n equal steps, or a,b,c; load is the peak of the"
                    + " whole profile; may be repeated; what the scenario says under sweep where it is left out")
    private List<String> vary = List.of();

    @Option(names = "--variant", paramLabel = "V", description = "only this variant; may be repeated")
    private List<String> wanted = List.of();

    @Option(
            names = "-n",
            paramLabel = "N",
            defaultValue = "1",
            description = "replications at each point; ${DEFAULT-VALUE}")
    private int replications;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "where to leave charts, a table and a result for each point; what is there already is not run"
                    + " again")
    private Path out;

    @Mixin
    private ExperimentOptions options;

    SweepCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Refusal {
        options.requireReplications(replications, 1);
        Lattice lattice = new Lattice(variations());
        List<TrialFolder.Point> points = lattice.files(scenario, options.overrides());
        SweptEquivalents alike =
                SweptEquivalents.of(points.stream().map(TrialFolder.Point::file).toList(), wanted);
        List<Trial> trials = new ArrayList<>();
        List<List<Summary>> summaries = new ArrayList<>();
        for (int point = 0; point < points.size(); point++) {
            ScenarioFile file = points.get(point).file();
            List<Case> cases = ExperimentOptions.cases(file, ScenarioOptions.variants(file, alike.names()));
            summaries.add(cases.stream().map(c -> new Summary(c.name())).toList());
            for (int replication = 0; replication < replications; replication++) {
                trials.add(new Trial(point, cases, replication));
            }
        }
        options.requireMoving(
                trials.stream().flatMap(trial -> trial.cases().stream()).toList());
        terminal.warn(points.get(0).file().warnings());
        try (ExperimentFolder folder = ExperimentFolder.at(out, options.destination(terminal), points);
                Interruption interruption = Interruption.awaited()) {
            List<Trial> done = run(trials, summaries, folder, interruption);
            Sweep sweep = new Sweep(points.get(0).file(), lattice, finished(summaries), options.confidence());
            if (sweep.variants().isEmpty()) {
                terminal.err()
                        .println("brownout: interrupted before a point was finished; " + done.size() + " runs "
                                + (out == null ? "are lost" : "are kept"));
            } else {
                if (interruption.asked()) {
                    terminal.interrupted(done.size(), trials.size(), "runs");
                }
                SweepText text = new SweepText(sweep);
                List<Chart> charts = out == null ? List.of() : new SweepCharts(sweep).all();
                List<String> written = folder.write("sweep", done, text.data(), charts);
                options.format().print(terminal.out(), text.lines(alike.notes(), written), text.data());
            }
            return interruption.asked() ? ExitCode.INTERRUPTED : ExitCode.HELD;
        } catch (ScenarioException impossible) {
            throw ExperimentOptions.refused(impossible);
        }
    }

    private List<Variation> variations() throws Refusal {
        List<Variation> variations = new ArrayList<>();
        for (String one : vary) {
            variations.add(options.variation(one, true));
        }
        if (vary.isEmpty()) {
            variations.addAll(
                    new ScenarioFinder().read(scenario, options.overrides()).sweep());
        }
        if (variations.isEmpty()) {
            throw options.misused("say what to vary, such as --vary web.nodes=2..16");
        }
        return variations;
    }

    /** Runs what is not there yet; the trials that are finished then. */
    private List<Trial> run(
            List<Trial> trials, List<List<Summary>> summaries, ExperimentFolder folder, Interruption interruption) {
        ProgressLine progress = new ProgressLine(terminal.err(), terminal.errIsScreen(), trials.size());
        List<Trial> done = new ArrayList<>();
        try {
            options.experiment(
                            (trial, share, events, open) -> progress.reached(
                                    trial.point() * replications + trial.replication(), share, events, open),
                            interruption::asked,
                            folder.store())
                    .run(trials, outcome -> {
                        done.add(outcome.trial());
                        List<Summary> there = summaries.get(outcome.trial().point());
                        for (int i = 0; i < there.size(); i++) {
                            there.get(i).add(outcome.observations().get(i));
                        }
                    });
            return done;
        } finally {
            progress.wipe();
        }
    }

    /** What came of each point; nothing of one that lacks a replication. */
    private List<List<Summary>> finished(List<List<Summary>> summaries) {
        return summaries.stream()
                .map(there -> there.get(0).size() == replications ? there : List.<Summary>of())
                .toList();
    }
}
