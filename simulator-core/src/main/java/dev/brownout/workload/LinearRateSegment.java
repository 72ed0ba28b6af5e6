package dev.brownout.workload;

import java.util.OptionalDouble;

/**
 * Rate that is constant or changes linearly. It is {@code rate} per second at the start, and changes by {@code slope}
 * per nanosecond.
 */
record LinearRateSegment(long fromNanos, long untilNanos, double rate, double slope, boolean paced)
        implements RateSegment {

    @Override
    public OptionalDouble gapVariation() {
        return paced && slope == 0 ? OptionalDouble.of(0) : OptionalDouble.empty();
    }

    @Override
    public double ratePerSecond(long atNanos) {
        return rate + slope * (atNanos - fromNanos);
    }

    @Override
    public double expected(double fromOffset, double toOffset) {
        return (toOffset - fromOffset) * (rate + slope * (fromOffset + toOffset) / 2) * 1e-9;
    }

    /**
     * Returns the smaller root of rate·d + slope·d²/2 = expected, in the form that is numerically stable for a small
     * slope.
     */
    @Override
    public double wait(double offset, double expected) {
        double target = expected * 1e9;
        if (slope == 0) {
            return rate == 0 ? Double.POSITIVE_INFINITY : target / rate;
        }
        double now = Math.max(0, rate + slope * offset);
        double square = now * now + 2 * slope * target;
        if (square < 0) {
            return Double.POSITIVE_INFINITY;
        }
        return target == 0 ? 0 : 2 * target / (now + Math.sqrt(square));
    }

    @Override
    public LinearRateSegment offsetBy(long beginNanos, long endNanos) {
        long until = Math.min(endNanos, RateSegment.addNanos(untilNanos, beginNanos));
        return new LinearRateSegment(fromNanos + beginNanos, until, rate, slope, paced);
    }
}
