package dev.brownout.fleet;

/**
 * How many machines are right, by the rules of the Kubernetes HorizontalPodAutoscaler (documentation, "Algorithm
 * details"; pkg/controller/podautoscaler/replica_calculator.go).
 */
final class ScalingRules {
    /** What is over a whole number by less than this is the error of a division. */
    private static final double ROUNDING = 1e-9;

    private ScalingRules() {}

    /** The next whole number. */
    static double up(double number) {
        return StrictMath.ceil(number - ROUNDING);
    }

    /**
     * For a mean over the machines that are ready. Those that are not count as idle where more seem to be needed, so
     * that nobody asks twice for what already comes.
     *
     * @param current machines wanted so far
     * @param ready machines that serve
     * @param unready machines that start, or are down
     * @param ratio the metric over its target
     */
    static int byMean(int current, int ready, int unready, double ratio, double tolerance) {
        if (unready == 0 || ratio <= 1) {
            return near(ratio, tolerance) ? current : (int) up(ratio * ready);
        }
        double diluted = ratio * ready / (ready + unready);
        return diluted < 1 || near(diluted, tolerance) ? current : Math.max(current, (int) up(ratio * ready));
    }

    /**
     * For a sum that the machines share, whoever is ready.
     *
     * @param current machines wanted so far
     * @param sharesOfTarget the metric over the target of one machine
     */
    static int bySum(int current, double sharesOfTarget, double tolerance) {
        return near(sharesOfTarget / current, tolerance) ? current : (int) up(Math.min(1e6, sharesOfTarget));
    }

    private static boolean near(double ratio, double tolerance) {
        return StrictMath.abs(1 - ratio) <= tolerance;
    }
}
