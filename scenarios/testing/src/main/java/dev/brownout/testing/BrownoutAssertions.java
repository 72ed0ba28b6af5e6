package dev.brownout.testing;

/** The way into assertions about runs: import its methods statically. */
public final class BrownoutAssertions {
    private BrownoutAssertions() {}

    /** Assertions about a run. */
    public static RunResultAssert assertThat(RunResult run) {
        return new RunResultAssert(run);
    }

    /** A share of a hundred. */
    public static Amount percent(double percent) {
        return Amount.percent(percent);
    }

    /** Milliseconds. */
    public static Amount millis(double millis) {
        return Amount.millis(millis);
    }

    /** Seconds. */
    public static Amount seconds(double seconds) {
        return Amount.seconds(seconds);
    }

    /** Minutes. */
    public static Amount minutes(double minutes) {
        return Amount.minutes(minutes);
    }

    /** A rate per second. */
    public static Amount perSecond(double rate) {
        return Amount.perSecond(rate);
    }

    /** A bare number. */
    public static Amount count(double count) {
        return Amount.count(count);
    }

    /** So long after a fault began: {@code from("outage", plus("30s"))}. */
    public static Moment plus(String span) {
        return Moment.plus(span);
    }
}
