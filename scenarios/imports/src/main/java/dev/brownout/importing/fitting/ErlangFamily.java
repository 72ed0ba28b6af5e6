package dev.brownout.importing.fitting;

import static dev.brownout.importing.fitting.LanguageNumbers.nanos;

import dev.brownout.random.Distribution;
import dev.brownout.random.ErlangDistribution;

/**
 * Erlang family. It is the gamma family with an integer shape of at least 2. The parameters are the mean and the shape.
 */
record ErlangFamily() implements DistributionFamily {
    private static final GammaFamily GAMMA = new GammaFamily();

    @Override
    public String name() {
        return "erlang";
    }

    @Override
    public String[] parameters() {
        return new String[] {"mean", "k"};
    }

    @Override
    public double[] start(WeightedSample sample) {
        double[] gamma = GAMMA.start(sample);
        // A shape of 1 is the exponential distribution.
        return gamma == null || gamma[1] < 1.5 ? null : new double[] {gamma[0], Math.rint(gamma[1])};
    }

    @Override
    public boolean isNonStationary(int parameter) {
        return parameter == 1;
    }

    @Override
    public LogDensity logDensity(double[] p) {
        return GAMMA.logDensity(p);
    }

    @Override
    public Distribution distribution(double[] p) {
        return new ErlangDistribution((int) p[1], p[0]);
    }

    @Override
    public String text(double[] p, int digits) {
        return "erlang(k=" + (int) p[1] + " mean=" + nanos(p[0], digits) + ")";
    }
}
