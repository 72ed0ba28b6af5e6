package dev.brownout.workload;

/** Poisson process: a constant rate in requests per second, with independent arrivals. */
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
