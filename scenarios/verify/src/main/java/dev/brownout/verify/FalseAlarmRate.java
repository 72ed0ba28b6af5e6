package dev.brownout.verify;

import java.util.List;

/**
 * Error levels of a verification: the probability that a correct simulator fails it, by kind of judgement. The
 * inequality of Boole bounds the probability of the whole by their sum, whatever the dependence between the judgements.
 *
 * <p>A verification of some rows is a part of the whole: each judgement keeps the level that it has among all rows and
 * all families. Parts that are verified one after the other therefore fail no more often than the whole.
 */
public final class FalseAlarmRate {
    /** Level of all statistical rows, divided among them by Holm's rule (Holm 1979). */
    public static final double ROWS = 0.005;

    /** Level of all families, an equal share for each (Bonferroni). */
    public static final double FAMILIES = 0.0025;

    /** Level of the sum over all families. */
    public static final double SUM = 0.002;

    private static final double PERCENT = 100;

    private FalseAlarmRate() {}

    /** Returns the greatest probability that a verification of a correct simulator fails. */
    public static double total() {
        return ROWS + FAMILIES + SUM;
    }

    /** Returns the levels and their sum as a sentence of at most 80 columns a line. */
    static List<String> lines() {
        return List.of(
                "a correct simulator fails this in at most " + percent(total()) + " of the verifications:",
                "rows " + percent(ROWS) + ", families " + percent(FAMILIES) + ", sum over all families "
                        + percent(SUM));
    }

    private static String percent(double share) {
        return ReferenceNumberFormat.of(PERCENT * share) + " %";
    }
}
