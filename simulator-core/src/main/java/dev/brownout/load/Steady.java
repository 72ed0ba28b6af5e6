package dev.brownout.load;

/** The same rate all the time, in requests a second, each arriving independently of all others: a Poisson process. */
public record Steady(double rate) implements Flow {

    /** Throws unless the rate is from 0 to 10<sup>9</sup>. */
    public Steady {
        Require.rate("rate", rate);
    }

    @Override
    public Stretch stretchAt(long atNanos) {
        return Stretch.level(0, FOREVER, rate);
    }
}
