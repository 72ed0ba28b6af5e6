package dev.brownout.experiment.reliability;

import dev.brownout.experiment.Execution;
import dev.brownout.parallel.Workers;
import dev.brownout.random.KeyedRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Multilevel splitting with fixed effort (Garvels, The Splitting Method in Rare Event Simulation, 2000; L'Ecuyer, Le
 * Gland, Lezaud and Tuffin in Rubino and Tuffin, Rare Event Simulation using Monte Carlo Methods, 2009).
 *
 * <p>The paths of a stage begin in the states in which earlier paths have first reached the level below. The product of
 * the shares that reach the next level is an unbiased estimate of the probability, whatever the levels are. A pilot
 * with random numbers of its own selects levels and efforts, which stay fixed afterwards. The whole procedure is
 * replicated independently.
 */
final class ImportanceSplitting {
    /** Number of replications before the first check of the precision. */
    static final int FIRST = 30;
    /** Share of pilot paths that should reach the next level. */
    private static final double SHARE = 0.2;

    private static final int PILOT_PATHS = 400;
    private static final int LEAST_EFFORT = 100;
    private static final int MOST_EFFORT = 300_000;
    /** Number of paths of a stage that should reach the next level: with short paths, and at least. */
    private static final int HITS = 60;

    private static final int LEAST_HITS = 20;
    /** Number of events per stage of a replication above which fewer paths are enough. */
    private static final double MANY_EVENTS = 60_000;
    /** Maximum number of events per stage of the pilot. */
    private static final long MOST_EVENTS = 4_000_000;

    private static final int MOST_LEVELS = 100;
    /** Probability below which no further level is added. The probability is then reported as below a bound. */
    static final double NEGLIGIBLE = 1e-9;
    /** Share of the error of an upper bound that its limit of the earlier stages has. */
    private static final double EARLIER_ERROR = 0.2;

    private final FailureProcess process;
    private final LossTarget target;
    private final long horizon;
    private final long seed;
    private final String stream;
    private final Execution execution;

    /** A stage: the level that its paths should reach, and their number. */
    record SplittingStage(double level, int effort) {}

    /** Result of a replication: number of paths that reached the level of each stage. */
    record SplittingReplication(long[] hits) {}

    /** Paths of a stage in all replications, and those that reached its level. No path begins without an entrance. */
    private record SplittingCount(long hits, long paths) {
        static SplittingCount of(int stage, List<SplittingStage> stages, List<SplittingReplication> replications) {
            long hits = 0;
            long paths = 0;
            for (SplittingReplication replication : replications) {
                hits += replication.hits()[stage];
                boolean hasBegun = stage == 0 || replication.hits()[stage - 1] > 0;
                paths += hasBegun ? stages.get(stage).effort() : 0;
            }
            return new SplittingCount(hits, paths);
        }
    }

    /**
     * Creates the estimator.
     *
     * @param horizon length of the period in ns
     * @param stream name of the random streams; estimates with the same name have common random numbers
     */
    ImportanceSplitting(
            FailureProcess process, LossTarget target, long horizon, long seed, String stream, Execution execution) {
        this.process = process;
        this.target = target;
        this.horizon = horizon;
        this.seed = seed;
        this.stream = stream;
        this.execution = execution;
    }

    /**
     * Estimates the probability that the target exceeds its budget within the period. The estimate is not valid if the
     * execution was stopped.
     *
     * @param label name of the estimate, for progress reports
     * @param precision relative error at which to stop
     * @param most maximum number of replications
     */
    RareEventEstimate estimate(String label, double confidence, double precision, int most) {
        execution.progress().begins(label, most);
        try {
            return estimate(confidence, precision, most);
        } finally {
            execution.progress().ends();
        }
    }

    private RareEventEstimate estimate(double confidence, double precision, int most) {
        List<SplittingStage> stages = pilot();
        List<SplittingReplication> replications = new ArrayList<>();
        int target = Math.min(FIRST, most);
        while (true) {
            int first = replications.size();
            Workers.<SplittingReplication, RuntimeException>each(
                    execution.threads(), target - first, i -> replicate(stages, first + i), replications::add);
            RareEventEstimate estimate = combine(stages, replications, confidence);
            boolean negligible = estimate.probability() == 0 && estimate.high() < 10 * NEGLIGIBLE;
            if (estimate.isWithin(precision) || negligible || target >= most || isStopped()) {
                return estimate;
            }
            target = Math.min(most, target + (target + 3) / 4);
        }
    }

    private boolean isStopped() {
        return execution.stopped().getAsBoolean();
    }

    private SplittingPath path(int replication) {
        return new SplittingPath(process, target, horizon, new KeyedRandom(KeyedRandom.key(seed, replication, stream)));
    }

    /**
     * Combines replications of the same stages.
     *
     * @param confidence confidence level of the interval. An upper bound is below the probability with a probability of
     *     at most (1 - confidence) / 2
     */
    static RareEventEstimate combine(
            List<SplittingStage> stages, List<SplittingReplication> replications, double confidence) {
        int count = replications.size();
        boolean whole = stages.get(stages.size() - 1).level() >= 1;
        if (stages.size() == 1 && whole) {
            return throughStages(1, stages, replications, confidence);
        }
        for (int stage = 0; stage < stages.size(); stage++) {
            SplittingCount reached = SplittingCount.of(stage, stages, replications);
            if (reached.hits() == 0) {
                double bound = bound(stage, reached.paths(), stages, replications, confidence);
                return RareEventEstimate.unseen(bound, count, stages.size());
            }
        }
        RareEventEstimate estimate = throughStages(stages.size(), stages, replications, confidence);
        return whole ? estimate : RareEventEstimate.unseen(estimate.high(), count, stages.size());
    }

    /**
     * Returns the upper bound of the probability if no path has reached the level of a stage.
     *
     * <p>The probability is at most R q: the probability R to reach the level before, and the probability q to reach
     * the level of the stage from there. The bound is the product of an upper limit of each. The error of the interval
     * above, (1 - confidence) / 2, is divided between the two (Bonferroni's inequality), so that the product is below R
     * q with at most this probability. The limit of q is that of Clopper and Pearson for no success (Biometrika 26,
     * 1934). It assumes that paths are independent: a rare group of states at the level before, with a far higher q
     * than others, is not observed. The limit of R is exact for one stage, and Student's for more.
     */
    private static double bound(
            int stage,
            long paths,
            List<SplittingStage> stages,
            List<SplittingReplication> replications,
            double confidence) {
        if (stage == 0) {
            return RareEventEstimate.ofCount(0, paths, confidence, 1).high();
        }
        double error = 1 - confidence;
        double reached = throughStages(stage, stages, replications, 1 - EARLIER_ERROR * error)
                .high();
        return reached
                * RareEventEstimate.ofCount(0, paths, 1 - (1 - EARLIER_ERROR) * error, 1)
                        .high();
    }

    /** Returns the estimate of the probability to pass a number of stages, at least one of each of which has a hit. */
    private static RareEventEstimate throughStages(
            int passed, List<SplittingStage> stages, List<SplittingReplication> replications, double confidence) {
        if (passed == 1) {
            SplittingCount first = SplittingCount.of(0, stages, replications);
            return RareEventEstimate.ofCount(first.hits(), first.paths(), confidence, replications.size());
        }
        double[] products = replications.stream()
                .mapToDouble(replication -> product(passed, stages, replication))
                .toArray();
        return RareEventEstimate.ofProducts(products, confidence, stages.size());
    }

    private static double product(int passed, List<SplittingStage> stages, SplittingReplication replication) {
        double product = 1;
        for (int i = 0; i < passed; i++) {
            product *= (double) replication.hits()[i] / stages.get(i).effort();
        }
        return product;
    }

    /** Selects the levels and the number of paths of each stage. */
    List<SplittingStage> pilot() {
        SplittingPath path = path(-1);
        List<SplittingStage> stages = new ArrayList<>();
        List<FailureState> from = List.of();
        double level = 0;
        double probability = 1;
        while (level < 1) {
            double next = stages.size() + 1 < MOST_LEVELS ? nextLevel(path, from, level) : 1;
            List<FailureState> entrances = new ArrayList<>();
            long before = path.events();
            int paths = 0;
            while (entrances.size() < LEAST_HITS
                    && paths < MOST_EFFORT
                    && (path.events() - before < MOST_EVENTS || paths < LEAST_EFFORT)
                    && (paths == 0 || !isStopped())) {
                paths++;
                FailureState state = entrance(path, from, (paths * 0.618_033_988_749_895) % 1);
                if (path.reach(state, next)) {
                    entrances.add(state);
                }
            }
            stages.add(new SplittingStage(next, effort(paths, entrances.size(), path.events() - before)));
            probability *= (double) entrances.size() / paths;
            if (probability < NEGLIGIBLE || isStopped()) {
                break;
            }
            from = entrances;
            level = next;
        }
        return stages;
    }

    /** Returns the number of paths of a stage, from those of the pilot. */
    private static int effort(int paths, int hits, long events) {
        if (hits == 0) {
            return paths;
        }
        double share = (double) hits / paths;
        double affordable = MANY_EVENTS * paths / Math.max(1, events);
        double effort = Math.max(LEAST_HITS / share, Math.min(HITS / share, affordable));
        return (int) Math.min(MOST_EFFORT, Math.max(LEAST_EFFORT, effort));
    }

    /** Returns the level that about a fifth of the paths from a level reach; 1 if no smaller level is above it. */
    private double nextLevel(SplittingPath path, List<FailureState> from, double level) {
        double[] highest = new double[PILOT_PATHS];
        int count = 0;
        int above = 0;
        long before = path.events();
        double best = level;
        for (int i = 0; i < MOST_EFFORT && (i < PILOT_PATHS || above == 0); i++) {
            FailureState state = entrance(path, from, ((i + 0.5) * 0.618_033_988_749_895) % 1);
            double most = path.reach(state, 1) ? 1 : path.maximum();
            highest[count % PILOT_PATHS] = most;
            count++;
            above += most > level ? 1 : 0;
            best = Math.max(best, most);
            boolean isSufficient = path.events() - before > MOST_EVENTS && (above > 0 || count >= PILOT_PATHS);
            if (isSufficient || isStopped()) {
                break;
            }
        }
        double[] sorted = Arrays.copyOf(highest, Math.min(count, PILOT_PATHS));
        Arrays.sort(sorted);
        double quantile = sorted[(int) (sorted.length * (1 - SHARE))];
        if (quantile > level) {
            return quantile;
        }
        double smallest =
                Arrays.stream(sorted).filter(most -> most > level).min().orElse(best);
        return smallest > level ? smallest : 1;
    }

    private static FailureState entrance(SplittingPath path, List<FailureState> from, double position) {
        if (from.isEmpty()) {
            return path.begin();
        }
        FailureState state = from.get((int) (position * from.size())).copy();
        path.redraw(state);
        return state;
    }

    private SplittingReplication replicate(List<SplittingStage> stages, int number) {
        SplittingPath path = path(number);
        KeyedRandom starts = new KeyedRandom(KeyedRandom.key(seed, number, stream + " starts"));
        long[] hits = new long[stages.size()];
        List<FailureState> from = List.of();
        for (int i = 0; i < stages.size() && (i == 0 || hits[i - 1] > 0); i++) {
            SplittingStage stage = stages.get(i);
            boolean last = i == stages.size() - 1;
            List<FailureState> entrances = new ArrayList<>();
            double offset = starts.uniform();
            for (int j = 0; j < stage.effort() && !isStopped(); j++) {
                FailureState state = entrance(path, from, (j + offset) / stage.effort());
                if (path.reach(state, stage.level())) {
                    hits[i]++;
                    if (!last) {
                        entrances.add(state);
                    }
                }
            }
            from = entrances;
        }
        execution.progress().onProgress(number, 1, path.events(), 0);
        return new SplittingReplication(hits);
    }
}
