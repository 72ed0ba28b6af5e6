package dev.brownout.displayed;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parser of a displayed number with its unit. */
final class DisplayedQuantity {
    /** Unit of a number that is displayed without decimals. */
    static final String WHOLE = "whole";

    private static final List<String> NOTHING = List.of("no data", "-", "");
    private static final Pattern NUMBER = Pattern.compile("(-?)(\\$?)([0-9,]+)(?:\\.([0-9]+))?(.*)");
    private static final Pattern TIME = Pattern.compile("(-?)([0-9,]+) (min|h)(?: ([0-9]+) (?:s|min))?");
    private static final Map<String, Double> TIMES =
            Map.of(" ns", 1.0, " μs", 1e3, " ms", 1e6, " s", 1e9, " d", 86_400e9);
    private static final Map<String, Double> BYTES =
            Map.of(" B", 1.0, " kB", 1e3, " MB", 1e6, " GB", 1e9, " TB", 1e12, " PB", 1e15);
    private static final double MINUTE = 60e9;
    /** Absolute value in the unit of the result below which a number is displayed as 0. */
    private static final double RESIDUE = 1e-6;

    /** Significant digits of large shares and amounts. */
    private static final int DIGITS = 3;

    private DisplayedQuantity() {}

    /**
     * Returns whether a text shows a value within half a unit of its last digit. A share below 1 is not shown as 100 %,
     * and 0 is not shown for another value.
     *
     * @param value the number in {@code result.json}; {@code null} for no data
     * @param unit its unit there
     */
    static boolean shows(String text, Object value, String unit) {
        if (value == null) {
            return NOTHING.contains(text);
        }
        double exact = ((Number) value).doubleValue() * (unit.equals("s") ? 1e9 : 1);
        boolean time = unit.equals("s") || unit.equals("ns");
        Matcher clock = TIME.matcher(text);
        if (time && clock.matches()) {
            double least = clock.group(3).equals("h") ? MINUTE : MINUTE / 60;
            double shown =
                    number(clock.group(2)) * 60 * least + (clock.group(4) == null ? 0 : number(clock.group(4)) * least);
            return isClose(clock.group(1).isEmpty() ? shown : -shown, exact, least);
        }
        Matcher number = NUMBER.matcher(text);
        if (!number.matches() || unit.startsWith("$") != number.group(2).equals("$")) {
            return false;
        }
        String decimals = number.group(4) == null ? "" : number.group(4);
        double scale = scale(number.group(5), unit);
        double shown = scale * number(number.group(3) + "." + decimals + "0");
        if (shown == 0 && !unit.equals(WHOLE)) {
            return scale > 0 && Math.abs(exact) < RESIDUE;
        }
        boolean full = unit.equals("ratio") && shown == 1 && exact < 1 - RESIDUE * RESIDUE;
        double last = scale / Math.pow(10, decimals.length());
        if (decimals.isEmpty() && (unit.equals("ratio") || unit.startsWith("$"))) {
            last = Math.max(last, scale * Math.pow(10, Math.floor(Math.log10(shown / scale)) - DIGITS + 1));
        }
        return !full && isClose(number.group(1).isEmpty() ? shown : -shown, exact, last);
    }

    private static boolean isClose(double shown, double exact, double last) {
        return Math.abs(shown - exact) <= last / 2 + Math.ulp(exact) * 16;
    }

    private static double number(String digits) {
        return Double.parseDouble(digits.replace(",", ""));
    }

    /** Returns the value of 1 with a suffix in the unit of the result; {@code NaN} for a suffix of another unit. */
    private static double scale(String suffix, String unit) {
        return switch (unit) {
            case "ns", "s" -> TIMES.getOrDefault(suffix, Double.NaN);
            case "ratio" -> suffix.equals(" %") ? 0.01 : Double.NaN;
            case "B" -> BYTES.getOrDefault(suffix, Double.NaN);
            case "B/s" -> suffix.endsWith("/s") ? scale(suffix.substring(0, suffix.length() - 2), "B") : Double.NaN;
            case "1/s" -> suffix.equals("/s") ? 1 : Double.NaN;
            case "$/h" -> suffix.equals("/h") ? 1 : Double.NaN;
            case "1", "$", WHOLE, "" -> suffix.isEmpty() ? 1 : Double.NaN;
            default -> suffix.equals(" " + unit) ? 1 : Double.NaN;
        };
    }

    /** Returns the unit in which a metric is displayed. A plain number of seconds is displayed as a time. */
    static String unit(String metric, Object unit) {
        boolean seconds = metric.replaceFirst("[( ].*", "").endsWith("_seconds");
        return unit.equals("1") && seconds ? "s" : unit.toString();
    }
}
