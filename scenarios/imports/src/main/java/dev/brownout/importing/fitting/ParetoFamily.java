package dev.brownout.importing.fitting;

import static dev.brownout.importing.fitting.LanguageNumbers.format;
import static dev.brownout.importing.fitting.LanguageNumbers.nanos;

import dev.brownout.elementary.ElementaryFunctions;
import dev.brownout.random.Distribution;
import dev.brownout.random.ParetoDistribution;

/** Pareto family. Its minimum is that of the sample. */
record ParetoFamily() implements DistributionFamily {
    @Override
    public String name() {
        return "pareto";
    }

    @Override
    public String[] parameters() {
        return new String[] {"alpha", "min"};
    }

    @Override
    public boolean hasUnitOfValues(int parameter) {
        return parameter == 1;
    }

    @Override
    public double[] start(WeightedSample sample) {
        if (sample.coarse()) {
            return ofCells(sample);
        }
        double min = Math.max(sample.cellStart(sample.min()), sample.positive(0) / 2);
        double meanLogRatio = sample.meanLog() - ElementaryFunctions.log(min);
        double alpha = meanLogRatio > 0 ? 1 / meanLogRatio : 0;
        return alpha >= 0.01 && alpha <= 1e6 ? new double[] {alpha, min} : null;
    }

    /**
     * Returns the parameters for rounded values: the exponent of the values beyond the first cell (Hill 1975), and the
     * minimum that gives the share of the first cell.
     */
    private static double[] ofCells(WeightedSample sample) {
        double firstCellEnd = sample.cellEnd(sample.min());
        double countBeyond = sample.size() - sample.count(0);
        double sumOfLogs = 0;
        for (int i = 1; i < sample.distinct(); i++) {
            sumOfLogs += sample.count(i) * (sample.log(i) - ElementaryFunctions.log(firstCellEnd));
        }
        double alpha = countBeyond > 0 ? countBeyond / sumOfLogs : 0;
        return alpha >= 0.01 && alpha <= 1e6
                ? new double[] {alpha, firstCellEnd * ElementaryFunctions.pow(countBeyond / sample.size(), 1 / alpha)}
                : null;
    }

    @Override
    public boolean isNonStationary(int parameter) {
        return parameter == 1;
    }

    @Override
    public LogDensity logDensity(double[] p) {
        double alpha = p[0];
        double min = p[1];
        double base = ElementaryFunctions.log(alpha) + alpha * ElementaryFunctions.log(min);
        return (x, log) -> x < min ? Double.NEGATIVE_INFINITY : base - (alpha + 1) * log;
    }

    @Override
    public Distribution distribution(double[] p) {
        return new ParetoDistribution(p[1], p[0]);
    }

    @Override
    public String text(double[] p, int digits) {
        return "pareto(min=" + nanos(p[1], digits) + " alpha=" + format(p[0], digits) + ")";
    }
}
