package dev.brownout.random;

import static dev.brownout.spec.InUnit.Unit.OF_VALUES;

import dev.brownout.elementary.ElementaryFunctions;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.InUnit;
import dev.brownout.spec.Kind;

/** Memoryless distribution: the remaining waiting time does not depend on the elapsed waiting time. */
@Kind("exp")
@Doc("Exponential: memoryless, as the service times of M/M/1; cv 1.")
@Example("exp(20ms)")
public record ExponentialDistribution(
        @Doc("Mean.") @InUnit(OF_VALUES) double mean) implements Distribution {

    /** Throws unless the mean is above 0 and finite. */
    public ExponentialDistribution {
        DistributionArguments.positive("mean", mean);
    }

    @Override
    public double variance() {
        return mean * mean;
    }

    @Override
    public double cumulative(double x) {
        return x <= 0 ? 0 : -ElementaryFunctions.expm1(-x / mean);
    }

    @Override
    public double quantile(double p) {
        DistributionArguments.share("p", p);
        return -mean * ElementaryFunctions.log1p(-p);
    }

    @Override
    public Sampler sampler() {
        double scale = mean;
        return random -> scale * random.exponential();
    }

    @Override
    public ExponentialDistribution scale(double factor) {
        DistributionArguments.positive("factor", factor);
        return new ExponentialDistribution(mean * factor);
    }
}
