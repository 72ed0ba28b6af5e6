package dev.brownout.importing.fitting;

import static dev.brownout.importing.fitting.LanguageNumbers.format;
import static dev.brownout.importing.fitting.LanguageNumbers.nanos;

import dev.brownout.elementary.ElementaryFunctions;
import dev.brownout.random.Distribution;
import org.apache.commons.math3.special.Gamma;

/** Gamma family. */
record GammaFamily() implements DistributionFamily {
    @Override
    public String name() {
        return "gamma";
    }

    @Override
    public String[] parameters() {
        return new String[] {"mean", "shape"};
    }

    /** Solves ln(shape) - digamma(shape) = ln(mean) - mean of logarithms by Newton's method (Minka 2002). */
    @Override
    public double[] start(WeightedSample sample) {
        double mean = sample.mean();
        double s = mean > 0 ? ElementaryFunctions.log(mean) - sample.meanLog() : 0;
        if (!(s > 0)) {
            return null;
        }
        double shape = (3 - s + Math.sqrt((s - 3) * (s - 3) + 24 * s)) / (12 * s);
        for (int i = 0; i < 20; i++) {
            double residual = ElementaryFunctions.log(shape) - Gamma.digamma(shape) - s;
            shape = 1 / (1 / shape + residual / (shape * shape * (1 / shape - Gamma.trigamma(shape))));
        }
        return shape >= 0.01 && shape <= 1e6 ? new double[] {mean, shape} : null;
    }

    @Override
    public LogDensity logDensity(double[] p) {
        double scale = p[0] / p[1];
        double power = p[1] - 1;
        double base = -p[1] * ElementaryFunctions.log(scale) - Gamma.logGamma(p[1]);
        return (x, log) -> base + power * log - x / scale;
    }

    @Override
    public Distribution distribution(double[] p) {
        return new dev.brownout.random.GammaDistribution(p[1], p[0]);
    }

    @Override
    public String text(double[] p, int digits) {
        return "gamma(shape=" + format(p[1], digits) + " mean=" + nanos(p[0], digits) + ")";
    }
}
