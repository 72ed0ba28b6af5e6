package dev.brownout.random;

import java.util.OptionalDouble;

/** Distribution of a single constant value. */
public record ConstantDistribution(double value) implements Distribution {

    /** Throws unless the value is at least 0 and finite. */
    public ConstantDistribution {
        DistributionArguments.notNegative("value", value);
    }

    @Override
    public double mean() {
        return value;
    }

    @Override
    public double variance() {
        return 0;
    }

    @Override
    public double cumulative(double x) {
        return x < value ? 0 : 1;
    }

    @Override
    public double quantile(double p) {
        DistributionArguments.share("p", p);
        return value;
    }

    @Override
    public Sampler sampler() {
        double always = value;
        return random -> always;
    }

    @Override
    public ConstantDistribution scale(double factor) {
        DistributionArguments.positive("factor", factor);
        return new ConstantDistribution(value * factor);
    }

    @Override
    public OptionalDouble constantValue() {
        return OptionalDouble.of(value);
    }
}
