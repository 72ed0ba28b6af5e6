package dev.brownout.verify;

import java.util.List;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * The smallest bias that a check catches: one that makes each of its steps a miss with a probability of {@link #POWER}.
 * The first step is the row's own interval; the second is the runs ten times as long that decide where it misses.
 */
final class Bias {
    /** How probable it is that a bias is caught by a step. */
    static final double POWER = 0.95;

    private Bias() {}

    /**
     * As a share of the truth; where the truth is 0, in the unit in which models measure; 0 where anything but the
     * truth is caught. A bound is asked about one direction only: how much nearer its side of the truth may come.
     *
     * @param level how improbable an estimate must be after longer runs to count as a miss
     */
    static double of(ReferenceCheck check, double level) {
        ReferenceValue row = check.row();
        if (check.estimate().fact() instanceof List<?>) {
            return row.tolerance();
        }
        if (!(row.expected() instanceof Double) || row.kind() == ReferenceValue.Kind.EXACT) {
            return 0;
        }
        double away = distance(check, level);
        return row.number() == 0 ? away : away / Math.abs(row.number());
    }

    private static double distance(ReferenceCheck check, double level) {
        ReferenceValue row = check.row();
        Estimate estimate = check.estimate();
        return switch (row.kind()) {
            case REL, ABS ->
                estimate.error() > 0 ? caught(check, level) : row.room() + Math.abs(estimate.value() - row.number());
            case UPPER -> Math.max(0, row.number() + row.room() - estimate.value() + slack(estimate));
            case LOWER -> Math.max(0, estimate.value() - row.number() + row.room() + slack(estimate));
            case EXACT, BOOL -> 0;
        };
    }

    /** What an interval on one side of a bound takes from the distance, and what chance adds. */
    private static double slack(Estimate estimate) {
        return estimate.error() == 0
                ? 0
                : chance(estimate.error(), estimate.runs()) - estimate.halfWidth(ReferenceCheck.LEVEL);
    }

    private static double caught(ReferenceCheck check, double level) {
        Estimate estimate = check.estimate();
        double last = step(estimate.error(), estimate.runs(), check.longer() ? level : ReferenceCheck.LEVEL);
        if (!check.longer()) {
            double times = Verification.LONGER;
            int runs = check.model().fixed() ? (int) (estimate.runs() * times) : estimate.runs();
            last = Math.max(last, step(estimate.error() / Math.sqrt(times), runs, level));
        }
        return check.band() + last;
    }

    private static double step(double error, int runs, double level) {
        double half = error * new TDistribution(null, runs - 1).inverseCumulativeProbability(1 - level / 2);
        return half + chance(error, runs);
    }

    private static double chance(double error, int runs) {
        return error * new TDistribution(null, runs - 1).inverseCumulativeProbability(POWER);
    }
}
