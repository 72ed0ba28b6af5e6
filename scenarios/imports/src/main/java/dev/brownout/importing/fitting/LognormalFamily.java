package dev.brownout.importing.fitting;

import static dev.brownout.importing.fitting.LanguageNumbers.nanos;

import dev.brownout.elementary.ElementaryFunctions;
import dev.brownout.random.Distribution;
import dev.brownout.random.LognormalDistribution;

/**
 * Lognormal family. The parameters are the median and the standard deviation of the logarithm. The text contains the
 * median and the 99th percentile instead.
 */
record LognormalFamily() implements DistributionFamily {
    private static final double LOG_ROOT_TWO_PI = ElementaryFunctions.log(2 * Math.PI) / 2;
    /** 99th percentile of the standard normal distribution. */
    static final double Z99 = 2.3263478740408408;

    @Override
    public String name() {
        return "lognormal";
    }

    @Override
    public String[] parameters() {
        return new String[] {"p50", "sigma"};
    }

    @Override
    public double[] start(WeightedSample sample) {
        double sigma = Math.sqrt(sample.varianceLog());
        return sigma > 0 ? new double[] {ElementaryFunctions.exp(sample.meanLog()), sigma} : null;
    }

    @Override
    public LogDensity logDensity(double[] p) {
        double mu = ElementaryFunctions.log(p[0]);
        double sigma = p[1];
        double base = -ElementaryFunctions.log(sigma) - LOG_ROOT_TWO_PI;
        return (x, log) -> {
            double z = (log - mu) / sigma;
            return base - log - z * z / 2;
        };
    }

    @Override
    public Distribution distribution(double[] p) {
        return new LognormalDistribution(ElementaryFunctions.log(p[0]), p[1]);
    }

    @Override
    public String text(double[] p, int digits) {
        return "lognormal(p50=" + nanos(p[0], digits) + " p99=" + nanos(p99(p), digits) + ")";
    }

    /** Returns the 99th percentile of the distribution with the given parameters. */
    static double p99(double[] p) {
        return p[0] * ElementaryFunctions.exp(Z99 * p[1]);
    }
}
