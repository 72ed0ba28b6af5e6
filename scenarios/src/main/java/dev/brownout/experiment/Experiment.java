package dev.brownout.experiment;

import dev.brownout.result.VariantResult;
import dev.brownout.run.Run;
import dev.brownout.sla.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Runs trials: each one point of an experiment in one replication, all its cases one after another, on the same draws.
 *
 * @param threads how many trials go on at the same time; changes nothing but the time
 * @param watch hears how far the trials have come, from any thread
 * @param stopped whether to stop where the trials are
 * @param store where finished trials are kept, and looked for before they are run
 * @param metrics numbers to look at beside the usual ones
 */
public record Experiment(int threads, Watch watch, BooleanSupplier stopped, Store store, List<Metric> metrics) {
    /** Takes the list as it is now. */
    public Experiment {
        metrics = List.copyOf(metrics);
    }

    /**
     * One run of each case of a point.
     *
     * @param point number of the point
     * @param cases what is run there
     * @param replication which independent repetition, from 0
     */
    public record Trial(int point, List<Case> cases, int replication) {
        /** Takes the list as it is now. */
        public Trial {
            cases = List.copyOf(cases);
        }
    }

    /** What came of a trial: an observation of each of its cases. */
    public record Outcome(Trial trial, List<Observation> observations) {
        /** Takes the list as it is now. */
        public Outcome {
            observations = List.copyOf(observations);
        }
    }

    /** Hears how far trials have come. */
    @FunctionalInterface
    public interface Watch {
        /**
         * Tells how far.
         *
         * @param trial which one
         * @param share of its simulated time that has passed, 0 to 1
         * @param events fired so far in the run that it is at
         * @param inFlight requests in flight there
         */
        void reached(Trial trial, double share, long events, long inFlight);
    }

    /** Keeps finished trials, called from any thread. */
    public interface Store {
        /** Keeps nothing. */
        Store NONE = new Store() {
            @Override
            public Optional<List<VariantResult>> kept(Trial trial) {
                return Optional.empty();
            }

            @Override
            public void keep(Trial trial, List<VariantResult> results) {}
        };

        /** What was kept of a trial, a result for each case; empty where nothing usable was. */
        Optional<List<VariantResult>> kept(Trial trial);

        /** Keeps what came of a trial. */
        void keep(Trial trial, List<VariantResult> results);
    }

    /**
     * Runs trials and hands on what came of each, in their order, without those that were stopped before their end.
     *
     * @throws dev.brownout.wiring.ScenarioException if one describes something impossible
     */
    public void run(List<Trial> trials, Consumer<Outcome> results) {
        Workers.<Optional<Outcome>, RuntimeException>each(
                threads, trials.size(), number -> one(trials.get(number)), one -> one.ifPresent(results));
    }

    /** Runs some replications of some cases, numbered from {@code first}, and adds them to the summaries of each. */
    public void replicate(List<Case> cases, int first, int count, List<Summary> summaries) {
        List<Trial> trials = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            trials.add(new Trial(0, cases, first + i));
        }
        run(trials, outcome -> {
            for (int i = 0; i < summaries.size(); i++) {
                summaries.get(i).add(outcome.observations().get(i));
            }
        });
    }

    private Optional<Outcome> one(Trial trial) {
        Optional<List<VariantResult>> kept = store.kept(trial).filter(this::answers);
        List<VariantResult> results = kept.orElseGet(() -> run(trial));
        if (results.size() < trial.cases().size()) {
            return Optional.empty();
        }
        if (kept.isEmpty()) {
            store.keep(trial, results);
        }
        watch.reached(trial, 1, 0, 0);
        return Optional.of(
                new Outcome(trial, results.stream().map(Observation::of).toList()));
    }

    /** Whether results that were kept say all that is asked now. */
    private boolean answers(List<VariantResult> kept) {
        List<String> names = metrics.stream().map(Metric::toString).toList();
        return kept.stream().allMatch(result -> result.asked().keySet().containsAll(names));
    }

    /** The results of the cases of a trial; fewer where it was stopped. */
    private List<VariantResult> run(Trial trial) {
        List<VariantResult> results = new ArrayList<>();
        int cases = trial.cases().size();
        for (Case one : trial.cases()) {
            if (stopped.getAsBoolean()) {
                break;
            }
            int before = results.size();
            boolean[] interrupted = new boolean[1];
            VariantResult result = Run.execute(
                    one.scenario(),
                    one.setup().repeated(trial.replication()).asking(metrics),
                    (share, events, inFlight) -> {
                        watch.reached(trial, (before + share) / cases, events, inFlight);
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
