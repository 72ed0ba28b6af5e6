package dev.brownout.json;

import com.fasterxml.jackson.core.io.NumberOutput;

/** Texts of doubles in their shortest exact form, on every JDK and in a browser. Whole numbers have no fraction. */
public final class DoubleFormat {
    private static final double EXACT_LIMIT = 9_007_199_254_740_992.0;

    private DoubleFormat() {}

    /** Returns the shortest text that parses to the same double; empty for a value that is not finite. */
    public static String text(double value) {
        if (!Double.isFinite(value)) {
            return "";
        }
        return isWhole(value) ? Long.toString((long) value) : NumberOutput.toString(value, true);
    }

    /** Returns whether the text of a value is an integer. */
    static boolean isWhole(double value) {
        return value == Math.rint(value) && Math.abs(value) <= EXACT_LIMIT;
    }
}
