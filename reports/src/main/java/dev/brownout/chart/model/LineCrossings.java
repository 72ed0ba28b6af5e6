package dev.brownout.chart.model;

import java.util.List;

/** Counts the crossings of lines with points at the same times. Lines that cross all the time cannot be followed. */
public final class LineCrossings {
    /** Minimum distance between two lines, as a share of the visible range, for them to be distinguishable. */
    private static final double NEAR = 0.05;
    /** Maximum average number of crossings per line for which lines can be followed. */
    private static final int FOLLOWED = 7;
    /** Number of lines that are distinguishable regardless of their crossings. */
    private static final int PAIR = 2;

    private LineCrossings() {}

    /**
     * Returns whether lines cross so often that each needs its own panel.
     *
     * @param lines values of each line; {@code NaN} is a gap
     * @param span range of the visible values
     */
    public static boolean isTangled(List<double[]> lines, double span) {
        return lines.size() > PAIR && count(lines, span) > FOLLOWED * lines.size();
    }

    /** Returns the number of crossings between any two of the lines. */
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
