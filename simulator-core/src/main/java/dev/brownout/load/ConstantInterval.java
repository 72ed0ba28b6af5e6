package dev.brownout.load;

import static dev.brownout.vocabulary.In.Unit.PER_SECOND;

import dev.brownout.vocabulary.Doc;
import dev.brownout.vocabulary.Example;
import dev.brownout.vocabulary.In;
import dev.brownout.vocabulary.Kind;

/** The same rate all the time, in requests a second, paced: each request exactly 1/rate after the one before. */
@Kind("constant")
@Doc("One request at equal intervals: no chance.")
@Example("constant(100/s)")
public record ConstantInterval(
        @Doc("How many.") @In(PER_SECOND) double rate) implements Flow {

    /** Throws unless the rate is from 0 to 10<sup>9</sup>. */
    public ConstantInterval {
        Require.rate("rate", rate);
    }

    @Override
    public Stretch stretchAt(long atNanos) {
        return new Straight(0, FOREVER, rate, 0, true);
    }
}
