package dev.brownout.fleet;

/**
 * Rules of the Kubernetes HorizontalPodAutoscaler for the recommended number of hosts (documentation, "Algorithm
 * details"; pkg/controller/podautoscaler/replica_calculator.go).
 */
final class ScalingRules {
    /** Largest excess over a whole number that counts as a rounding error of a division. */
    private static final double ROUNDING = 1e-9;

    private ScalingRules() {}

    /** Rounds up to a whole number. */
    static double roundUp(double number) {
        return Math.ceil(number - ROUNDING);
    }

    /**
     * Returns the recommendation for a mean over the ready hosts. Hosts that are not ready count as idle if more hosts
     * seem to be needed. This avoids a second request for hosts that already start.
     *
     * @param current number of hosts desired so far
     * @param ready hosts that serve
     * @param unready hosts that start, or are down
     * @param ratio the metric divided by its target
     */
    static int byMean(int current, int ready, int unready, double ratio, double tolerance) {
        if (unready == 0 || ratio <= 1) {
            return isWithinTolerance(ratio, tolerance) ? current : (int) roundUp(ratio * ready);
        }
        double diluted = ratio * ready / (ready + unready);
        return diluted < 1 || isWithinTolerance(diluted, tolerance)
                ? current
                : Math.max(current, (int) roundUp(ratio * ready));
    }

    /**
     * Returns the recommendation for a sum that all hosts share, ready or not.
     *
     * @param current number of hosts desired so far
     * @param sharesOfTarget the metric divided by the target of one host
     */
    static int bySum(int current, double sharesOfTarget, double tolerance) {
        return isWithinTolerance(sharesOfTarget / current, tolerance)
                ? current
                : (int) roundUp(Math.min(1e6, sharesOfTarget));
    }

    private static boolean isWithinTolerance(double ratio, double tolerance) {
        return Math.abs(1 - ratio) <= tolerance;
    }
}
