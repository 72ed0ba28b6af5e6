package dev.brownout.random;

import static dev.brownout.spec.InUnit.Unit.OF_VALUES;

import dev.brownout.elementary.ElementaryFunctions;
import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.InUnit;
import dev.brownout.spec.Kind;

/**
 * Gamma distribution with a given shape and mean. It varies less than the exponential distribution for a shape above 1,
 * and more below.
 */
@Kind("gamma")
@Doc("Gamma; cv 1/sqrt(shape).")
@Example("gamma(shape=2 mean=20ms)")
public record GammaDistribution(
        @Doc("Shape.") @AtLeast(0.01) @AtMost(1_000_000) double shape,
        @Doc("Mean.") @InUnit(OF_VALUES) double mean) implements Distribution {

    /** Throws unless both are above 0 and finite. */
    public GammaDistribution {
        DistributionArguments.positive("shape", shape);
        DistributionArguments.positive("mean", mean);
    }

    @Override
    public double variance() {
        return mean * mean / shape;
    }

    @Override
    public double cumulative(double x) {
        return x <= 0 ? 0 : distribution().cumulativeProbability(x);
    }

    @Override
    public double quantile(double p) {
        DistributionArguments.share("p", p);
        return distribution().inverseCumulativeProbability(p);
    }

    /**
     * Returns a sampler by Marsaglia and Tsang, "A simple method for generating gamma variables", ACM TOMS 26(3), 2000.
     * As described there, a shape below 1 uses shape + 1 and a power of a uniform number.
     */
    @Override
    public Sampler sampler() {
        double scale = mean / shape;
        double d = (shape >= 1 ? shape : shape + 1) - 1.0 / 3;
        double c = 1 / Math.sqrt(9 * d);
        if (shape >= 1) {
            return random -> scale * standard(d, c, random);
        }
        double power = 1 / shape;
        return random -> scale * standard(d, c, random) * ElementaryFunctions.pow(1 - random.uniform(), power);
    }

    @Override
    public GammaDistribution scale(double factor) {
        DistributionArguments.positive("factor", factor);
        return new GammaDistribution(shape, mean * factor);
    }

    private static double standard(double d, double c, KeyedRandom random) {
        while (true) {
            double x = random.normal();
            double v = 1 + c * x;
            if (v <= 0) {
                continue;
            }
            v = v * v * v;
            double u = 1 - random.uniform();
            if (u < 1 - 0.0331 * x * x * x * x
                    || ElementaryFunctions.log(u) < 0.5 * x * x + d * (1 - v + ElementaryFunctions.log(v))) {
                return d * v;
            }
        }
    }

    private org.apache.commons.math3.distribution.GammaDistribution distribution() {
        return new org.apache.commons.math3.distribution.GammaDistribution(null, shape, mean / shape);
    }
}
