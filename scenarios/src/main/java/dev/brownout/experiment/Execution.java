package dev.brownout.experiment;

import dev.brownout.parallel.Workers;
import dev.brownout.result.VariantResult;
import dev.brownout.runtime.Run;
import dev.brownout.sla.Metric;
import dev.brownout.spi.ScenarioException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Settings for executing an experiment. They affect only its duration, and its extent if it is stopped.
 *
 * @param threads number of trials that run concurrently in this process, at least 1; the arms of a trial run one after
 *     another
 * @param progress receives the progress of the trials
 * @param stopped returns whether to stop the running trials; polled continually, from any thread
 * @param store storage of finished trials, searched before a trial is run
 * @param executor executor of the trials
 */
public record Execution(
        int threads, ProgressListener progress, BooleanSupplier stopped, TrialStore store, TrialExecutor executor) {

    /** Outcome of a trial: a summary of each of its arms. */
    record Outcome(Trial trial, List<RunSummary> observations) {
        Outcome {
            observations = List.copyOf(observations);
        }
    }

    /** Creates an execution on threads of this process. */
    public Execution(int threads, ProgressListener progress, BooleanSupplier stopped, TrialStore store) {
        this(threads, progress, stopped, store, TrialExecutor.threads(threads));
    }

    /** Returns an execution on all cores, without progress reports, cancellation or storage. */
    public static Execution plain() {
        return watched(ProgressListener.NONE, () -> false);
    }

    /** Returns an execution on all cores, without storage. */
    public static Execution watched(ProgressListener progress, BooleanSupplier stopped) {
        return new Execution(Runtime.getRuntime().availableProcessors(), progress, stopped, TrialStore.NONE);
    }

    /** Returns this execution with another executor. */
    public Execution on(TrialExecutor elsewhere) {
        return new Execution(threads, progress, stopped, store, elsewhere);
    }

    /** Returns this execution with another store. */
    public Execution keeping(TrialStore elsewhere) {
        return new Execution(threads, progress, stopped, elsewhere, executor);
    }

    /**
     * Runs trials only to store their results.
     *
     * @return the number of trials that have ended, in this or an earlier execution
     * @throws ExperimentException if a trial is invalid
     */
    public int keep(List<Trial> trials) {
        int[] ended = new int[1];
        progress.begins("", trials.size());
        try {
            run(0, trials, outcome -> ended[0]++);
        } finally {
            progress.ends();
        }
        return ended[0];
    }

    /**
     * Runs trials and passes on the outcome of each, one by one and in their order. Trials stopped before their end are
     * omitted.
     *
     * @param first number of the first trial in progress reports
     * @throws ExperimentException if a trial is invalid
     */
    void run(int first, List<Trial> trials, Consumer<Outcome> results) {
        InOrder outcomes = new InOrder(trials, results);
        try {
            executor.run(new MissingTrials(first, trials, missing(first, trials, outcomes), outcomes));
        } catch (ScenarioException impossible) {
            throw new ExperimentException(impossible);
        }
        outcomes.rest();
    }

    /** Returns the indices of the trials without usable stored results. Passes on the stored results of the rest. */
    private List<Integer> missing(int first, List<Trial> trials, InOrder outcomes) {
        boolean[] there = new boolean[trials.size()];
        if (store != TrialStore.NONE) {
            Workers.<Boolean, RuntimeException>each(
                    threads, trials.size(), i -> there[i] = kept(first, i, trials.get(i), outcomes), one -> {});
        }
        List<Integer> missing = new ArrayList<>();
        for (int i = 0; i < there.length; i++) {
            if (!there[i]) {
                missing.add(i);
            }
        }
        return missing;
    }

    private boolean kept(int first, int i, Trial trial, InOrder outcomes) {
        Optional<List<VariantResult>> kept = store.kept(trial).filter(results -> answers(results, trial));
        kept.ifPresent(results -> {
            progress.reached(first + i, 1, 0, 0);
            outcomes.put(i, results);
        });
        return kept.isPresent();
    }

    /** Returns whether stored results contain every requested metric. */
    private static boolean answers(List<VariantResult> kept, Trial trial) {
        List<String> asked = trial.cases().stream()
                .flatMap(one -> one.setup().asked().stream())
                .map(Metric::toString)
                .toList();
        return kept.stream().allMatch(result -> result.asked().keySet().containsAll(asked));
    }

    /** Passes on outcomes in the order of the trials, each as soon as all earlier ones are there. */
    private static final class InOrder {
        private final List<Trial> trials;
        private final Consumer<Outcome> results;
        private final Map<Integer, Outcome> waiting = new TreeMap<>();
        private int next;

        InOrder(List<Trial> trials, Consumer<Outcome> results) {
            this.trials = trials;
            this.results = results;
        }

        void put(int number, List<VariantResult> ended) {
            List<RunSummary> observations = ended.stream().map(RunSummary::of).toList();
            synchronized (this) {
                waiting.put(number, new Outcome(trials.get(number), observations));
                while (waiting.containsKey(next)) {
                    results.accept(waiting.remove(next++));
                }
            }
        }

        /** Passes on the outcomes behind trials that did not end. */
        synchronized void rest() {
            waiting.values().forEach(results);
            waiting.clear();
        }
    }

    /** Batch of the trials without stored results, with their indices among all trials. */
    private final class MissingTrials implements TrialExecutor.Batch {
        private final int first;
        private final List<Integer> numbers;
        private final List<Trial> trials;
        private final InOrder outcomes;

        MissingTrials(int first, List<Trial> all, List<Integer> numbers, InOrder outcomes) {
            this.first = first;
            this.numbers = numbers;
            this.trials = numbers.stream().map(all::get).toList();
            this.outcomes = outcomes;
        }

        @Override
        public List<Trial> trials() {
            return trials;
        }

        @Override
        public List<VariantResult> here(int number) {
            return Execution.this.run(first + numbers.get(number), trials.get(number));
        }

        @Override
        public void ended(int number, List<VariantResult> results) {
            Trial trial = trials.get(number);
            if (results.size() != trial.cases().size()) {
                throw new IllegalArgumentException(
                        results.size() + " results of " + trial.cases().size() + " cases");
            }
            store.keep(trial, results);
            progress.reached(first + numbers.get(number), 1, 0, 0);
            outcomes.put(numbers.get(number), results);
        }

        @Override
        public boolean stopped() {
            return stopped.getAsBoolean();
        }
    }

    /** Runs the arms of a trial and returns their results; fewer if the execution was stopped. */
    List<VariantResult> run(int number, Trial trial) {
        List<VariantResult> results = new ArrayList<>();
        int cases = trial.cases().size();
        for (ExperimentArm one : trial.cases()) {
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
