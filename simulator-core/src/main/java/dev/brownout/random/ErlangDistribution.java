package dev.brownout.random;

import static dev.brownout.spec.InUnit.Unit.OF_VALUES;

import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.InUnit;
import dev.brownout.spec.Kind;

/** Sum of {@code k} independent exponential phases with a total mean of {@code mean}. */
@Kind("erlang")
@Doc("Erlang: the sum of k exponential parts; cv 1/sqrt(k).")
@Example("erlang(k=4 mean=20ms)")
public record ErlangDistribution(
        @Doc("Number of exponential parts.") @AtLeast(1) @AtMost(1_000_000)
        int k,

        @Doc("Mean of the sum.") @InUnit(OF_VALUES) double mean)
        implements Distribution {

    /** Throws unless k is at least 1 and the mean above 0 and finite. */
    public ErlangDistribution {
        DistributionArguments.atLeast("k", k, 1);
        DistributionArguments.positive("mean", mean);
    }

    @Override
    public double variance() {
        return mean * mean / k;
    }

    @Override
    public double cumulative(double x) {
        return asGamma().cumulative(x);
    }

    @Override
    public double quantile(double p) {
        return asGamma().quantile(p);
    }

    @Override
    public Sampler sampler() {
        return asGamma().sampler();
    }

    @Override
    public ErlangDistribution scale(double factor) {
        DistributionArguments.positive("factor", factor);
        return new ErlangDistribution(k, mean * factor);
    }

    /** Returns the equal gamma distribution. Its shape is the number of phases. */
    private GammaDistribution asGamma() {
        return new GammaDistribution(k, mean);
    }
}
