package dev.brownout.importing.fitting;

import static dev.brownout.importing.fitting.LanguageNumbers.nanos;

import dev.brownout.elementary.ElementaryFunctions;
import dev.brownout.random.Distribution;
import dev.brownout.random.ExponentialDistribution;

/** Exponential family. */
record ExpFamily() implements DistributionFamily {
    @Override
    public String name() {
        return "exp";
    }

    @Override
    public String[] parameters() {
        return new String[] {"mean"};
    }

    @Override
    public double[] start(WeightedSample sample) {
        return sample.mean() > 0 ? new double[] {sample.mean()} : null;
    }

    @Override
    public LogDensity logDensity(double[] p) {
        double base = -ElementaryFunctions.log(p[0]);
        double mean = p[0];
        return (x, log) -> base - x / mean;
    }

    @Override
    public Distribution distribution(double[] p) {
        return new ExponentialDistribution(p[0]);
    }

    @Override
    public String text(double[] p, int digits) {
        return "exp(" + nanos(p[0], digits) + ")";
    }
}
