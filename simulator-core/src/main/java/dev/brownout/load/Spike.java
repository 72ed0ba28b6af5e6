package dev.brownout.load;

/**
 * A base rate with one spike: from {@code at} the rate climbs to the peak within {@code ramp}, stays there, and is back
 * at the base {@code for} after it began to climb.
 */
public record Spike(double base, double peak, long atNanos, long forNanos, long rampNanos) implements Flow {

    /** Throws unless rates are from 0 to 10<sup>9</sup> requests a second and both ramps fit into the spike. */
    public Spike {
        Require.rate("base", base);
        Require.rate("peak", peak);
        Require.that(atNanos >= 0, "at must be >= 0 ns", atNanos);
        Require.span("for", forNanos);
        Require.that(rampNanos >= 0 && rampNanos <= forNanos / 2, "ramp must be from 0 to half of for", rampNanos);
    }

    @Override
    public Stretch stretchAt(long at) {
        long end = atNanos + forNanos;
        if (at < atNanos) {
            return Straight.level(0, atNanos, base);
        }
        if (at < atNanos + rampNanos) {
            return Straight.between(atNanos, atNanos + rampNanos, base, peak);
        }
        if (at < end - rampNanos) {
            return Straight.level(atNanos + rampNanos, end - rampNanos, peak);
        }
        if (at < end) {
            return Straight.between(end - rampNanos, end, peak, base);
        }
        return Straight.level(end, FOREVER, base);
    }

    @Override
    public long lengthNanos() {
        return atNanos + forNanos;
    }
}
