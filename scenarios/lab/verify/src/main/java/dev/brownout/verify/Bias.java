package dev.brownout.verify;

import java.util.List;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * Smallest bias that a check detects with probability {@link #POWER} at each of its steps. The first step is the check
 * against the confidence interval of the reference value. The second step, after a violation, is the check of runs 10
 * times as long.
 */
final class Bias {
    /** Probability with which each step detects the bias. */
    static final double POWER = 0.95;

    private Bias() {}

    /**
     * Returns the smallest detectable bias, as a share of the expected value. If the expected value is 0, the bias is
     * in the unit in which models measure. It is 0 if every deviation is detected. For a bound, only the bias towards
     * the bound counts: the distance from the estimate to the bound, plus noise.
     *
     * @param level significance level at which an estimate of longer runs counts as a violation
     */
    static double smallest(ReferenceCheck check, double level) {
        ReferenceValue row = check.row();
        if (check.estimate().fact() instanceof List<?>) {
            return row.tolerance();
        }
        if (!(row.expected() instanceof Double) || row.kind() == ReferenceValue.Kind.EXACT) {
            return 0;
        }
        double distance = detectableDistance(check, level);
        return row.number() == 0 ? distance : distance / Math.abs(row.number());
    }

    private static double detectableDistance(ReferenceCheck check, double level) {
        ReferenceValue row = check.row();
        Estimate estimate = check.estimate();
        return switch (row.kind()) {
            case REL, ABS ->
                estimate.error() > 0
                        ? detectableBias(check, level)
                        : row.absoluteTolerance() + Math.abs(estimate.value() - row.number());
            case UPPER ->
                Math.max(0, row.number() + row.absoluteTolerance() - estimate.value() + noiseMargin(estimate));
            case LOWER ->
                Math.max(0, estimate.value() - row.number() + row.absoluteTolerance() + noiseMargin(estimate));
            case EXACT, BOOL -> 0;
        };
    }

    /**
     * Returns the noise margin at a bound: the quantile of the noise at {@link #POWER}, less the half-width of the
     * interval.
     */
    private static double noiseMargin(Estimate estimate) {
        return estimate.error() == 0
                ? 0
                : noiseQuantile(estimate.error(), estimate.runs()) - estimate.halfWidth(ReferenceCheck.LEVEL);
    }

    private static double detectableBias(ReferenceCheck check, double level) {
        Estimate estimate = check.estimate();
        double bias = stepBias(estimate.error(), estimate.runs(), check.longer() ? level : ReferenceCheck.LEVEL);
        if (!check.longer()) {
            double factor = Verification.LONGER;
            int runs = check.model().fixed() ? (int) (estimate.runs() * factor) : estimate.runs();
            bias = Math.max(bias, stepBias(estimate.error() / Math.sqrt(factor), runs, level));
        }
        return check.band() + bias;
    }

    private static double stepBias(double error, int runs, double level) {
        double halfWidth = error * new TDistribution(null, runs - 1).inverseCumulativeProbability(1 - level / 2);
        return halfWidth + noiseQuantile(error, runs);
    }

    private static double noiseQuantile(double error, int runs) {
        return error * new TDistribution(null, runs - 1).inverseCumulativeProbability(POWER);
    }
}
