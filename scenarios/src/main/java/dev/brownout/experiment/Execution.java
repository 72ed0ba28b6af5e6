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
import java.util.function.Predicate;

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
    public record Outcome(Trial trial, List<RunSummary> observations) {
        /** Copies the list. */
        public Outcome {
            observations = List.copyOf(observations);
        }
    }

    /** Creates an execution on threads of this process. */
    public Execution(int threads, ProgressListener progress, BooleanSupplier stopped, TrialStore store) {
        this(threads, progress, stopped, store, TrialExecutor.threads(threads));
    }

    /** Returns an execution on all cores, without progress reports, cancellation or storage. */
    public static Execution withDefaults() {
        return withProgress(ProgressListener.NONE, () -> false);
    }

    /** Returns an execution on all cores, without storage. */
    public static Execution withProgress(ProgressListener progress, BooleanSupplier stopped) {
        return new Execution(Runtime.getRuntime().availableProcessors(), progress, stopped, TrialStore.NONE);
    }

    /** Returns this execution with another executor. */
    public Execution withExecutor(TrialExecutor newExecutor) {
        return new Execution(threads, progress, stopped, store, newExecutor);
    }

    /** Returns this execution with another store. */
    public Execution withStore(TrialStore newStore) {
        return new Execution(threads, progress, stopped, newStore, executor);
    }

    /**
     * Runs trials only to store their results.
     *
     * @return the number of trials that have ended, in this or an earlier execution
     * @throws ExperimentException if a trial is invalid
     */
    public int runAndStore(List<Trial> trials) {
        int[] endedTrials = new int[1];
        progress.begins("", trials.size());
        try {
            run(0, trials, outcome -> endedTrials[0]++);
        } finally {
            progress.ends();
        }
        return endedTrials[0];
    }

    /**
     * Runs trials and passes on the outcome of each, one by one and in their order. Trials stopped before their end are
     * omitted.
     *
     * @param first number of the first trial in progress reports
     * @throws ExperimentException if a trial is invalid
     */
    public void run(int first, List<Trial> trials, Consumer<Outcome> results) {
        runUntil(first, trials, outcome -> false, results);
    }

    /**
     * Runs trials like {@link #run(int, List, Consumer)}, up to the first one in their order with an outcome that
     * decides. Later trials are stopped and discarded, so that the number of threads does not affect the results.
     *
     * @param decides returns whether no trial after an outcome is needed; called from any thread
     */
    public void runUntil(int first, List<Trial> trials, Predicate<Outcome> decides, Consumer<Outcome> results) {
        OrderedOutcomes outcomes = new OrderedOutcomes(trials, decides, results);
        List<Integer> missing = missing(first, trials, outcomes);
        try {
            executor.run(new MissingTrials(first, trials, missing, outcomes));
        } catch (ScenarioException e) {
            throw new ExperimentException(e);
        }
        outcomes.flush();
        missing.stream()
                .filter(index -> !outcomes.isNeeded(index))
                .map(trials::get)
                .forEach(store::discard);
    }

    /** Returns the indices of the trials without usable stored results. Passes on the stored results of the rest. */
    private List<Integer> missing(int first, List<Trial> trials, OrderedOutcomes outcomes) {
        boolean[] stored = new boolean[trials.size()];
        if (store != TrialStore.NONE) {
            Workers.<Boolean, RuntimeException>each(
                    threads,
                    trials.size(),
                    i -> stored[i] = passOnStored(first, i, trials.get(i), outcomes),
                    result -> {});
        }
        List<Integer> missing = new ArrayList<>();
        for (int i = 0; i < stored.length; i++) {
            if (!stored[i]) {
                missing.add(i);
            }
        }
        return missing;
    }

    private boolean passOnStored(int first, int i, Trial trial, OrderedOutcomes outcomes) {
        Optional<List<VariantResult>> stored = store.load(trial).filter(results -> hasRequestedMetrics(results, trial));
        stored.ifPresent(results -> {
            progress.onProgress(first + i, 1, 0, 0);
            outcomes.store(i, results);
        });
        return stored.isPresent();
    }

    /** Returns whether stored results contain every requested metric. */
    private static boolean hasRequestedMetrics(List<VariantResult> results, Trial trial) {
        List<String> requested = trial.arms().stream()
                .flatMap(arm -> arm.setup().requestedMetrics().stream())
                .map(Metric::toString)
                .toList();
        return results.stream()
                .allMatch(result -> result.evaluation().asked().keySet().containsAll(requested));
    }

    /**
     * Passes on outcomes in the order of the trials, each as soon as all earlier ones are there, up to the first one
     * that decides.
     */
    private static final class OrderedOutcomes {
        private final List<Trial> trials;
        private final Predicate<Outcome> decides;
        private final Consumer<Outcome> results;
        private final Map<Integer, Outcome> pending = new TreeMap<>();
        private int next;
        /** Index of the first outcome so far that decides. */
        private volatile int last = Integer.MAX_VALUE;

        OrderedOutcomes(List<Trial> trials, Predicate<Outcome> decides, Consumer<Outcome> results) {
            this.trials = trials;
            this.decides = decides;
            this.results = results;
        }

        /** Returns whether no earlier trial decides, as far as known. */
        boolean isNeeded(int index) {
            return index <= last;
        }

        void store(int index, List<VariantResult> trialResults) {
            List<RunSummary> observations =
                    trialResults.stream().map(RunSummary::of).toList();
            Outcome outcome = new Outcome(trials.get(index), observations);
            synchronized (this) {
                pending.put(index, outcome);
                if (index < last && decides.test(outcome)) {
                    last = index;
                }
                while (isNeeded(next) && pending.containsKey(next)) {
                    results.accept(pending.remove(next++));
                }
            }
        }

        /** Passes on the pending outcomes if none decides. Some of the trials before them were stopped. */
        synchronized void flush() {
            if (last == Integer.MAX_VALUE) {
                pending.values().forEach(results);
            }
            pending.clear();
        }
    }

    /** Batch of the trials without stored results, with their indices among all trials. */
    private final class MissingTrials implements TrialExecutor.Batch {
        private final int first;
        private final List<Integer> indices;
        private final List<Trial> trials;
        private final OrderedOutcomes outcomes;

        MissingTrials(int first, List<Trial> allTrials, List<Integer> indices, OrderedOutcomes outcomes) {
            this.first = first;
            this.indices = indices;
            this.trials = indices.stream().map(allTrials::get).toList();
            this.outcomes = outcomes;
        }

        @Override
        public List<Trial> trials() {
            return trials;
        }

        @Override
        public List<VariantResult> runLocally(int index) {
            int number = indices.get(index);
            return Execution.this.run(
                    first + number, trials.get(index), () -> stopped.getAsBoolean() || !outcomes.isNeeded(number));
        }

        @Override
        public void complete(int index, List<VariantResult> results) {
            Trial trial = trials.get(index);
            if (results.size() != trial.arms().size()) {
                throw new IllegalArgumentException(
                        results.size() + " results of " + trial.arms().size() + " cases");
            }
            store.store(trial, results);
            progress.onProgress(first + indices.get(index), 1, 0, 0);
            outcomes.store(indices.get(index), results);
        }

        @Override
        public boolean isStopped() {
            return stopped.getAsBoolean();
        }
    }

    /** Runs the arms of a trial and returns their results; fewer if the execution was stopped. */
    public List<VariantResult> run(int number, Trial trial) {
        return run(number, trial, stopped);
    }

    private List<VariantResult> run(int number, Trial trial, BooleanSupplier ended) {
        List<VariantResult> results = new ArrayList<>();
        int armCount = trial.arms().size();
        for (ExperimentArm arm : trial.arms()) {
            if (ended.getAsBoolean()) {
                break;
            }
            int completedArms = results.size();
            boolean[] interrupted = new boolean[1];
            progress.variantBegins(number);
            VariantResult result = Run.execute(
                    arm.scenario(), arm.setup().withReplication(trial.replication()), (share, events, inFlight) -> {
                        progress.onProgress(number, (completedArms + share) / armCount, events, inFlight);
                        interrupted[0] = ended.getAsBoolean();
                        return !interrupted[0];
                    });
            if (interrupted[0]) {
                break;
            }
            progress.variantEnds(number, result);
            results.add(result);
        }
        return results;
    }
}
