package dev.brownout.importing.fitting;

import static dev.brownout.importing.fitting.LanguageNumbers.nanos;

import dev.brownout.elementary.ElementaryFunctions;
import dev.brownout.random.Distribution;
import dev.brownout.random.ShiftedDistribution;
import java.util.Arrays;

/**
 * Family of the distributions of another family, shifted by a constant offset. The offset is the last parameter.
 *
 * <p>For an exponential distribution, the estimate of the offset follows from the minimum of the sample. For other
 * distributions, the likelihood is unbounded close to the minimum. A local maximum at some distance from the minimum is
 * searched instead (Hill 1963, for the lognormal).
 *
 * @param inner family without the offset
 */
record OffsetFamily(DistributionFamily inner) implements DistributionFamily {
    /** End of the name of each such family. */
    static final String SUFFIX = " + offset";

    private static final int GRID_STEPS = 16;
    private static final int GOLDEN_SECTION_STEPS = 16;
    private static final double GOLDEN_SECTION = (Math.sqrt(5) - 1) / 2;

    /** Minimum distance of the offset from the minimum of the sample, in standard deviations. */
    private static final double MIN_GAP = 1e-3;

    @Override
    public String name() {
        return inner.name() + SUFFIX;
    }

    @Override
    public String[] parameters() {
        String[] names = Arrays.copyOf(inner.parameters(), inner.parameters().length + 1);
        names[names.length - 1] = "offset";
        return names;
    }

    @Override
    public boolean hasUnitOfValues(int parameter) {
        return parameter == inner.parameters().length || inner.hasUnitOfValues(parameter);
    }

    @Override
    public boolean isNonStationary(int parameter) {
        return parameter == inner.parameters().length || inner.isNonStationary(parameter);
    }

    @Override
    public double[] start(WeightedSample sample) {
        return inner instanceof ExpFamily ? exponentialStart(sample) : gridSearchStart(sample);
    }

    /**
     * Returns the estimate for an exponential distribution. The offset is the minimum of the sample less the expected
     * distance between them. For rounded values it follows from the share of the first cell.
     */
    private double[] exponentialStart(WeightedSample sample) {
        double mean = sample.mean() - sample.min();
        double offset = sample.min() - mean / sample.size();
        if (sample.coarse()) {
            double firstCellShare = (double) sample.count(0) / sample.size();
            offset = sample.cellEnd(sample.min()) + mean * ElementaryFunctions.log1p(-Math.min(firstCellShare, 0.999));
        }
        return mean > 0 && offset > 0 ? new double[] {sample.mean() - offset, offset} : null;
    }

    /**
     * Returns the parameters at a local maximum of the profile likelihood. The search covers distances from
     * {@code minGap} to the minimum of the sample. For rounded values, the smallest distance is accepted as well. The
     * result is {@code null} if there is no such maximum.
     */
    private double[] gridSearchStart(WeightedSample sample) {
        double minGap = Math.max(MIN_GAP * Math.sqrt(sample.variance()), sample.resolution() / 2);
        if (!(minGap > 0 && minGap < sample.min())) {
            return null;
        }
        double logRange = ElementaryFunctions.log(sample.min() / minGap);
        int bestIndex = 0;
        double maxLikelihood = Double.NEGATIVE_INFINITY;
        for (int i = 0; i <= GRID_STEPS; i++) {
            double likelihood = profileLikelihood(sample, minGap * ElementaryFunctions.exp(logRange * i / GRID_STEPS));
            if (likelihood > maxLikelihood) {
                maxLikelihood = likelihood;
                bestIndex = i;
            }
        }
        if (bestIndex == 0 && sample.coarse()) {
            return parameters(sample, sample.min() - minGap);
        }
        if (bestIndex == 0 || bestIndex == GRID_STEPS) {
            return null;
        }
        double low = logRange * (bestIndex - 1) / GRID_STEPS;
        double high = logRange * (bestIndex + 1) / GRID_STEPS;
        return parameters(
                sample,
                sample.min() - minGap * ElementaryFunctions.exp(goldenSectionMaximum(sample, minGap, low, high)));
    }

    /**
     * Returns the position of the maximum of the profile likelihood, by golden-section search. Positions are logarithms
     * of the ratio of the distance to {@code minGap}.
     */
    private double goldenSectionMaximum(WeightedSample sample, double minGap, double lowLog, double highLog) {
        double low = lowLog;
        double high = highLog;
        double left = high - GOLDEN_SECTION * (high - low);
        double right = low + GOLDEN_SECTION * (high - low);
        double likelihoodLeft = profileLikelihood(sample, minGap * ElementaryFunctions.exp(left));
        double likelihoodRight = profileLikelihood(sample, minGap * ElementaryFunctions.exp(right));
        for (int i = 0; i < GOLDEN_SECTION_STEPS; i++) {
            if (likelihoodLeft >= likelihoodRight) {
                high = right;
                right = left;
                likelihoodRight = likelihoodLeft;
                left = high - GOLDEN_SECTION * (high - low);
                likelihoodLeft = profileLikelihood(sample, minGap * ElementaryFunctions.exp(left));
            } else {
                low = left;
                left = right;
                likelihoodLeft = likelihoodRight;
                right = low + GOLDEN_SECTION * (high - low);
                likelihoodRight = profileLikelihood(sample, minGap * ElementaryFunctions.exp(right));
            }
        }
        return (low + high) / 2;
    }

    /**
     * Returns the log-likelihood of the inner family for a sample shifted by an offset.
     *
     * @param gap distance of the offset from the minimum of the sample
     */
    private double profileLikelihood(WeightedSample sample, double gap) {
        WeightedSample shifted = sample.shiftedBy(sample.min() - gap);
        double[] p = inner.start(shifted);
        return p == null ? Double.NEGATIVE_INFINITY : Likelihood.ofDensity(inner, p, shifted);
    }

    /** Returns the parameters of the inner family for a given offset, followed by the offset. */
    private double[] parameters(WeightedSample sample, double offset) {
        double[] p = inner.start(sample.shiftedBy(offset));
        if (p == null) {
            return null;
        }
        double[] withOffset = Arrays.copyOf(p, p.length + 1);
        withOffset[p.length] = offset;
        return withOffset;
    }

    @Override
    public LogDensity logDensity(double[] p) {
        double offset = p[p.length - 1];
        LogDensity innerDensity = inner.logDensity(p);
        return (x, log) -> x <= offset
                ? Double.NEGATIVE_INFINITY
                : innerDensity.logDensity(
                        x - offset, inner instanceof ExpFamily ? 0 : ElementaryFunctions.log(x - offset));
    }

    @Override
    public Distribution distribution(double[] p) {
        return new ShiftedDistribution(inner.distribution(p), p[p.length - 1]);
    }

    @Override
    public String text(double[] p, int digits) {
        return inner.text(p, digits) + " + " + nanos(p[p.length - 1], digits);
    }
}
