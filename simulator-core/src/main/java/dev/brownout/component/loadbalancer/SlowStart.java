package dev.brownout.component.loadbalancer;

/**
 * The weights of machines that have come into service or come back, while they are young: each grows from a least one
 * to that of any other. The share of calls follows from the weights: w / (n - 1 + w) for a young one of n machines
 * (nginx: slow_start; HAProxy: slowstart; Envoy: slow start mode, weight times the larger of min_weight_percent and
 * (time since start / window) to the power of 1 / aggression).
 */
final class SlowStart {
    /** No weight is less, so that machines that begin together have equal shares. */
    private static final double LEAST = 1e-9;

    private final long lasting;
    private final double least;
    private final double power;
    /** When the youth of each machine ends. */
    private final long[] until;

    private final double[] weights;
    private long last;

    /** Machines that are all grown up. */
    SlowStart(LoadBalancerSpec spec, long lastingNanos, int machines) {
        this.lasting = lastingNanos;
        this.least = Math.max(LEAST, spec.slow_start_min_weight().ratio());
        this.power = 1 / spec.slow_start_aggression().times();
        this.until = new long[machines];
        this.weights = new double[machines];
    }

    /** A machine has come. */
    void began(int machine, long now) {
        until[machine] = now + lasting;
        last = Math.max(last, now + lasting);
    }

    /** The weight of a machine, 1 for a grown one. */
    double weight(int machine, long now) {
        if (now >= until[machine]) {
            return 1;
        }
        return grown(1 - (double) (until[machine] - now) / lasting, least, power);
    }

    /**
     * The weight of a young machine.
     *
     * @param age the share of its youth that is over, 0 to 1
     * @param least the weight at the start
     * @param aggression the reciprocal of the power of its age
     */
    static double weight(double age, double least, double aggression) {
        return grown(age, Math.max(LEAST, least), 1 / aggression);
    }

    private static double grown(double age, double least, double power) {
        return Math.max(least, power == 1 ? age : StrictMath.pow(age, power));
    }

    /** Returns whether a machine may be young. */
    boolean applies(long now) {
        return now < last;
    }

    /** Picks as the algorithm would by these weights. */
    int pick(
            BalancingStrategy choice, int[] candidates, int count, int[] inFlight, long identity, long hash, long now) {
        for (int i = 0; i < count; i++) {
            weights[candidates[i]] = weight(candidates[i], now);
        }
        return choice.pickByWeight(candidates, count, inFlight, weights, identity, hash);
    }
}
