package dev.brownout.workload;

import dev.brownout.random.KeyedRandom;
import java.util.OptionalDouble;

/**
 * Interval in which the rate follows one formula. Offsets are nanoseconds since its start, with a fraction if an
 * arrival is between two nanoseconds.
 */
public interface RateSegment {

    /** Returns the start of the segment, in nanoseconds. */
    long fromNanos();

    /** Returns the end of the segment, exclusive, in nanoseconds; {@link LoadProfile#FOREVER} if it has none. */
    long untilNanos();

    /** Returns whether requests arrive at equal intervals instead of at random. */
    boolean paced();

    /**
     * Returns the number of requests that the rate yields from one arrival to the next: 1 at equal intervals, and
     * exponential for a Poisson process.
     */
    default double nextExpected(KeyedRandom random) {
        return paced() ? 1 : random.exponential();
    }

    /**
     * Returns the squared coefficient of variation of the gaps between requests: the variance over the square of the
     * mean. It is empty unless the gaps have a distribution of their own.
     */
    default OptionalDouble gapVariation() {
        return OptionalDouble.empty();
    }

    /** Returns the rate at an instant of the segment, in requests per second. */
    double ratePerSecond(long atNanos);

    /** Returns the expected number of requests between two offsets. */
    double expected(double fromOffset, double toOffset);

    /**
     * Returns the nanoseconds from an offset until a further number of requests is expected; infinite if that never
     * happens.
     */
    double wait(double offset, double expected);

    /** Returns this segment as part of a profile that starts at {@code beginNanos}, cut off at {@code endNanos}. */
    RateSegment offsetBy(long beginNanos, long endNanos);

    /** Returns a segment with a constant rate, in requests per second, and random arrivals. */
    static RateSegment level(long fromNanos, long untilNanos, double rate) {
        return new LinearRateSegment(fromNanos, untilNanos, rate, 0, false);
    }

    /** Returns a segment with a rate that changes linearly from one value to another, and random arrivals. */
    static RateSegment ofRates(long fromNanos, long untilNanos, double rate, double rateAtEnd) {
        return new LinearRateSegment(fromNanos, untilNanos, rate, (rateAtEnd - rate) / (untilNanos - fromNanos), false);
    }

    /** Returns the sum of an instant and a duration; {@link LoadProfile#FOREVER} if it exceeds the range. */
    static long addNanos(long atNanos, long byNanos) {
        return atNanos > LoadProfile.FOREVER - byNanos ? LoadProfile.FOREVER : atNanos + byNanos;
    }
}
