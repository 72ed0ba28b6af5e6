package dev.brownout.random;

import static dev.brownout.spec.InUnit.Unit.OF_VALUES;

import dev.brownout.elementary.ElementaryFunctions;
import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.InUnit;
import dev.brownout.spec.Kind;
import org.apache.commons.math3.special.Gamma;

/**
 * Distribution of a lifetime with a failure rate that falls with age (shape below 1), is constant (1) or grows (above
 * 1).
 */
@Kind("weibull")
@Doc("Weibull: heavier tail than exponential for shapes below 1.")
@Example("weibull(shape=1.5 scale=20ms)")
public record WeibullDistribution(
        @Doc("Shape.") @AtLeast(0.01) @AtMost(1_000_000) double shape,

        @Doc("Scale: the 63rd percentile.") @InUnit(OF_VALUES)
        double scale)
        implements Distribution {

    /** Throws unless both are above 0 and finite. */
    public WeibullDistribution {
        DistributionArguments.positive("shape", shape);
        DistributionArguments.positive("scale", scale);
    }

    @Override
    public double mean() {
        return scale * gammaOfOnePlus(1 / shape);
    }

    @Override
    public double variance() {
        double first = gammaOfOnePlus(1 / shape);
        return scale * scale * (gammaOfOnePlus(2 / shape) - first * first);
    }

    @Override
    public double cumulative(double x) {
        return x <= 0 ? 0 : -ElementaryFunctions.expm1(-ElementaryFunctions.pow(x / scale, shape));
    }

    @Override
    public double quantile(double p) {
        DistributionArguments.share("p", p);
        return scale * ElementaryFunctions.pow(-ElementaryFunctions.log1p(-p), 1 / shape);
    }

    @Override
    public Sampler sampler() {
        double factor = scale;
        double power = 1 / shape;
        return random -> factor * ElementaryFunctions.pow(random.exponential(), power);
    }

    @Override
    public WeibullDistribution scale(double factor) {
        DistributionArguments.positive("factor", factor);
        return new WeibullDistribution(shape, scale * factor);
    }

    private static double gammaOfOnePlus(double x) {
        return ElementaryFunctions.exp(Gamma.logGamma(1 + x));
    }
}
