package dev.brownout.random;

import org.apache.commons.math3.special.Gamma;

/** The law of a lifetime whose rate of failure falls with age (shape below 1), stays (1) or grows (above 1). */
public record Weibull(double shape, double scale) implements Distribution {

    /** Throws unless both are above 0 and finite. */
    public Weibull {
        Require.positive("shape", shape);
        Require.positive("scale", scale);
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
        return x <= 0 ? 0 : -StrictMath.expm1(-StrictMath.pow(x / scale, shape));
    }

    @Override
    public double quantile(double p) {
        Require.share("p", p);
        return scale * StrictMath.pow(-StrictMath.log1p(-p), 1 / shape);
    }

    @Override
    public Sampler sampler() {
        double factor = scale;
        double power = 1 / shape;
        return draws -> factor * StrictMath.pow(draws.exponential(), power);
    }

    @Override
    public Weibull scaled(double factor) {
        Require.positive("factor", factor);
        return new Weibull(shape, scale * factor);
    }

    private static double gammaOfOnePlus(double x) {
        return StrictMath.exp(Gamma.logGamma(1 + x));
    }
}
