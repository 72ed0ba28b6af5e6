package dev.brownout.random;

import java.util.OptionalDouble;

/** A law that nobody wrote down and that holds because there must be one: nobody is billed for it. */
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
    public Distribution scaled(double factor) {
        return new AssumedDistribution(law.scaled(factor));
    }

    @Override
    public OptionalDouble constantValue() {
        return law.constantValue();
    }
}
