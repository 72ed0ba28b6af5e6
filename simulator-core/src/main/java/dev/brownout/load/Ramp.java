package dev.brownout.load;

/** A rate that goes evenly from one value to another and stays there. */
public record Ramp(double from, double to, long overNanos) implements Flow {

    /** Throws unless both rates are from 0 to 10<sup>9</sup> requests a second and the time is above 0. */
    public Ramp {
        Require.rate("from", from);
        Require.rate("to", to);
        Require.span("over", overNanos);
    }

    @Override
    public Stretch stretchAt(long atNanos) {
        return atNanos < overNanos ? Straight.between(0, overNanos, from, to) : Straight.level(overNanos, FOREVER, to);
    }

    @Override
    public long lengthNanos() {
        return overNanos;
    }
}
