package dev.brownout.component.loadbalancer;

import dev.brownout.component.loadbalancer.LoadBalancerSpec.SlowStartSettings;
import dev.brownout.elementary.ElementaryFunctions;

/**
 * The weights of hosts during slow start after they enter service or recover: each grows from a minimum to the full
 * weight. The share of calls follows from the weights: w / (n - 1 + w) for one of n hosts in slow start (nginx:
 * slow_start; HAProxy: slowstart; Envoy: slow start mode, weight times the larger of min_weight_percent and (time since
 * start / window) to the power of 1 / aggression).
 */
final class SlowStart {
    /** Lower bound of the weights, so that hosts that start together have equal shares. */
    private static final double MINIMUM = 1e-9;

    private final long lasting;
    private final double minimum;
    private final double power;
    /** End of slow start by host. */
    private final long[] until;

    private long last;

    /** Creates the weights of hosts that are past slow start. */
    SlowStart(SlowStartSettings settings, long lastingNanos, int machines) {
        this.lasting = lastingNanos;
        this.minimum = Math.max(MINIMUM, settings.slowStartMinWeight().ratio());
        this.power = 1 / settings.slowStartAggression().times();
        this.until = new long[machines];
    }

    /** Starts slow start of a host. */
    void startHost(int machine, long now) {
        until[machine] = now + lasting;
        last = Math.max(last, now + lasting);
    }

    /** Returns the weight of a host; 1 after slow start. */
    double weight(int machine, long now) {
        if (now >= until[machine]) {
            return 1;
        }
        return grown(1 - (double) (until[machine] - now) / lasting, minimum, power);
    }

    /**
     * Returns the weight of a host during slow start.
     *
     * @param age elapsed fraction of slow start, 0 to 1
     * @param least the weight at the start
     * @param aggression reciprocal of the exponent of the age
     */
    static double weight(double age, double least, double aggression) {
        return grown(age, Math.max(MINIMUM, least), 1 / aggression);
    }

    private static double grown(double age, double least, double power) {
        return Math.max(least, power == 1 ? age : ElementaryFunctions.pow(age, power));
    }

    /** Returns whether a host may be in slow start. */
    boolean applies(long now) {
        return now < last;
    }
}
