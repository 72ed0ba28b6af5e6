package dev.brownout.experiment.reliability;

import dev.brownout.random.KeyedRandom;

/**
 * Simulation of paths of the failure process to a level of the importance function, which grows with the accumulated
 * amount of a target and with the closeness to its states.
 */
final class SplittingPath {
    /** Importance of a state at the target without any accumulated amount. The rest measures the amount. */
    private static final double AT_TARGET = 0.5;

    private final FailureProcess process;
    private final LossTarget target;
    private final long horizon;
    private final KeyedRandom random;
    private double maximum;
    private long events;

    SplittingPath(FailureProcess process, LossTarget target, long horizon, KeyedRandom random) {
        this.process = process;
        this.target = target;
        this.horizon = horizon;
        this.random = random;
    }

    /** Returns a new path at the start of the period. */
    FailureState begin() {
        FailureState state = process.begin(random);
        state.amount = target.entry(state.failed, -1);
        return state;
    }

    /** Gives a copy of a state a future of its own. */
    void redraw(FailureState state) {
        process.redraw(state, random);
    }

    /** Returns the highest importance of the last path that did not reach its level. */
    double maximum() {
        return maximum;
    }

    /** Returns the number of events of all paths. */
    long events() {
        return events;
    }

    /** Returns the importance of a state: 1 if the assertion is violated, else less. */
    double importance(FailureState state) {
        return importance(share(state.amount, target.rate(state.failed) > 0), target.closeness(state.failed));
    }

    private static double importance(double share, double closeness) {
        return share + (1 - share) * AT_TARGET * closeness;
    }

    /** Returns an amount as a share of the budget, at most 1. */
    private double share(double amount, boolean grows) {
        double budget = target.budget();
        if (amount > budget || budget == 0 && grows) {
            return 1;
        }
        return budget == 0 ? 0 : Math.min(amount / budget, Math.nextDown(1.0));
    }

    /**
     * Continues a path until it reaches a level of importance or the end of the period.
     *
     * @return whether it has reached the level; the state is then the one at this instant
     */
    boolean reach(FailureState state, double level) {
        maximum = importance(state);
        if (maximum >= level) {
            return true;
        }
        double rate = target.rate(state.failed);
        while (true) {
            int node = state.next();
            long end = Math.min(horizon, state.until[node]);
            if (grow(state, rate, end, level)) {
                return true;
            }
            if (end == horizon) {
                return false;
            }
            events++;
            int failedClass = process.advance(state, node, random);
            state.amount += target.entry(state.failed, failedClass);
            rate = target.rate(state.failed);
            double importance = importance(share(state.amount, rate > 0), target.closeness(state.failed));
            maximum = Math.max(maximum, importance);
            if (importance >= level) {
                return true;
            }
        }
    }

    /** Accumulates the amount until a time. Returns whether it reaches the level; the state is then at this instant. */
    private boolean grow(FailureState state, double rate, long end, double level) {
        if (rate > 0) {
            double closeness = AT_TARGET * target.closeness(state.failed);
            double needed = (level - closeness) / (1 - closeness) * target.budget();
            double reached = state.amount + rate * (end - state.now);
            if (reached >= needed) {
                state.now = Math.min(end, state.now + (long) Math.ceil((needed - state.amount) / rate));
                state.amount = level >= 1 ? Math.nextUp(needed) : needed;
                return true;
            }
            state.amount = reached;
            maximum = Math.max(maximum, importance(state));
        }
        state.now = end;
        return false;
    }
}
