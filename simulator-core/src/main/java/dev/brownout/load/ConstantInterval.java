package dev.brownout.load;

/** The same rate all the time, in requests a second, paced: each request exactly 1/rate after the one before. */
public record ConstantInterval(double rate) implements Flow {

    /** Throws unless the rate is from 0 to 10<sup>9</sup>. */
    public ConstantInterval {
        Require.rate("rate", rate);
    }

    @Override
    public Stretch stretchAt(long atNanos) {
        return new Straight(0, FOREVER, rate, 0, true);
    }
}
