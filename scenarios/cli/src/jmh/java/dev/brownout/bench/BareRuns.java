package dev.brownout.bench;

import dev.brownout.experiment.Experiment;
import dev.brownout.experiment.ExperimentArm;
import dev.brownout.experiment.ScenarioSource;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.parallel.Workers;
import dev.brownout.runtime.Run;
import java.nio.file.Path;

/**
 * The runs of a sweep and nothing else: a scenario's first variant is run again and again, side by side, each time on
 * other draws. It is read and checked for each run, as a run of its own would have to, or once.
 *
 * <p>{@code java dev.brownout.bench.BareRuns SCENARIO DURATION RUNS THREADS each|once}
 */
final class BareRuns {
    private final ScenarioSource source;
    private final Overrides changes;

    private BareRuns(Experiment experiment) {
        this.source = experiment.source();
        this.changes = experiment.changes();
    }

    private ExperimentArm read(int seed) {
        Overrides all = changes.with("run.seed", Integer.toString(seed));
        ScenarioFile file = source.check(all);
        return new ExperimentArm(
                file.variants().get(0).scenario(), file.setup(file.variants().get(0)));
    }

    private static long events(ExperimentArm one) {
        return Run.execute(one.scenario(), one.setup(), (share, fired, inFlight) -> true)
                .run()
                .simulatedEvents();
    }

    public static void main(String[] args) {
        BareRuns runs = new BareRuns(Experiment.file(Path.of(args[0])).set("run.duration", args[1]));
        boolean each = args[4].equals("each");
        ExperimentArm first = runs.read(1);
        long[] events = new long[1];
        Workers.<Long, RuntimeException>each(
                Integer.parseInt(args[3]),
                Integer.parseInt(args[2]),
                run -> events(
                        each
                                ? runs.read(1 + run)
                                : new ExperimentArm(
                                        first.scenario(), first.setup().withReplication(run))),
                fired -> events[0] += fired);
        System.out.println(events[0] + " events");
    }
}
