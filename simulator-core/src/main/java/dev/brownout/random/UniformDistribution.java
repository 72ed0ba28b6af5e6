package dev.brownout.random;

import static dev.brownout.spec.InUnit.Unit.OF_VALUES;

import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.InUnit;
import dev.brownout.spec.Kind;

/** Uniform distribution from {@code low} to {@code high}. */
@Kind("uniform")
@Doc("Uniform between two values.")
@Example("uniform(1ms 5ms)")
public record UniformDistribution(
        @Doc("Minimum.") @InUnit(OF_VALUES) double low,
        @Doc("Maximum.") @InUnit(OF_VALUES) double high) implements Distribution {

    /** Throws unless {@code 0 <= low < high} and high is finite. */
    public UniformDistribution {
        DistributionArguments.notNegative("low", low);
        DistributionArguments.finite("high", high);
        DistributionArguments.require(high > low, "high must be above low", high);
    }

    @Override
    public double mean() {
        return (low + high) / 2;
    }

    @Override
    public double variance() {
        return (high - low) * (high - low) / 12;
    }

    @Override
    public double cumulative(double x) {
        return Math.min(1, Math.max(0, (x - low) / (high - low)));
    }

    @Override
    public double quantile(double p) {
        DistributionArguments.share("p", p);
        return low + p * (high - low);
    }

    @Override
    public Sampler sampler() {
        double from = low;
        double width = high - low;
        return random -> from + width * random.uniform();
    }

    @Override
    public UniformDistribution scale(double factor) {
        DistributionArguments.positive("factor", factor);
        return new UniformDistribution(low * factor, high * factor);
    }
}
