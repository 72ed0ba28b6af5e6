package dev.brownout.instrument;

import java.util.Locale;

/** Formats durations for users. */
public final class TimeFormat {
    private static final long SECOND = 1_000_000_000L;

    private TimeFormat() {}

    /** Returns a duration in the notation of the scenario language: {@code 4m10s}, {@code 250ms}. */
    public static String text(long nanos) {
        if (nanos == 0) {
            return "0s";
        }
        StringBuilder text = new StringBuilder();
        long left = nanos;
        left = part(text, left, 3600 * SECOND, "h");
        left = part(text, left, 60 * SECOND, "m");
        if (left == 0) {
            return text.toString();
        }
        if (left >= SECOND || !text.isEmpty()) {
            String seconds = String.format(Locale.ROOT, "%.3f", left / 1e9).replaceAll("\\.?0+$", "");
            return text + seconds + "s";
        }
        return text + String.format(Locale.ROOT, "%.6f", left / 1e6).replaceAll("\\.?0+$", "") + "ms";
    }

    private static long part(StringBuilder text, long nanos, long unit, String name) {
        if (nanos >= unit) {
            text.append(nanos / unit).append(name);
        }
        return nanos % unit;
    }
}
