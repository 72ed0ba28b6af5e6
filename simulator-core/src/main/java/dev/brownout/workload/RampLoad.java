package dev.brownout.workload;

import static dev.brownout.spec.InUnit.Unit.NANOSECONDS;
import static dev.brownout.spec.InUnit.Unit.PER_SECOND;

import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.InUnit;
import dev.brownout.spec.Kind;
import dev.brownout.spec.YamlName;

/** Load at a rate that changes linearly from one value to another and then remains constant. */
@Kind("ramp")
@Doc("Poisson, with a linear change of the rate.")
@Example("ramp(100/s 500/s over=5m)")
public record RampLoad(
        @Doc("Rate at the start.") @InUnit(PER_SECOND) double from,

        @Doc("Rate at the end and afterwards.") @InUnit(PER_SECOND)
        double to,

        @Doc("Duration of the change.") @YamlName("over") @InUnit(NANOSECONDS)
        long overNanos)
        implements OpenLoad {

    /** Throws unless both rates are from 0 to 10<sup>9</sup> requests per second and the time is above 0. */
    public RampLoad {
        LoadArguments.rate("from", from);
        LoadArguments.rate("to", to);
        LoadArguments.span("over", overNanos);
    }

    @Override
    public RateSegment stretchAt(long atNanos) {
        return atNanos < overNanos
                ? RateSegment.ofRates(0, overNanos, from, to)
                : RateSegment.level(overNanos, FOREVER, to);
    }

    @Override
    public long lengthNanos() {
        return overNanos;
    }
}
