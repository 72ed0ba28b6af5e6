package dev.brownout.workload;

import dev.brownout.elementary.ElementaryFunctions;

/**
 * Rate that follows a cosine around {@code middle} with amplitude {@code swing}. Its maximum is at offset {@code peak}.
 */
record SinusoidalRateSegment(long fromNanos, long untilNanos, double middle, double swing, double peak, double period)
        implements RateSegment {

    /** Precision of an arrival time, in nanoseconds. */
    private static final double PRECISION = 1e-3;

    /** Maximum number of iterations. Bisection alone reaches the last bit of a double in this number. */
    private static final int MOST_ROUNDS = 100;

    @Override
    public boolean paced() {
        return false;
    }

    @Override
    public double ratePerSecond(long atNanos) {
        return rate(atNanos - fromNanos);
    }

    @Override
    public double expected(double fromOffset, double toOffset) {
        double sway = ElementaryFunctions.sin(angle(toOffset)) - ElementaryFunctions.sin(angle(fromOffset));
        return ((toOffset - fromOffset) * middle + sway * swing / perNano()) * 1e-9;
    }

    /** Computes the time by Newton's method, with bisection if a step leaves the bounds. */
    @Override
    public double wait(double offset, double expected) {
        if (expected <= 0) {
            return 0;
        }
        double low = 0;
        double high = (expected * 1e9 + 2 * swing / perNano()) / middle;
        double wait = Math.min(high, expected * 1e9 / rate(offset));
        for (int round = 0; round < MOST_ROUNDS && high - low > PRECISION; round++) {
            double missing = expected - expected(offset, offset + wait);
            if (missing > 0) {
                low = wait;
            } else {
                high = wait;
            }
            double better = wait + missing * 1e9 / rate(offset + wait);
            if (Math.abs(better - wait) < PRECISION) {
                return Math.max(0, better);
            }
            boolean isInside = better > low && better < high;
            wait = isInside ? better : low + (high - low) / 2;
        }
        return wait;
    }

    @Override
    public SinusoidalRateSegment offsetBy(long beginNanos, long endNanos) {
        long until = Math.min(endNanos, RateSegment.addNanos(untilNanos, beginNanos));
        return new SinusoidalRateSegment(fromNanos + beginNanos, until, middle, swing, peak, period);
    }

    private double rate(double offset) {
        return middle + swing * ElementaryFunctions.cos(angle(offset));
    }

    private double angle(double offset) {
        return (offset - peak) * perNano();
    }

    private double perNano() {
        return 2 * Math.PI / period;
    }
}
