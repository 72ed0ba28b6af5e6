package dev.brownout.importing.fitting;

import static dev.brownout.importing.fitting.LanguageNumbers.nanos;

import dev.brownout.random.Distribution;
import dev.brownout.random.UniformDistribution;

/** Uniform family, between the minimum and the maximum of the sample, or within their cells if values are rounded. */
record UniformFamily() implements DistributionFamily {
    @Override
    public String name() {
        return "uniform";
    }

    @Override
    public String[] parameters() {
        return new String[] {"low", "high"};
    }

    @Override
    public boolean amount(int parameter) {
        return true;
    }

    @Override
    public double[] start(WeightedSample sample) {
        int last = sample.distinct() - 1;
        if (last < 2) {
            return null;
        }
        double between = sample.size() - sample.count(0) - sample.count(last);
        double each = between / (sample.max() - sample.min() - sample.resolution()) * sample.resolution();
        double first = each > 0 ? Math.min(1, sample.count(0) / each) : 0;
        double end = each > 0 ? Math.min(1, sample.count(last) / each) : 0;
        double low = sample.resolution() == 0 ? sample.min() : sample.to(sample.min()) - first * sample.resolution();
        double high = sample.resolution() == 0 ? sample.max() : sample.from(sample.max()) + end * sample.resolution();
        return new double[] {Math.max(low, Double.MIN_NORMAL), high};
    }

    @Override
    public boolean atAnEnd(int parameter) {
        return true;
    }

    @Override
    public LogDensity logDensity(double[] p) {
        double low = p[0];
        double high = p[1];
        double inside = -StrictMath.log(high - low);
        return (x, log) -> x < low || x > high ? Double.NEGATIVE_INFINITY : inside;
    }

    @Override
    public Distribution law(double[] p) {
        return new UniformDistribution(p[0], p[1]);
    }

    @Override
    public String text(double[] p, int digits) {
        return "uniform(" + nanos(p[0], digits) + " " + nanos(p[1], digits) + ")";
    }
}
