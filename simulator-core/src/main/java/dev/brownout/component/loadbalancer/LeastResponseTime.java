package dev.brownout.component.loadbalancer;

import dev.brownout.random.Draws;

/**
 * The machine with the smallest product of its calls in flight, plus the one to come, and its response time: a moving
 * average that rises to a longer time at once and falls slowly (Finagle's Peak EWMA, decay 10 s). Of equals, as before
 * the first answers, any. Failures do not count, so that failing fast attracts nothing by itself.
 */
final class LeastResponseTime implements MachineChoice {
    private static final double DECAY_NANOS = 10e9;

    private final Draws draws;
    private final double[] nanos;
    private final long[] seenAt;

    LeastResponseTime(Draws draws, int machines) {
        this.draws = draws;
        this.nanos = new double[machines];
        this.seenAt = new long[machines];
    }

    @Override
    public int pick(int[] candidates, int count, int[] inFlight, long identity, long hash) {
        double least = Double.POSITIVE_INFINITY;
        int ties = 0;
        for (int i = 0; i < count; i++) {
            double cost = cost(candidates[i], inFlight);
            if (cost < least) {
                least = cost;
                ties = 1;
            } else if (cost == least) {
                ties++;
            }
        }
        int skip = ties == 1 ? 0 : draws.at(identity).below(ties);
        int i = 0;
        while (cost(candidates[i], inFlight) != least || skip-- > 0) {
            i++;
        }
        return candidates[i];
    }

    /** A machine that has not answered yet counts as one that takes a nanosecond. */
    private double cost(int machine, int[] inFlight) {
        return StrictMath.max(1, nanos[machine]) * (inFlight[machine] + 1);
    }

    @Override
    public void answered(int machine, long now, long latencyNanos) {
        double weight = StrictMath.exp(-(now - seenAt[machine]) / DECAY_NANOS);
        nanos[machine] =
                latencyNanos > nanos[machine] ? latencyNanos : nanos[machine] * weight + latencyNanos * (1 - weight);
        seenAt[machine] = now;
    }
}
