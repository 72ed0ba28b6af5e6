package dev.brownout.importing.fitting;

import static dev.brownout.importing.fitting.LanguageNumbers.format;
import static dev.brownout.importing.fitting.LanguageNumbers.nanos;

import dev.brownout.elementary.ElementaryFunctions;
import dev.brownout.random.Distribution;
import dev.brownout.random.MixtureDistribution;

/** Hyperexponential family with balanced means. The second parameter is the coefficient of variation minus 1. */
record HyperexpFamily() implements DistributionFamily {
    @Override
    public String name() {
        return "hyperexp";
    }

    @Override
    public String[] parameters() {
        return new String[] {"mean", "cv above 1"};
    }

    @Override
    public double[] start(WeightedSample sample) {
        double mean = sample.mean();
        double cv = mean > 0 ? Math.sqrt(sample.variance()) / mean : 0;
        return cv > 1.01 && cv < 1e6 ? new double[] {mean, cv - 1} : null;
    }

    @Override
    public boolean startIsExact() {
        return false;
    }

    @Override
    public LogDensity logDensity(double[] p) {
        double cv = 1 + p[1];
        double imbalance = Math.sqrt((cv * cv - 1) / (cv * cv + 1)) / 2;
        double fastRate = 1 + 2 * imbalance;
        double slowRate = 1 - 2 * imbalance;
        double mean = p[0];
        double base = -ElementaryFunctions.log(2 * mean);
        return (x, log) -> {
            double t = x / mean;
            double density = fastRate * fastRate * ElementaryFunctions.exp(-fastRate * t)
                    + slowRate * slowRate * ElementaryFunctions.exp(-slowRate * t);
            return base + ElementaryFunctions.log(density);
        };
    }

    @Override
    public Distribution distribution(double[] p) {
        return MixtureDistribution.hyperexponential(p[0], 1 + p[1]);
    }

    @Override
    public String text(double[] p, int digits) {
        return "hyperexp(mean=" + nanos(p[0], digits) + " cv=" + format(1 + p[1], digits) + ")";
    }
}
