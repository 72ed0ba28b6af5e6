package dev.brownout.format;

import dev.brownout.translation.Messages;
import dev.brownout.translation.SentenceTranslation;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Formats measured values with three significant digits and a unit, independent of the locale. */
public final class QuantityFormat {

    private static final int DIGITS = 3;
    private static final int MOST_DIGITS = 12;
    private static final int CENT_DIGITS = 2;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);
    /** Number of digits before the point, or of zeros after it, from which a number is printed with an exponent. */
    private static final int LONG_DIGITS = 15;

    private static final String[] TIME_UNITS = {"ns", "μs", "ms", "s"};
    private static final String[] BYTE_UNITS = {"B", "kB", "MB", "GB", "TB", "PB"};
    private static final long MINUTE_SECONDS = 60;
    private static final long HOUR_SECONDS = 3600;
    /** Absolute value below which a number is a rounding error of floating-point arithmetic. */
    private static final double RESIDUE = 1e-12;

    /** Absolute value in ns below which a duration is a rounding error of floating-point arithmetic. */
    private static final double RESIDUE_NANOS = 1e-6;

    private static final double DAY_SECONDS = 86_400;
    /** Number of hours from which a duration is printed in days. */
    private static final long LONG_HOURS = 100;

    private QuantityFormat() {}

    /**
     * Prints a value in its unit; {@code no data} for {@code NaN}.
     *
     * @param value the value
     * @param unit {@code ns}, {@code s}, {@code ratio}, {@code 1}, {@code 1/s}, {@code B}, {@code B/s}, {@code $} or
     *     {@code $/h}; any other unit is printed after the number
     */
    public static String format(double value, String unit) {
        return format(value, unit, DIGITS);
    }

    /**
     * Prints a measured value beside a bound, with enough digits to distinguish the two. For example, 98.996 % that
     * violates a bound of 99 % is not printed as 99 %.
     *
     * @param value the value
     * @param bound the bound it is compared with
     * @param unit the unit of both, as for {@link #format}
     */
    public static String distinguishable(double value, double bound, String unit) {
        String limit = format(bound, unit);
        int digits = DIGITS;
        String text = format(value, unit, digits);
        while (value != bound && text.equals(limit) && digits < MOST_DIGITS) {
            digits++;
            text = format(value, unit, digits);
        }
        return text;
    }

    /**
     * Prints values that are compared with each other, in their order. Values in the same printed unit have the same
     * number of decimals.
     *
     * <p>This is the smallest number of decimals that one of them has alone, but enough for two digits of each. No
     * other value is then printed as 0 or 100 %, and different values are not printed alike.
     *
     * <p>If that takes more than four digits, the values are far apart and each is printed independently. Whole counts
     * are always printed independently.
     *
     * @param unit the unit of all values, as for {@link #format}
     */
    public static List<String> together(List<Double> values, String unit) {
        List<Figure> figures = values.stream()
                .map(value -> Figure.of(value, format(value, unit), unit))
                .toList();
        Map<String, Integer> decimals = new TreeMap<>();
        figures.stream()
                .filter(Figure::isCompared)
                .collect(Collectors.groupingBy(Figure::suffix))
                .forEach((suffix, some) -> decimals.put(suffix, Figure.decimals(some)));
        return figures.stream()
                .map(figure -> figure.isCompared() ? figure.text(decimals.get(figure.suffix())) : figure.alone())
                .toList();
    }

    /**
     * A value as printed independently.
     *
     * @param value the number in the unit of the text; {@code null} if it is exact or not a plain number
     * @param alone the text
     * @param suffix the text after the number
     */
    private record Figure(BigDecimal value, String alone, String suffix) {
        private static final int MAXIMUM = 4;

        static Figure of(double value, String alone, String unit) {
            int end = 0;
            while (end < alone.length() && " %nμmskMGTPB/".indexOf(alone.charAt(end)) < 0) {
                end++;
            }
            String suffix = alone.substring(end);
            boolean whole = value == Math.rint(value) && !(unit.equals("ns") || unit.startsWith("B"));
            boolean compound = suffix.matches(" (min|h|d).*");
            if (!Double.isFinite(value) || value == 0 || whole || compound) {
                return new Figure(null, alone, suffix);
            }
            BigDecimal exact = new BigDecimal(value);
            if (unit.equals("ratio")) {
                exact = exact.movePointRight(2);
            } else if (unit.equals("s")) {
                exact = exact.movePointRight(9);
            }
            for (String[] units : new String[][] {TIME_UNITS, BYTE_UNITS}) {
                for (int i = 0; i < units.length; i++) {
                    boolean scaled = suffix.equals(" " + units[i]) || suffix.equals(" " + units[i] + "/s");
                    exact = scaled ? exact.movePointLeft(3 * i) : exact;
                }
            }
            return new Figure(exact, alone, suffix);
        }

        boolean isCompared() {
            return value != null;
        }

        private int wholeDigits() {
            return value.precision() - value.scale();
        }

        private int stripped() {
            int point = alone.indexOf('.');
            return point < 0 ? 0 : alone.length() - suffix.length() - point - 1;
        }

        private int own() {
            boolean nearly = suffix.equals(" %") && wholeDigits() == 2 && value.compareTo(BigDecimal.valueOf(90)) >= 0;
            if (money() && wholeDigits() > 0 && wholeDigits() <= 2) {
                return CENT_DIGITS;
            }
            return nearly ? Math.max(2, stripped()) : Math.max(0, DIGITS - wholeDigits());
        }

        /** Returns the number of decimals of values in one unit, or -1 to print each independently. */
        static int decimals(List<Figure> figures) {
            int most = figures.stream().mapToInt(Figure::stripped).max().orElse(0);
            int fewest = figures.stream().mapToInt(Figure::own).min().orElse(0);
            int needed = figures.stream()
                    .mapToInt(figure -> Math.min(figure.stripped(), 2 - figure.wholeDigits()))
                    .max()
                    .orElse(0);
            int decimals = Math.min(most, Math.max(fewest, needed));
            while (decimals < most && !faithful(figures, decimals)) {
                decimals++;
            }
            int digits = figures.stream().mapToInt(Figure::wholeDigits).max().orElse(0);
            boolean each = figures.size() == 1 || decimals > 0 && Math.max(1, digits) + decimals > MAXIMUM;
            return each ? -1 : decimals;
        }

        private static boolean faithful(List<Figure> figures, int decimals) {
            Map<String, String> texts = new TreeMap<>();
            boolean faithful = true;
            for (Figure figure : figures) {
                String text = figure.text(decimals);
                String before = texts.putIfAbsent(text, figure.alone);
                boolean full = figure.suffix.equals(" %")
                        && figure.value.compareTo(BigDecimal.valueOf(100)) < 0
                        && figure.round(decimals).compareTo(BigDecimal.valueOf(100)) >= 0;
                faithful &= (before == null || before.equals(figure.alone)) && !full;
            }
            return faithful;
        }

        private BigDecimal round(int decimals) {
            return value.setScale(decimals, RoundingMode.HALF_EVEN);
        }

        private boolean money() {
            return alone.startsWith("$") || alone.startsWith("-$");
        }

        String text(int decimals) {
            if (decimals < 0) {
                return alone;
            }
            return (value.signum() < 0 ? "-" : "")
                    + (money() ? "$" : "")
                    + grouped(round(decimals).abs().toPlainString())
                    + suffix;
        }
    }

    /**
     * Prints a mean with its interval: {@code 45.1 ms ± 2.3 ms}. An asymmetric interval, as near the limit of possible
     * values, is printed with both ends: {@code 45.1 ms (0 s to 97.8 ms)}.
     *
     * @param unit the unit of all three, as for {@link #format}
     */
    public static String interval(double mean, double low, double high, String unit) {
        double below = mean - low;
        double above = high - mean;
        String text = format(mean, unit);
        if (Double.isNaN(below + above)) {
            return text;
        }
        boolean isUniform = Math.abs(below - above) <= 1e-6 * Math.max(below, above);
        return isUniform
                ? text + " ± " + format(above, unit)
                : text + " (" + format(low, unit) + " to " + format(high, unit) + ")";
    }

    private static String format(double value, String unit, int digits) {
        if (Double.isNaN(value)) {
            return Messages.text("verdict.no_data");
        }
        if (Double.isInfinite(value)) {
            return (value > 0 ? "" : "-") + SentenceTranslation.text("unlimited");
        }
        if (value != 0 && Math.abs(value) < (unit.equals("ns") ? RESIDUE_NANOS : RESIDUE)) {
            return format(0, unit, digits);
        }
        return switch (unit) {
            case "ns" -> nanos(value, digits);
            case "s" -> Double.isInfinite(value * 1e9) ? hours(value) : format(value * 1e9, "ns", digits);
            case "ratio" -> percent(value, digits);
            case "1" -> count(value, digits);
            case "1/s" -> count(value, digits) + "/s";
            case "B" -> scale(value, BYTE_UNITS, digits);
            case "B/s" -> scale(value, BYTE_UNITS, digits) + "/s";
            case "$" -> money(value, digits);
            case "$/h" -> money(value, digits) + "/h";
            default -> unit.isEmpty() ? count(value, digits) : count(value, digits) + " " + unit;
        };
    }

    /** Prints an amount below 100 dollars with at least two decimals, a larger one with three digits. */
    private static String money(double dollars, int digits) {
        BigDecimal exact = new BigDecimal(dollars).abs();
        BigDecimal amount =
                exact.round(new MathContext(digits, RoundingMode.HALF_EVEN)).stripTrailingZeros();
        boolean cents = digits == DIGITS && amount.signum() > 0 && amount.compareTo(HUNDRED) < 0;
        boolean round = amount.scale() < CENT_DIGITS || amount.compareTo(BigDecimal.ONE) >= 0;
        String text = cents && round
                ? exact.setScale(CENT_DIGITS, RoundingMode.HALF_EVEN).toPlainString()
                : plainText(amount);
        return (dollars < 0 ? "-$" : "$") + text;
    }

    /**
     * Prints a duration in ns: {@code 41.2 ms}, {@code 2.31 s}, {@code 2 min 8 s}, {@code 2 h 5 min}, {@code 4.6 d}.
     */
    public static String nanos(double nanos) {
        return format(nanos, "ns");
    }

    private static String nanos(double nanos, int digits) {
        if (nanos == 0) {
            return "0 s";
        }
        double seconds = nanos / 1e9;
        if (Math.abs(seconds) >= 2 * HOUR_SECONDS && digits == DIGITS) {
            return (seconds < 0 ? "-" : "") + hours(Math.abs(seconds));
        }
        if (Math.abs(seconds) >= 2 * MINUTE_SECONDS && digits == DIGITS) {
            long whole = Math.round(Math.abs(seconds));
            String rest = whole % MINUTE_SECONDS == 0 ? "" : " " + whole % MINUTE_SECONDS + " s";
            return (seconds < 0 ? "-" : "") + grouped(Long.toString(whole / MINUTE_SECONDS)) + " min" + rest;
        }
        return scale(nanos, TIME_UNITS, digits);
    }

    private static String hours(double seconds) {
        if (Math.abs(seconds) >= LONG_HOURS * HOUR_SECONDS) {
            BigDecimal days = new BigDecimal(seconds / DAY_SECONDS).setScale(1, RoundingMode.HALF_EVEN);
            return plainText(days) + " d";
        }
        long minutes = Math.round(seconds / MINUTE_SECONDS);
        return minutes / 60 + " h" + (minutes % 60 == 0 ? "" : " " + minutes % 60 + " min");
    }

    /**
     * Prints a ratio as a percentage: {@code 99.64 %}, {@code 51 %}, {@code 99.9993 %}. A value below 100 % is never
     * rounded up to 100 %.
     */
    public static String percent(double ratio) {
        return format(ratio, "ratio");
    }

    private static String percent(double ratio, int digits) {
        BigDecimal percent = new BigDecimal(ratio).movePointRight(2);
        if (ratio < 0.9 || ratio > 1) {
            return plainText(percent.round(new MathContext(digits, RoundingMode.HALF_EVEN))) + " %";
        }
        BigDecimal rounded = percent.setScale(digits - 1, RoundingMode.HALF_EVEN);
        for (int scale = digits; ratio < 1 && rounded.compareTo(BigDecimal.valueOf(100)) == 0 && scale < 12; scale++) {
            rounded = percent.setScale(scale, RoundingMode.HALF_EVEN);
        }
        return plainText(rounded) + " %";
    }

    /**
     * Prints a count or another number without a unit. Whole numbers are exact with a thousands separator; others have
     * three digits.
     */
    public static String count(double value) {
        return format(value, "1");
    }

    private static String count(double value, int digits) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return grouped(Long.toString((long) value));
        }
        if (Math.abs(value) >= 1000) {
            return plainText(new BigDecimal(value).setScale(digits - DIGITS, RoundingMode.HALF_EVEN));
        }
        return plainText(new BigDecimal(value).round(new MathContext(digits, RoundingMode.HALF_EVEN)));
    }

    /** Prints a relative difference as a percentage with its sign: {@code +4.2 %}. */
    public static String signedPercent(double ratio) {
        if (Double.isNaN(ratio)) {
            return Messages.text("verdict.no_data");
        }
        if (Math.abs(ratio) < RESIDUE) {
            return "0 %";
        }
        BigDecimal percent = new BigDecimal(ratio).movePointRight(2).round(new MathContext(2, RoundingMode.HALF_EVEN));
        return (percent.signum() > 0 ? "+" : "") + plainText(percent) + " %";
    }

    /** Prints a ratio as a percentage of two digits, also near 100 %: {@code 59 %}, {@code 105 %}. */
    public static String share(double ratio) {
        if (Math.abs(ratio) < RESIDUE) {
            return "0 %";
        }
        MathContext digits = new MathContext(ratio < 1 ? 2 : DIGITS, RoundingMode.HALF_EVEN);
        return plainText(new BigDecimal(ratio).movePointRight(2).round(digits)) + " %";
    }

    /** Prints a ratio as a factor of at least two digits: {@code 2.4}, {@code 13}, {@code 1,400}. */
    public static String factor(double ratio) {
        return plainText(new BigDecimal(ratio).round(new MathContext(2, RoundingMode.HALF_EVEN)));
    }

    /** Returns a difference of percentages with three digits: {@code 2.3 points}. */
    public static String percentagePoints(double points) {
        String number = format(points, "1");
        return Messages.text("verdict.percentage_points", number, number.equals("1"));
    }

    private static String scale(double value, String[] units, int digits) {
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(digits, RoundingMode.HALF_EVEN));
        int unit = 0;
        while (unit < units.length - 1 && rounded.abs().compareTo(THOUSAND) >= 0) {
            rounded = rounded.movePointLeft(3);
            unit++;
        }
        return plainText(rounded) + " " + units[unit];
    }

    /** Prints a number with separators; a very large or very small one with three digits and an exponent. */
    private static String plainText(BigDecimal value) {
        BigDecimal number = value.stripTrailingZeros();
        int magnitude = number.precision() - number.scale();
        if (magnitude <= LONG_DIGITS && magnitude >= -LONG_DIGITS) {
            return grouped(number.toPlainString());
        }
        BigDecimal digits = number.round(new MathContext(DIGITS, RoundingMode.HALF_EVEN));
        int exponent = digits.precision() - digits.scale() - 1;
        return digits.movePointLeft(exponent).stripTrailingZeros().toPlainString() + "e" + exponent;
    }

    private static String grouped(String digits) {
        int sign = digits.startsWith("-") ? 1 : 0;
        int point = digits.indexOf('.');
        int end = point < 0 ? digits.length() : point;
        StringBuilder text = new StringBuilder(digits);
        for (int index = end - 3; index > sign; index -= 3) {
            text.insert(index, ',');
        }
        return text.toString();
    }
}
