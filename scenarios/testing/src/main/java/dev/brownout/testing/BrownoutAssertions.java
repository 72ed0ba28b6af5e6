package dev.brownout.testing;

/** Entry point for assertions about runs. Import its methods statically. */
public final class BrownoutAssertions {
    private BrownoutAssertions() {}

    /** Returns assertions about a run. */
    public static RunResultAssert assertThat(SimulatedRun run) {
        return new RunResultAssert(run);
    }

    /** Returns a percentage. */
    public static ExpectedQuantity percent(double percent) {
        return ExpectedQuantity.percent(percent);
    }

    /** Returns a duration in milliseconds. */
    public static ExpectedQuantity millis(double millis) {
        return ExpectedQuantity.millis(millis);
    }

    /** Returns a duration in seconds. */
    public static ExpectedQuantity seconds(double seconds) {
        return ExpectedQuantity.seconds(seconds);
    }

    /** Returns a duration in minutes. */
    public static ExpectedQuantity minutes(double minutes) {
        return ExpectedQuantity.minutes(minutes);
    }

    /** Returns a rate per second. */
    public static ExpectedQuantity perSecond(double rate) {
        return ExpectedQuantity.perSecond(rate);
    }

    /** Returns a number without a unit. */
    public static ExpectedQuantity count(double count) {
        return ExpectedQuantity.count(count);
    }

    /** Returns an offset after the start of a fault: {@code from("outage", plus("30s"))}. */
    public static FaultOffset plus(String span) {
        return FaultOffset.plus(span);
    }
}
