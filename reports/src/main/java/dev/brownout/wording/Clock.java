package dev.brownout.wording;

/** A moment of simulated time as people read it: {@code 4:02}, with hours {@code 1:04:02}. */
public final class Clock {

    private static final long SECOND_NANOS = 1_000_000_000L;

    private Clock() {}

    /** Prints a moment, cut to whole seconds. */
    public static String at(long nanos) {
        long seconds = nanos / SECOND_NANOS;
        long minutes = seconds / 60;
        if (minutes < 60) {
            return minutes + ":" + twoDigits(seconds % 60);
        }
        return minutes / 60 + ":" + twoDigits(minutes % 60) + ":" + twoDigits(seconds % 60);
    }

    private static String twoDigits(long number) {
        return number < 10 ? "0" + number : Long.toString(number);
    }
}
