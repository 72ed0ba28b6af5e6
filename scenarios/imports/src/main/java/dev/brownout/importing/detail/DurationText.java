package dev.brownout.importing.detail;

/**
 * Durations with units, such as {@code 12.5ms}, {@code 1m30.5s} or {@code 350us}: the notation of Go (pkg.go.dev/time,
 * Duration.String), of Heroku and of many loggers. The micro sign may be that of Latin-1 or the bytes of UTF-8 as
 * characters.
 */
public final class DurationText {
    /** Result for a text that is no duration. */
    public static final long UNKNOWN = -1;

    private DurationText() {}

    /** Returns a duration in microseconds, or {@link #UNKNOWN} if the text is none. */
    public static long micros(String text) {
        double sum = 0;
        int index = 0;
        while (index < text.length()) {
            int from = index;
            while (index < text.length()
                    && (text.charAt(index) >= '0' && text.charAt(index) <= '9' || text.charAt(index) == '.')) {
                index++;
            }
            int unit = index;
            while (index < text.length()
                    && text.charAt(index) != '.'
                    && (text.charAt(index) < '0' || text.charAt(index) > '9')) {
                index++;
            }
            double micros = unit(text.substring(unit, index).strip());
            boolean number = text.substring(from, unit).matches("[0-9]{1,18}([.][0-9]{1,18})?");
            if (!number || micros == 0) {
                return UNKNOWN;
            }
            sum += Double.parseDouble(text.substring(from, unit)) * micros;
        }
        return text.isEmpty() ? UNKNOWN : Math.round(sum);
    }

    /** Returns the microseconds of a unit, or 0 if there is no such unit. */
    public static double unit(String name) {
        return switch (name) {
            case "ns", "nanos", "nanosec", "nanoseconds" -> 1e-3;
            case "us", "\u00b5s", "\u03bcs", "\u00c2\u00b5s", "\u00ce\u00bcs", "micros", "usec", "microseconds" -> 1;
            case "ms", "msec", "millis", "milliseconds" -> 1e3;
            case "s", "sec", "secs", "seconds" -> 1e6;
            case "m", "min" -> 60e6;
            case "h" -> 3600e6;
            default -> 0;
        };
    }
}
