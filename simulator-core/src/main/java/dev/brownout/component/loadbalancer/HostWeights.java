package dev.brownout.component.loadbalancer;

import java.util.List;

/** Current weights of the hosts of one balancer: the configured weights times the growth during slow start. */
final class HostWeights {
    /** Configured weights by host; {@code null} if they are equal, or if the strategy has them. */
    private final double[] configured;

    /** Growth during slow start; {@code null} if not configured. */
    private final SlowStart slowStart;

    private final double[] current;

    /**
     * Creates the weights.
     *
     * @param configured weights by host; empty if they are equal, or if the strategy has them
     * @param slowStart the growth during slow start; {@code null} if not configured
     * @param machines number of hosts
     */
    HostWeights(List<Integer> configured, SlowStart slowStart, int machines) {
        this.configured = configured.isEmpty()
                ? null
                : configured.stream().mapToDouble(Integer::doubleValue).toArray();
        this.slowStart = slowStart;
        this.current = new double[machines];
    }

    /** Starts slow start of a host. */
    void startSlowStart(int machine, long now) {
        if (slowStart != null) {
            slowStart.startHost(machine, now);
        }
    }

    /** Returns whether all hosts have the same weight. */
    boolean isUniform(long now) {
        return configured == null && (slowStart == null || !slowStart.applies(now));
    }

    /** Returns the weights by host number, of the hosts in the first {@code count} elements. */
    double[] of(int[] candidates, int count, long now) {
        if (slowStart == null || !slowStart.applies(now)) {
            return configured;
        }
        for (int i = 0; i < count; i++) {
            int machine = candidates[i];
            current[machine] = (configured == null ? 1 : configured[machine]) * slowStart.weight(machine, now);
        }
        return current;
    }
}
