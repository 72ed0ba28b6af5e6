package dev.brownout.random;

import java.util.OptionalDouble;

/**
 * Default distribution for a value that the scenario does not specify. A size with such a distribution is excluded from
 * the metering of data transfer.
 */
public record AssumedDistribution(Distribution law) implements Distribution {
    @Override
    public double mean() {
        return law.mean();
    }

    @Override
    public double variance() {
        return law.variance();
    }

    @Override
    public double cumulative(double x) {
        return law.cumulative(x);
    }

    @Override
    public double quantile(double p) {
        return law.quantile(p);
    }

    @Override
    public Sampler sampler() {
        return law.sampler();
    }

    @Override
    public Distribution scale(double factor) {
        return new AssumedDistribution(law.scale(factor));
    }

    @Override
    public OptionalDouble constantValue() {
        return law.constantValue();
    }
}
