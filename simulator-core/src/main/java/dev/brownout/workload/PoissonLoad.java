package dev.brownout.workload;

/** A Poisson process: a constant rate in requests a second, each request arriving independently of the others. */
public record PoissonLoad(double rate) implements OpenLoad {

    /** Throws unless the rate is from 0 to 10<sup>9</sup>. */
    public PoissonLoad {
        LoadArguments.rate("rate", rate);
    }

    @Override
    public RateSegment stretchAt(long atNanos) {
        return RateSegment.level(0, FOREVER, rate);
    }
}
