package dev.brownout.load;

import static dev.brownout.vocabulary.In.Unit.NANOSECONDS;
import static dev.brownout.vocabulary.In.Unit.PER_SECOND;

import dev.brownout.vocabulary.Default;
import dev.brownout.vocabulary.Doc;
import dev.brownout.vocabulary.Example;
import dev.brownout.vocabulary.In;
import dev.brownout.vocabulary.Kind;
import dev.brownout.vocabulary.Named;

/**
 * A base rate with one spike: from {@code at} the rate climbs to the peak within {@code ramp}, stays there, and is back
 * at the base {@code for} after it began to climb.
 */
@Kind("spike")
@Doc("Poisson, with a higher rate for a while.")
@Example("spike(base=800/s peak=3k/s at=5m for=40m ramp=1m)")
public record Spike(
        @Doc("Before and after it.") @In(PER_SECOND) double base,
        @Doc("At its height.") @In(PER_SECOND) double peak,

        @Doc("When it begins.") @Named("at") @In(NANOSECONDS)
        long atNanos,

        @Doc("How long it lasts, slopes included.") @Named("for") @In(NANOSECONDS)
        long forNanos,

        @Doc("How long each slope takes; none where it is left out.") @Named("ramp") @In(NANOSECONDS) @Default("0s")
        long rampNanos)
        implements Flow {

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
            return Stretch.level(0, atNanos, base);
        }
        if (at < atNanos + rampNanos) {
            return Stretch.between(atNanos, atNanos + rampNanos, base, peak);
        }
        if (at < end - rampNanos) {
            return Stretch.level(atNanos + rampNanos, end - rampNanos, peak);
        }
        if (at < end) {
            return Stretch.between(end - rampNanos, end, peak, base);
        }
        return Stretch.level(end, FOREVER, base);
    }

    @Override
    public long lengthNanos() {
        return atNanos + forNanos;
    }
}
