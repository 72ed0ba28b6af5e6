package dev.brownout.component.loadbalancer;

import dev.brownout.elementary.ElementaryFunctions;
import dev.brownout.random.KeyedRandom;

/**
 * Picks the host with the smallest product of in-flight calls, including the new one, and response time: a moving
 * average that rises to a longer time immediately and decays slowly (Finagle's Peak EWMA, decay 10 s). Failures do not
 * count, so that failing fast by itself attracts no calls.
 */
final class LeastResponseTime extends LeastCost {
    private static final double DECAY_NANOS = 10e9;

    private final double[] nanos;
    private final long[] seenAt;

    LeastResponseTime(KeyedRandom random, int machines) {
        super(random, machines, 1);
        this.nanos = new double[machines];
        this.seenAt = new long[machines];
    }

    /** Returns the cost of a host; a host without responses counts as one with a response time of 1 ns. */
    @Override
    double cost(int machine, int calls) {
        return Math.max(1, nanos[machine]) * (calls + 1);
    }

    @Override
    public void recordResponse(int machine, long now, long latencyNanos) {
        double weight = ElementaryFunctions.exp(-(now - seenAt[machine]) / DECAY_NANOS);
        nanos[machine] =
                latencyNanos > nanos[machine] ? latencyNanos : nanos[machine] * weight + latencyNanos * (1 - weight);
        seenAt[machine] = now;
    }
}
