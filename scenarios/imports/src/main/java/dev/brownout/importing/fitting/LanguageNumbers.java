package dev.brownout.importing.fitting;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Map;
import java.util.regex.Pattern;

/** Formatting of numbers in the notation of the scenario language. */
public final class LanguageNumbers {
    private static final int DIGITS = 3;

    /** Duration in ns below which a duration is zero. */
    private static final double LEAST_NANOS = 1e-3;

    private static final Pattern DURATION = Pattern.compile("([0-9]+(?:[.][0-9]+)?)(ns|us|ms|s)\\b");
    private static final Map<String, Integer> POWERS = Map.of("ns", 0, "us", 3, "ms", 6, "s", 9);

    private LanguageNumbers() {}

    /** Returns a plain number with the given number of significant digits. */
    public static String format(double value, int digits) {
        return plainNumber(round(value, digits));
    }

    /**
     * Returns a duration in the largest unit in which it is at least 1, with the given number of significant digits.
     */
    public static String nanos(double nanos, int digits) {
        BigDecimal value = round(nanos, digits);
        double size = Math.abs(value.doubleValue());
        if (size < LEAST_NANOS) {
            return "0ms";
        }
        if (size >= 1e9) {
            return plainNumber(value.movePointLeft(9)) + "s";
        }
        if (size >= 1e6) {
            return plainNumber(value.movePointLeft(6)) + "ms";
        }
        return size >= 1e3 ? plainNumber(value.movePointLeft(3)) + "us" : plainNumber(value) + "ns";
    }

    /** Returns a duration with three significant digits. */
    public static String nanos(double nanos) {
        return nanos(nanos, DIGITS);
    }

    /**
     * Returns a distribution of numbers in place of a distribution of times: each duration becomes the number of its
     * nanoseconds.
     */
    public static String withoutUnits(String distribution) {
        return DURATION.matcher(distribution)
                .replaceAll(
                        time -> plainNumber(new BigDecimal(time.group(1)).movePointRight(POWERS.get(time.group(2)))));
    }

    /** Returns a share in percent with three significant digits. */
    public static String percent(double share) {
        return share < 1e-6 ? "0 %" : format(share * 100, DIGITS) + " %";
    }

    /** Returns a number rounded to the given number of significant digits. */
    static BigDecimal round(double value, int digits) {
        return new BigDecimal(value).round(new MathContext(digits, RoundingMode.HALF_EVEN));
    }

    private static String plainNumber(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }
}
