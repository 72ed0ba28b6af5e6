package dev.brownout.testing;

/** The way into assertions about runs: import its methods statically. */
public final class BrownoutAssertions {
    private BrownoutAssertions() {}

    /** Assertions about a run. */
    public static RunResultAssert assertThat(SimulatedRun run) {
        return new RunResultAssert(run);
    }

    /** A share of a hundred. */
    public static ExpectedQuantity percent(double percent) {
        return ExpectedQuantity.percent(percent);
    }

    /** Milliseconds. */
    public static ExpectedQuantity millis(double millis) {
        return ExpectedQuantity.millis(millis);
    }

    /** Seconds. */
    public static ExpectedQuantity seconds(double seconds) {
        return ExpectedQuantity.seconds(seconds);
    }

    /** Minutes. */
    public static ExpectedQuantity minutes(double minutes) {
        return ExpectedQuantity.minutes(minutes);
    }

    /** A rate per second. */
    public static ExpectedQuantity perSecond(double rate) {
        return ExpectedQuantity.perSecond(rate);
    }

    /** A bare number. */
    public static ExpectedQuantity count(double count) {
        return ExpectedQuantity.count(count);
    }

    /** So long after a fault began: {@code from("outage", plus("30s"))}. */
    public static FaultOffset plus(String span) {
        return FaultOffset.plus(span);
    }
}
