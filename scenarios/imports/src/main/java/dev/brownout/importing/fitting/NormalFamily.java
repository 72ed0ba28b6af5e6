package dev.brownout.importing.fitting;

import static dev.brownout.importing.fitting.LanguageNumbers.nanos;

import dev.brownout.elementary.ElementaryFunctions;
import dev.brownout.random.Distribution;
import dev.brownout.random.NormalDistribution;

/** Normal family, for samples with a negligible part of the distribution below 0. */
record NormalFamily() implements DistributionFamily {
    /**
     * Minimum ratio of mean to standard deviation. The part that the scenario language truncates at 0 is then at most 1
     * in 740.
     */
    private static final double MIN_MEAN_RATIO = 3;

    private static final double LOG_ROOT_TWO_PI = ElementaryFunctions.log(2 * Math.PI) / 2;

    @Override
    public String name() {
        return "normal";
    }

    @Override
    public String[] parameters() {
        return new String[] {"mean", "sd"};
    }

    @Override
    public boolean hasUnitOfValues(int parameter) {
        return true;
    }

    @Override
    public double[] start(WeightedSample sample) {
        double mean = sample.mean();
        double sd = Math.sqrt(sample.variance());
        return sd > 0 && mean >= MIN_MEAN_RATIO * sd ? new double[] {mean, sd} : null;
    }

    @Override
    public LogDensity logDensity(double[] p) {
        double mean = p[0];
        double sd = p[1];
        double base = -ElementaryFunctions.log(sd) - LOG_ROOT_TWO_PI;
        return (x, log) -> {
            double z = (x - mean) / sd;
            return base - z * z / 2;
        };
    }

    @Override
    public Distribution distribution(double[] p) {
        return new NormalDistribution(p[0], p[1]);
    }

    @Override
    public String text(double[] p, int digits) {
        return "normal(mean=" + nanos(p[0], digits) + " sd=" + nanos(p[1], digits) + ")";
    }
}
