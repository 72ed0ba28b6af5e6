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
 * How an experiment is run: changes nothing but the time that it takes, and where it ends if it is stopped.
 *
 * @param threads how many trials go on at the same time in this process, at least 1; each runs its cases one after
 *     another
 * @param progress hears how far the trials have come
 * @param stopped whether to stop where the trials are; asked all the time, from any thread
 * @param store where finished trials are kept, and looked for before they are run
 * @param executor where trials are run
 */
public record Execution(
        int threads, ProgressListener progress, BooleanSupplier stopped, TrialStore store, TrialExecutor executor) {

    /** What came of a trial: an observation of each of its cases. */
    record Outcome(Trial trial, List<RunSummary> observations) {
        Outcome {
            observations = List.copyOf(observations);
        }
    }

    /** On threads of this process. */
    public Execution(int threads, ProgressListener progress, BooleanSupplier stopped, TrialStore store) {
        this(threads, progress, stopped, store, TrialExecutor.threads(threads));
    }

    /** To the end, on as many threads as there are cores, watched by nobody; nothing is kept. */
    public static Execution plain() {
        return watched(ProgressListener.NONE, () -> false);
    }

    /** On as many threads as there are cores; nothing is kept. */
    public static Execution watched(ProgressListener progress, BooleanSupplier stopped) {
        return new Execution(Runtime.getRuntime().availableProcessors(), progress, stopped, TrialStore.NONE);
    }

    /** The same with trials run elsewhere. */
    public Execution on(TrialExecutor elsewhere) {
        return new Execution(threads, progress, stopped, store, elsewhere);
    }

    /** The same with finished trials kept elsewhere. */
    public Execution keeping(TrialStore elsewhere) {
        return new Execution(threads, progress, stopped, elsewhere, executor);
    }

    /**
     * Runs trials for what is kept of them alone.
     *
     * @return how many came to their end, now or before
     * @throws ExperimentException if one describes something impossible
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
     * Runs trials and hands on what came of each, in their order and one by one, without those that were stopped before
     * their end.
     *
     * @param first which number the first of them has for those who watch
     * @throws ExperimentException if one describes something impossible
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

    /** The numbers of those of which nothing usable was kept; of the others, hands on what was. */
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

    /** Whether results that were kept say all that is asked now. */
    private static boolean answers(List<VariantResult> kept, Trial trial) {
        List<String> asked = trial.cases().stream()
                .flatMap(one -> one.setup().asked().stream())
                .map(Metric::toString)
                .toList();
        return kept.stream().allMatch(result -> result.asked().keySet().containsAll(asked));
    }

    /** Hands on what came of trials one by one, those of smaller numbers first, as soon as that can be known. */
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

        /** Hands on those behind some that did not come. */
        synchronized void rest() {
            waiting.values().forEach(results);
            waiting.clear();
        }
    }

    /** The trials that are to be run, by their numbers among all. */
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

    /** The results of the cases of a trial; fewer where it was stopped. */
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
