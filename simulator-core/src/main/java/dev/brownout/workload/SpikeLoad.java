package dev.brownout.workload;

import static dev.brownout.spec.InUnit.Unit.NANOSECONDS;
import static dev.brownout.spec.InUnit.Unit.PER_SECOND;

import dev.brownout.spec.Default;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.InUnit;
import dev.brownout.spec.Kind;
import dev.brownout.spec.YamlName;

/**
 * Load at a base rate with one spike. From {@code at}, the rate increases to the peak within {@code ramp} and stays
 * there. It is back at the base rate {@code for} after {@code at}.
 */
@Kind("spike")
@Doc("Poisson, with a temporarily higher rate.")
@Example("spike(base=800/s peak=3k/s at=5m for=40m ramp=1m)")
public record SpikeLoad(
        @Doc("Rate before and after the spike.") @InUnit(PER_SECOND)
        double base,

        @Doc("Rate of the spike.") @InUnit(PER_SECOND) double peak,

        @Doc("Start of the spike.") @YamlName("at") @InUnit(NANOSECONDS)
        long atNanos,

        @Doc("Duration, ramps included.") @YamlName("for") @InUnit(NANOSECONDS)
        long forNanos,

        @Doc("Duration of each ramp; default: 0.") @YamlName("ramp") @InUnit(NANOSECONDS) @Default("0s")
        long rampNanos)
        implements OpenLoad {

    /** Throws unless rates are from 0 to 10<sup>9</sup> requests per second and both ramps fit into the spike. */
    public SpikeLoad {
        LoadArguments.rate("base", base);
        LoadArguments.rate("peak", peak);
        LoadArguments.require(atNanos >= 0, "at must be >= 0 ns", atNanos);
        LoadArguments.span("for", forNanos);
        LoadArguments.require(
                rampNanos >= 0 && rampNanos <= forNanos / 2, "ramp must be from 0 to half of for", rampNanos);
    }

    @Override
    public RateSegment stretchAt(long instant) {
        long end = atNanos + forNanos;
        if (instant < atNanos) {
            return RateSegment.level(0, atNanos, base);
        }
        if (instant < atNanos + rampNanos) {
            return RateSegment.ofRates(atNanos, atNanos + rampNanos, base, peak);
        }
        if (instant < end - rampNanos) {
            return RateSegment.level(atNanos + rampNanos, end - rampNanos, peak);
        }
        if (instant < end) {
            return RateSegment.ofRates(end - rampNanos, end, peak, base);
        }
        return RateSegment.level(end, FOREVER, base);
    }

    @Override
    public long lengthNanos() {
        return atNanos + forNanos;
    }
}
