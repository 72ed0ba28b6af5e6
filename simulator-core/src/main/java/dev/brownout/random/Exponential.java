package dev.brownout.random;

import static dev.brownout.vocabulary.In.Unit.OF_VALUES;

import dev.brownout.vocabulary.Doc;
import dev.brownout.vocabulary.Example;
import dev.brownout.vocabulary.In;
import dev.brownout.vocabulary.Kind;

/** The law without memory: what remains to wait does not depend on what has been waited. */
@Kind("exp")
@Doc("Exponential: without memory, as the services of M/M/1; cv 1.")
@Example("exp(20ms)")
public record Exponential(@Doc("Its mean.") @In(OF_VALUES) double mean) implements Distribution {

    /** Throws unless the mean is above 0 and finite. */
    public Exponential {
        Require.positive("mean", mean);
    }

    @Override
    public double variance() {
        return mean * mean;
    }

    @Override
    public double cumulative(double x) {
        return x <= 0 ? 0 : -StrictMath.expm1(-x / mean);
    }

    @Override
    public double quantile(double p) {
        Require.share("p", p);
        return -mean * StrictMath.log1p(-p);
    }

    @Override
    public Sampler sampler() {
        double scale = mean;
        return draws -> scale * draws.exponential();
    }

    @Override
    public Exponential scaled(double factor) {
        Require.positive("factor", factor);
        return new Exponential(mean * factor);
    }
}
