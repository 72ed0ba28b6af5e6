package dev.brownout.chart.smoothing;

import java.util.List;

/**
 * How often lines cross that have their points at the same moments: those that do so all the time nobody can follow.
 */
public final class LineCrossings {
    /** Lines that are nearer to each other, as a share of all that is shown, are the same to the eye. */
    private static final double NEAR = 0.05;
    /** So often on average each line may cross others. */
    private static final int FOLLOWED = 7;
    /** Two lines are told apart however often they cross. */
    private static final int PAIR = 2;

    private LineCrossings() {}

    /**
     * Whether lines are so tangled that each wants a place of its own.
     *
     * @param lines the values of each; {@code NaN} is a gap
     * @param span of the values that are shown
     */
    public static boolean tangled(List<double[]> lines, double span) {
        return lines.size() > PAIR && count(lines, span) > FOLLOWED * lines.size();
    }

    /** How often two of some lines cross. */
    static int count(List<double[]> lines, double span) {
        int count = 0;
        for (int i = 0; i < lines.size(); i++) {
            for (int j = i + 1; j < lines.size(); j++) {
                count += count(lines.get(i), lines.get(j), NEAR * span);
            }
        }
        return count;
    }

    private static int count(double[] one, double[] other, double near) {
        int count = 0;
        double before = 0;
        for (int i = 0; i < Math.min(one.length, other.length); i++) {
            double above = one[i] - other[i];
            if (Math.abs(above) > near) {
                count += above * before < 0 ? 1 : 0;
                before = above;
            }
        }
        return count;
    }
}
