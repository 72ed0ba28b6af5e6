package dev.brownout.load;

import static dev.brownout.vocabulary.InUnit.Unit.PER_SECOND;

import dev.brownout.vocabulary.Doc;
import dev.brownout.vocabulary.Example;
import dev.brownout.vocabulary.InUnit;
import dev.brownout.vocabulary.Kind;

/** The same rate all the time, in requests a second, paced: each request exactly 1/rate after the one before. */
@Kind("constant")
@Doc("One request at equal intervals: no chance.")
@Example("constant(100/s)")
public record ConstantIntervalLoad(
        @Doc("How many.") @InUnit(PER_SECOND) double rate) implements OpenLoad {

    /** Throws unless the rate is from 0 to 10<sup>9</sup>. */
    public ConstantIntervalLoad {
        LoadArguments.rate("rate", rate);
    }

    @Override
    public RateSegment stretchAt(long atNanos) {
        return new LinearRateSegment(0, FOREVER, rate, 0, true);
    }
}
