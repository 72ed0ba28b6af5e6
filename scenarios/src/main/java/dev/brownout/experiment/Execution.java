package dev.brownout.experiment;

import dev.brownout.result.VariantResult;
import dev.brownout.run.Run;
import dev.brownout.sla.Metric;
import dev.brownout.wiring.ScenarioException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * How an experiment is run: changes nothing but the time that it takes, and where it ends if it is stopped.
 *
 * @param threads how many trials go on at the same time, at least 1; each runs its cases one after another
 * @param progress hears how far the trials have come
 * @param stopped whether to stop where the trials are; asked all the time, from any thread
 * @param store where finished trials are kept, and looked for before they are run
 */
public record Execution(int threads, Progress progress, BooleanSupplier stopped, TrialStore store) {

    /** What came of a trial: an observation of each of its cases. */
    record Outcome(Trial trial, List<Observation> observations) {
        Outcome {
            observations = List.copyOf(observations);
        }
    }

    /** To the end, on as many threads as there are cores, watched by nobody; nothing is kept. */
    public static Execution plain() {
        return watched(Progress.NONE, () -> false);
    }

    /** On as many threads as there are cores; nothing is kept. */
    public static Execution watched(Progress progress, BooleanSupplier stopped) {
        return new Execution(Runtime.getRuntime().availableProcessors(), progress, stopped, TrialStore.NONE);
    }

    /**
     * Runs trials and hands on what came of each, in their order, without those that were stopped before their end.
     *
     * @param first which number the first of them has for those who watch
     * @throws ExperimentException if one describes something impossible
     */
    void run(int first, List<Trial> trials, Consumer<Outcome> results) {
        try {
            Workers.<Optional<Outcome>, RuntimeException>each(
                    threads, trials.size(), i -> one(first + i, trials.get(i)), one -> one.ifPresent(results));
        } catch (ScenarioException impossible) {
            throw new ExperimentException(impossible);
        }
    }

    private Optional<Outcome> one(int number, Trial trial) {
        Optional<List<VariantResult>> kept = store.kept(trial).filter(results -> answers(results, trial));
        List<VariantResult> results = kept.orElseGet(() -> run(number, trial));
        if (results.size() < trial.cases().size()) {
            return Optional.empty();
        }
        if (kept.isEmpty()) {
            store.keep(trial, results);
        }
        progress.reached(number, 1, 0, 0);
        return Optional.of(
                new Outcome(trial, results.stream().map(Observation::of).toList()));
    }

    /** Whether results that were kept say all that is asked now. */
    private static boolean answers(List<VariantResult> kept, Trial trial) {
        List<String> asked = trial.cases().stream()
                .flatMap(one -> one.setup().asked().stream())
                .map(Metric::toString)
                .toList();
        return kept.stream().allMatch(result -> result.asked().keySet().containsAll(asked));
    }

    /** The results of the cases of a trial; fewer where it was stopped. */
    private List<VariantResult> run(int number, Trial trial) {
        List<VariantResult> results = new ArrayList<>();
        int cases = trial.cases().size();
        for (Case one : trial.cases()) {
            if (stopped.getAsBoolean()) {
                break;
            }
            int before = results.size();
            boolean[] interrupted = new boolean[1];
            VariantResult result = Run.execute(
                    one.scenario(), one.setup().repeated(trial.replication()), (share, events, inFlight) -> {
                        progress.reached(number, (before + share) / cases, events, inFlight);
                        interrupted[0] = stopped.getAsBoolean();
                        return !interrupted[0];
                    });
            if (interrupted[0]) {
                break;
            }
            results.add(result);
        }
        return results;
    }
}
