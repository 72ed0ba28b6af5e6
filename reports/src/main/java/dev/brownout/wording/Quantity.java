package dev.brownout.wording;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** A measured value printed for people: three significant digits and the unit, the same bytes in every locale. */
public final class Quantity {

    private static final int DIGITS = 3;
    private static final int MOST_DIGITS = 12;
    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);
    private static final String[] TIME_UNITS = {"ns", "μs", "ms", "s"};
    private static final String[] BYTE_UNITS = {"B", "kB", "MB", "GB", "TB", "PB"};
    private static final long MINUTE_SECONDS = 60;

    private Quantity() {}

    /**
     * Prints a value in its unit; {@code no data} for {@code NaN}.
     *
     * @param value the value
     * @param unit {@code ns}, {@code s}, {@code ratio}, {@code 1}, {@code 1/s}, {@code B}, {@code B/s}, {@code $},
     *     {@code $/h}; another one is printed behind the number
     */
    public static String of(double value, String unit) {
        return of(value, unit, DIGITS);
    }

    /**
     * Prints a measured value that stands beside a bound: with as many digits as it takes to tell the two apart, so
     * that 98.996 % that misses 99 % does not read as 99 %.
     *
     * @param value the value
     * @param bound what it is compared with
     * @param unit of both, as for {@link #of}
     */
    public static String beside(double value, double bound, String unit) {
        String limit = of(bound, unit);
        int digits = DIGITS;
        String text = of(value, unit, digits);
        while (value != bound && text.equals(limit) && digits < MOST_DIGITS) {
            digits++;
            text = of(value, unit, digits);
        }
        return text;
    }

    /**
     * Prints a mean and where it lies: {@code 45.1 ms ± 2.3 ms}, or with both ends where one of them is nearer than the
     * other because values go no further: {@code 45.1 ms (0 s to 97.8 ms)}.
     *
     * @param unit of all three, as for {@link #of}
     */
    public static String interval(double mean, double low, double high, String unit) {
        double below = mean - low;
        double above = high - mean;
        String text = of(mean, unit);
        if (Double.isNaN(below + above)) {
            return text;
        }
        boolean even = Math.abs(below - above) <= 1e-6 * Math.max(below, above);
        return even ? text + " ± " + of(above, unit) : text + " (" + of(low, unit) + " to " + of(high, unit) + ")";
    }

    private static String of(double value, String unit, int digits) {
        if (Double.isNaN(value)) {
            return "no data";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "unlimited" : "-unlimited";
        }
        return switch (unit) {
            case "ns" -> nanos(value, digits);
            case "s" -> nanos(value * 1e9, digits);
            case "ratio" -> percent(value, digits);
            case "1" -> count(value, digits);
            case "1/s" -> count(value, digits) + "/s";
            case "B" -> scaled(value, BYTE_UNITS, digits);
            case "B/s" -> scaled(value, BYTE_UNITS, digits) + "/s";
            case "$" -> money(value, digits);
            case "$/h" -> money(value, digits) + "/h";
            default -> unit.isEmpty() ? count(value, digits) : count(value, digits) + " " + unit;
        };
    }

    private static String money(double dollars, int digits) {
        String amount = plain(new BigDecimal(dollars).abs().round(new MathContext(digits, RoundingMode.HALF_EVEN)));
        return (dollars < 0 ? "-$" : "$") + amount;
    }

    /** Prints a span of nanoseconds: {@code 41.2 ms}, {@code 2.31 s}, {@code 2 min 8 s}. */
    public static String nanos(double nanos) {
        return nanos(nanos, DIGITS);
    }

    private static String nanos(double nanos, int digits) {
        if (Double.isNaN(nanos)) {
            return "no data";
        }
        if (nanos == 0) {
            return "0 s";
        }
        double seconds = nanos / 1e9;
        if (Math.abs(seconds) >= 2 * MINUTE_SECONDS && digits == DIGITS) {
            long whole = Math.round(Math.abs(seconds));
            String rest = whole % MINUTE_SECONDS == 0 ? "" : " " + whole % MINUTE_SECONDS + " s";
            return (seconds < 0 ? "-" : "") + grouped(Long.toString(whole / MINUTE_SECONDS)) + " min" + rest;
        }
        return scaled(nanos, TIME_UNITS, digits);
    }

    /**
     * Prints a ratio as percent; never rounds up to 100 % what is below it: {@code 99.64 %}, {@code 51 %},
     * {@code 99.9993 %}.
     */
    public static String percent(double ratio) {
        return percent(ratio, DIGITS);
    }

    private static String percent(double ratio, int digits) {
        if (Double.isNaN(ratio)) {
            return "no data";
        }
        BigDecimal percent = new BigDecimal(ratio).movePointRight(2);
        if (ratio < 0.9 || ratio > 1) {
            return plain(percent.round(new MathContext(digits, RoundingMode.HALF_EVEN))) + " %";
        }
        BigDecimal rounded = percent.setScale(digits - 1, RoundingMode.HALF_EVEN);
        for (int scale = digits; ratio < 1 && rounded.compareTo(BigDecimal.valueOf(100)) == 0 && scale < 12; scale++) {
            rounded = percent.setScale(scale, RoundingMode.HALF_EVEN);
        }
        return plain(rounded) + " %";
    }

    /**
     * Prints a count or another bare number: whole ones exactly and with thousands separated, others with three digits.
     */
    public static String count(double value) {
        return of(value, "1");
    }

    private static String count(double value, int digits) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return grouped(Long.toString((long) value));
        }
        if (Math.abs(value) >= 1000) {
            return plain(new BigDecimal(value).setScale(digits - DIGITS, RoundingMode.HALF_EVEN));
        }
        return plain(new BigDecimal(value).round(new MathContext(digits, RoundingMode.HALF_EVEN)));
    }

    /** Prints a difference as a share with its sign: {@code +4.2 %}. */
    public static String signedPercent(double ratio) {
        if (Double.isNaN(ratio)) {
            return "no data";
        }
        BigDecimal percent = new BigDecimal(ratio).movePointRight(2).round(new MathContext(2, RoundingMode.HALF_EVEN));
        return (percent.signum() > 0 ? "+" : "") + plain(percent) + " %";
    }

    private static String scaled(double value, String[] units, int digits) {
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(digits, RoundingMode.HALF_EVEN));
        int unit = 0;
        while (unit < units.length - 1 && rounded.abs().compareTo(THOUSAND) >= 0) {
            rounded = rounded.movePointLeft(3);
            unit++;
        }
        return plain(rounded) + " " + units[unit];
    }

    private static String plain(BigDecimal value) {
        return grouped(value.stripTrailingZeros().toPlainString());
    }

    private static String grouped(String digits) {
        int sign = digits.startsWith("-") ? 1 : 0;
        int point = digits.indexOf('.');
        int end = point < 0 ? digits.length() : point;
        StringBuilder text = new StringBuilder(digits);
        for (int at = end - 3; at > sign; at -= 3) {
            text.insert(at, ',');
        }
        return text.toString();
    }
}
