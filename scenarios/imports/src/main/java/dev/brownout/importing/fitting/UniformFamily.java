package dev.brownout.importing.fitting;

import static dev.brownout.importing.fitting.LanguageNumbers.nanos;

import dev.brownout.elementary.ElementaryFunctions;
import dev.brownout.random.Distribution;
import dev.brownout.random.UniformDistribution;

/**
 * Uniform family. The bounds are the minimum and the maximum of the sample. For rounded values, the bounds are
 * estimated within the first and the last cell, from the number of values in these cells.
 */
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
    public boolean hasUnitOfValues(int parameter) {
        return true;
    }

    @Override
    public double[] start(WeightedSample sample) {
        int last = sample.distinct() - 1;
        if (last < 2) {
            return null;
        }
        double innerCount = sample.size() - sample.count(0) - sample.count(last);
        double countPerCell = innerCount / (sample.max() - sample.min() - sample.resolution()) * sample.resolution();
        double firstCellShare = countPerCell > 0 ? Math.min(1, sample.count(0) / countPerCell) : 0;
        double lastCellShare = countPerCell > 0 ? Math.min(1, sample.count(last) / countPerCell) : 0;
        double low = sample.resolution() == 0
                ? sample.min()
                : sample.cellEnd(sample.min()) - firstCellShare * sample.resolution();
        double high = sample.resolution() == 0
                ? sample.max()
                : sample.cellStart(sample.max()) + lastCellShare * sample.resolution();
        return new double[] {Math.max(low, Double.MIN_NORMAL), high};
    }

    @Override
    public boolean isNonStationary(int parameter) {
        return true;
    }

    @Override
    public LogDensity logDensity(double[] p) {
        double low = p[0];
        double high = p[1];
        double densityLog = -ElementaryFunctions.log(high - low);
        return (x, log) -> x < low || x > high ? Double.NEGATIVE_INFINITY : densityLog;
    }

    @Override
    public Distribution distribution(double[] p) {
        return new UniformDistribution(p[0], p[1]);
    }

    @Override
    public String text(double[] p, int digits) {
        return "uniform(" + nanos(p[0], digits) + " " + nanos(p[1], digits) + ")";
    }
}
