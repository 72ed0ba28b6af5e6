package dev.brownout.load;

import static dev.brownout.vocabulary.In.Unit.NANOSECONDS;
import static dev.brownout.vocabulary.In.Unit.PER_SECOND;

import dev.brownout.vocabulary.Doc;
import dev.brownout.vocabulary.Example;
import dev.brownout.vocabulary.In;
import dev.brownout.vocabulary.Kind;
import dev.brownout.vocabulary.Named;

/** A rate that goes evenly from one value to another and stays there. */
@Kind("ramp")
@Doc("Poisson, from one rate to another in a straight line.")
@Example("ramp(100/s 500/s over=5m)")
public record Ramp(
        @Doc("At its start.") @In(PER_SECOND) double from,

        @Doc("At its end, and for ever after.") @In(PER_SECOND)
        double to,

        @Doc("How long it takes.") @Named("over") @In(NANOSECONDS)
        long overNanos)
        implements Flow {

    /** Throws unless both rates are from 0 to 10<sup>9</sup> requests a second and the time is above 0. */
    public Ramp {
        Require.rate("from", from);
        Require.rate("to", to);
        Require.span("over", overNanos);
    }

    @Override
    public Stretch stretchAt(long atNanos) {
        return atNanos < overNanos ? Stretch.between(0, overNanos, from, to) : Stretch.level(overNanos, FOREVER, to);
    }

    @Override
    public long lengthNanos() {
        return overNanos;
    }
}
