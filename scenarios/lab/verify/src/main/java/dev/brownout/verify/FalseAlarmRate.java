package dev.brownout.verify;

import java.util.List;

/**
 * Significance levels of a verification: the probability that a correct simulator fails it, by kind of check. By
 * Boole's inequality, their sum bounds the probability of the whole verification, whatever the dependence between the
 * checks.
 *
 * <p>A verification of selected reference values keeps the level that each check has among all reference values and all
 * families. Parts that are verified one after the other therefore fail no more often than the whole.
 */
public final class FalseAlarmRate {
    /** Level of all statistical reference values together, divided among them by Holm's method (Holm 1979). */
    public static final double ROWS = 0.005;

    /** Level of all families together, divided equally among them (Bonferroni). */
    public static final double FAMILIES = 0.0025;

    /** Level of the sum over all families. */
    public static final double SUM = 0.002;

    private static final double PERCENT = 100;

    private FalseAlarmRate() {}

    /** Returns an upper bound of the probability that a correct simulator fails the verification. */
    public static double total() {
        return ROWS + FAMILIES + SUM;
    }

    /** Returns the levels and their sum as text, with at most 80 columns per line. */
    static List<String> lines() {
        return List.of(
                "a correct simulator fails at most " + percent(total()) + " of the verifications:",
                "rows " + percent(ROWS) + ", families " + percent(FAMILIES) + ", sum over all families "
                        + percent(SUM));
    }

    private static String percent(double share) {
        return ReferenceNumberFormat.format(PERCENT * share) + " %";
    }
}
