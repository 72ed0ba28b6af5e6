package dev.brownout.workload;

/**
 * A time during which the rate follows one formula. Offsets are nanoseconds since its beginning, with a fraction where
 * an arrival lies between two of them.
 */
public interface RateSegment {

    /** When the stretch begins. */
    long fromNanos();

    /** When it ends, exclusive; {@link LoadProfile#FOREVER} if never. */
    long untilNanos();

    /** Whether requests come at even intervals instead of by chance. */
    boolean paced();

    /** The rate at an instant of the stretch, in requests a second. */
    double ratePerSecond(long atNanos);

    /** How many requests are expected between two offsets. */
    double expected(double fromOffset, double toOffset);

    /** How many nanoseconds after an offset so many more requests were expected; infinite if they never are. */
    double wait(double offset, double expected);

    /** The same stretch as part of a profile that begins later, and cut off at an instant. */
    RateSegment within(long beginNanos, long endNanos);

    /** A rate that stays, in requests a second that come by chance. */
    static RateSegment level(long fromNanos, long untilNanos, double rate) {
        return new LinearRateSegment(fromNanos, untilNanos, rate, 0, false);
    }

    /** A rate on its straight way from one value to another; by chance. */
    static RateSegment between(long fromNanos, long untilNanos, double rate, double rateAtEnd) {
        return new LinearRateSegment(fromNanos, untilNanos, rate, (rateAtEnd - rate) / (untilNanos - fromNanos), false);
    }

    /** An instant some time after another, which {@link LoadProfile#FOREVER} is after any. */
    static long later(long atNanos, long byNanos) {
        return atNanos > LoadProfile.FOREVER - byNanos ? LoadProfile.FOREVER : atNanos + byNanos;
    }
}
