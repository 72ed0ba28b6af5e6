package dev.brownout.experiment.tune;

import dev.brownout.experiment.ExperimentException;
import dev.brownout.sentence.Sentence;

/**
 * Division of the runs of a tuning between its stages.
 *
 * @param runs maximum number of runs
 * @param samples number of trajectories of elementary effects, or of rows of Sobol' indices; 0 for no ranking
 * @param candidates number of designs in the first round of the search
 * @param steps maximum number of values that the region tries on each side of the recommended value of an ordered
 *     setting: one more than the runs suffice for on all sides, since a side may end at its first value
 */
record TuneBudget(int runs, int samples, int candidates, int steps) {
    /** Rounds with 1, 2, 4 and 8 replications. */
    static final HalvingSearch SEARCH = new HalvingSearch(4, 3);

    /** Number of designs of the last round that may be judged. */
    static final int MOST_JUDGED = 3;

    private static final int MOST_STEPS = 5;
    private static final int FEWEST_CANDIDATES = 8;
    private static final int MOST_CANDIDATES = 4096;
    private static final int FEWEST_TRAJECTORIES = 2;
    private static final int MOST_TRAJECTORIES = 20;
    private static final int FEWEST_ROWS = 8;
    private static final double MORRIS_SHARE = 0.2;
    private static final double SOBOL_SHARE = 0.3;
    private static final double VERDICT_SHARE = 0.4;

    /**
     * Divides a number of runs.
     *
     * @param replications replications of each verdict
     * @throws ExperimentException if the runs do not suffice for every stage
     */
    static TuneBudget of(int runs, DesignSpace space, int replications, SensitivityMethod method) {
        TuneBudget budget = divided(runs, space, replications, method);
        if (budget.isSufficient(space)) {
            return budget;
        }
        int enough = runs;
        while (!divided(enough, space, replications, method).isSufficient(space)) {
            enough += 10;
        }
        throw new ExperimentException(
                space.size() == 1
                        ? Sentence.of(
                                "a tuning of {} setting with {} replications of each verdict needs {} runs, not {}",
                                space.size(),
                                replications,
                                enough,
                                runs)
                        : Sentence.of(
                                "a tuning of {} settings with {} replications of each verdict needs {} runs, not {}",
                                space.size(),
                                replications,
                                enough,
                                runs));
    }

    private boolean isSufficient(DesignSpace space) {
        return candidates >= Math.min(FEWEST_CANDIDATES, distinct(space)) && (steps > 0 || sides(space) == 0);
    }

    private static TuneBudget divided(int runs, DesignSpace space, int replications, SensitivityMethod method) {
        int samples = samples(runs, space, method);
        int left = runs - samples * runsPerSample(space, method);
        int fixed = replications * (1 + alternatives(space));
        int forVerdicts = Math.max((int) (VERDICT_SHARE * runs), fixed + replications * sides(space));
        int affordable = SEARCH.candidates(Math.max(0, left - forVerdicts));
        int candidates = (int) Math.min(Math.min(affordable, MOST_CANDIDATES), distinct(space));
        int remaining = left - SEARCH.cost(candidates) - fixed;
        int whole = sides(space) == 0 ? 0 : Math.max(0, remaining / (replications * sides(space)));
        int steps = whole == 0 ? 0 : Math.min(MOST_STEPS, whole + 1);
        return new TuneBudget(runs, samples, candidates, steps);
    }

    private static int samples(int runs, DesignSpace space, SensitivityMethod method) {
        int each = runsPerSample(space, method);
        return switch (method) {
            case NONE -> 0;
            case MORRIS ->
                Math.min(MOST_TRAJECTORIES, Math.max(FEWEST_TRAJECTORIES, (int) (MORRIS_SHARE * runs / each)));
            case SOBOL -> Integer.highestOneBit(Math.max(FEWEST_ROWS, (int) (SOBOL_SHARE * runs / each)));
        };
    }

    private static int runsPerSample(DesignSpace space, SensitivityMethod method) {
        return space.size() + (method == SensitivityMethod.SOBOL ? 2 : 1);
    }

    /** Returns the number of sides of recommended values that the region explores. */
    private static int sides(DesignSpace space) {
        return 2
                * (int) space.settings().stream()
                        .filter(TunedSetting::isOrdered)
                        .count();
    }

    /** Returns the number of other values of settings without an order. */
    private static int alternatives(DesignSpace space) {
        return space.settings().stream()
                .filter(setting -> !setting.isOrdered())
                .mapToInt(setting -> setting.variation().values().size() - 1)
                .sum();
    }

    /** Returns the number of designs; infinite if a setting has a continuous range. */
    private static double distinct(DesignSpace space) {
        double designs = 1;
        for (TunedSetting setting : space.settings()) {
            designs *= setting.whole()
                    ? setting.high().number() - setting.low().number() + 1
                    : setting.scale() == TunedSetting.Scale.LISTED
                            ? setting.variation().values().size()
                            : Double.POSITIVE_INFINITY;
        }
        return designs;
    }

    /**
     * Returns the number of verdicts on designs that may be asked for. The search for an end of the region bisects, so
     * each side has {@code 2^(steps - 1)} possible designs, of which it tries {@code steps}.
     */
    int possibleVerdicts(DesignSpace space) {
        int perSide = steps == 0 ? 0 : 1 << (steps - 1);
        return MOST_JUDGED * TuneResult.MAX_INTERIM_ANALYSES + sides(space) * perSide + alternatives(space);
    }
}
