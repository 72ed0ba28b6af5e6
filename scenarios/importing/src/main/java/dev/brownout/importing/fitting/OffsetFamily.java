package dev.brownout.importing.fitting;

import static dev.brownout.importing.fitting.LanguageNumbers.nanos;

import dev.brownout.random.Distribution;
import dev.brownout.random.ShiftedDistribution;
import java.util.Arrays;

/**
 * Family of distributions shifted by a constant, derived from another family. For an exponential distribution the
 * likelihood is largest if the constant is the minimum of the sample. For other distributions a local maximum is
 * searched at some distance from the minimum, since the likelihood is unbounded there (Hill 1963, for the lognormal).
 */
record OffsetFamily(DistributionFamily inner) implements DistributionFamily {
    private static final int STEPS = 16;
    private static final int SECTIONS = 16;
    private static final double GOLDEN = (StrictMath.sqrt(5) - 1) / 2;
    /** Minimum distance of the constant from the minimum of the sample, in standard deviations. */
    private static final double LEAST_GAP = 1e-3;

    @Override
    public String name() {
        return inner.name() + " + offset";
    }

    @Override
    public String[] parameters() {
        String[] names = Arrays.copyOf(inner.parameters(), inner.parameters().length + 1);
        names[names.length - 1] = "offset";
        return names;
    }

    @Override
    public boolean amount(int parameter) {
        return parameter == inner.parameters().length || inner.amount(parameter);
    }

    @Override
    public boolean atAnEnd(int parameter) {
        return parameter == inner.parameters().length || inner.atAnEnd(parameter);
    }

    @Override
    public double[] start(WeightedSample sample) {
        return inner instanceof ExpFamily ? exponential(sample) : searched(sample);
    }

    /**
     * Returns the maximum for an exponential distribution. The constant is the minimum of the sample minus the expected
     * distance of the minimum from it. For rounded values it follows from the share of the first cell.
     */
    private double[] exponential(WeightedSample sample) {
        double mean = sample.mean() - sample.min();
        double offset = sample.min() - mean / sample.size();
        if (sample.coarse()) {
            double first = (double) sample.count(0) / sample.size();
            offset = sample.to(sample.min()) + mean * StrictMath.log1p(-Math.min(first, 0.999));
        }
        return mean > 0 && offset > 0 ? new double[] {sample.mean() - offset, offset} : null;
    }

    private double[] searched(WeightedSample sample) {
        double least = Math.max(LEAST_GAP * StrictMath.sqrt(sample.variance()), sample.resolution() / 2);
        if (!(least > 0 && least < sample.min())) {
            return null;
        }
        double ratio = StrictMath.log(sample.min() / least);
        int best = 0;
        double highest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i <= STEPS; i++) {
            double likelihood = profile(sample, least * StrictMath.exp(ratio * i / STEPS));
            if (likelihood > highest) {
                highest = likelihood;
                best = i;
            }
        }
        if (best == 0 && sample.coarse()) {
            return parameters(sample, sample.min() - least);
        }
        if (best == 0 || best == STEPS) {
            return null;
        }
        double low = ratio * (best - 1) / STEPS;
        double high = ratio * (best + 1) / STEPS;
        return parameters(sample, sample.min() - least * StrictMath.exp(highest(sample, least, low, high)));
    }

    /**
     * Returns the position of the maximum of the profile likelihood between two logarithms, by golden-section search.
     */
    private double highest(WeightedSample sample, double least, double from, double to) {
        double low = from;
        double high = to;
        double left = high - GOLDEN * (high - low);
        double right = low + GOLDEN * (high - low);
        double atLeft = profile(sample, least * StrictMath.exp(left));
        double atRight = profile(sample, least * StrictMath.exp(right));
        for (int i = 0; i < SECTIONS; i++) {
            if (atLeft >= atRight) {
                high = right;
                right = left;
                atRight = atLeft;
                left = high - GOLDEN * (high - low);
                atLeft = profile(sample, least * StrictMath.exp(left));
            } else {
                low = left;
                left = right;
                atLeft = atRight;
                right = low + GOLDEN * (high - low);
                atRight = profile(sample, least * StrictMath.exp(right));
            }
        }
        return (low + high) / 2;
    }

    private double profile(WeightedSample sample, double gap) {
        WeightedSample moved = sample.less(sample.min() - gap);
        double[] p = inner.start(moved);
        return p == null ? Double.NEGATIVE_INFINITY : Likelihood.ofDensity(inner, p, moved);
    }

    private double[] parameters(WeightedSample sample, double offset) {
        double[] p = inner.start(sample.less(offset));
        if (p == null) {
            return null;
        }
        double[] all = Arrays.copyOf(p, p.length + 1);
        all[p.length] = offset;
        return all;
    }

    @Override
    public LogDensity logDensity(double[] p) {
        double offset = p[p.length - 1];
        LogDensity plain = inner.logDensity(p);
        return (x, log) -> x <= offset
                ? Double.NEGATIVE_INFINITY
                : plain.at(x - offset, inner instanceof ExpFamily ? 0 : StrictMath.log(x - offset));
    }

    @Override
    public Distribution law(double[] p) {
        return new ShiftedDistribution(inner.law(p), p[p.length - 1]);
    }

    @Override
    public String text(double[] p, int digits) {
        return inner.text(p, digits) + " + " + nanos(p[p.length - 1], digits);
    }
}
