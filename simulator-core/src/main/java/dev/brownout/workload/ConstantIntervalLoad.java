package dev.brownout.workload;

import static dev.brownout.spec.InUnit.Unit.PER_SECOND;

import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.InUnit;
import dev.brownout.spec.Kind;

/** Load at a constant rate, in requests per second, with equal intervals of 1/rate. */
@Kind("constant")
@Doc("Requests at constant intervals.")
@Example("constant(100/s)")
public record ConstantIntervalLoad(
        @Doc("Rate.") @InUnit(PER_SECOND) double rate) implements OpenLoad {

    /** Throws unless the rate is from 0 to 10<sup>9</sup>. */
    public ConstantIntervalLoad {
        LoadArguments.rate("rate", rate);
    }

    @Override
    public RateSegment stretchAt(long atNanos) {
        return new LinearRateSegment(0, FOREVER, rate, 0, true);
    }
}
