package dev.brownout.format;

/** Formats a point in simulated time: {@code 4:02}, with hours {@code 1:04:02}, in long runs {@code 12.5 d}. */
public final class SimulatedTimeFormat {

    private static final long SECOND_NANOS = 1_000_000_000L;

    /** Number of minutes (100 h) from which a time is printed in days. */
    private static final long LONG_MINUTES = 6_000;

    private static final long TENTH_OF_A_DAY_MINUTES = 144;

    private SimulatedTimeFormat() {}

    /** Prints a time in ns, truncated to whole seconds or to tenths of days. */
    public static String at(long nanos) {
        long seconds = nanos / SECOND_NANOS;
        long minutes = seconds / 60;
        if (minutes < 60) {
            return minutes + ":" + twoDigits(seconds % 60);
        }
        if (minutes >= LONG_MINUTES) {
            long tenths = minutes / TENTH_OF_A_DAY_MINUTES;
            return tenths / 10 + (tenths % 10 == 0 ? "" : "." + tenths % 10) + " d";
        }
        return minutes / 60 + ":" + twoDigits(minutes % 60) + ":" + twoDigits(seconds % 60);
    }

    private static String twoDigits(long number) {
        return number < 10 ? "0" + number : Long.toString(number);
    }
}
