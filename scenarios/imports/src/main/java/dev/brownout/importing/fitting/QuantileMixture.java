package dev.brownout.importing.fitting;

import dev.brownout.random.ConstantDistribution;
import dev.brownout.random.UniformDistribution;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Recorded values as a mixture of uniform distributions and constants. The sample is cut at percentiles and at gaps.
 * Each part has the mean of its values, so the mixture has the mean of the sample.
 */
final class QuantileMixture {
    private static final double[] SHARES = {
        0.02, 0.1, 0.25, 0.4, 0.5, 0.6, 0.75, 0.85, 0.9, 0.95, 0.97, 0.98, 0.99, 0.995, 0.999, 0.9999
    };

    /** Numbers of parts of equal frequency that are tried in addition. */
    private static final int[] EXTRA_PARTS = {1, 20, 50, 100, 200};

    /** Ratio of neighbouring values from which they belong to different parts. */
    private static final double GAP = 1.5;

    /** Share of the sample from which a single value is a part. */
    private static final double FREQUENT = 0.03;

    private static final int DIGITS = 4;

    /** Width of a part, as a share of its mean, below which it is a constant. */
    private static final double NARROW = 0.005;

    private QuantileMixture() {}

    /**
     * Returns the mixture with the fewest parts that agrees with the sample, or empty if none does. If the percentiles
     * of a scenario are at jumps of the sample, their values are parts of their own.
     */
    static Optional<WrittenDistribution> fit(WeightedSample sample) {
        for (boolean isSeparate : List.of(false, true)) {
            for (int extra : EXTRA_PARTS) {
                WrittenDistribution mixture = fit(sample, extra, isSeparate);
                if (SampleAgreement.agrees(sample, mixture.distribution())) {
                    return Optional.of(mixture);
                }
            }
        }
        return Optional.empty();
    }

    private static WrittenDistribution fit(WeightedSample sample, int extra, boolean isSeparate) {
        List<Long> counts = new ArrayList<>();
        List<WrittenDistribution> parts = new ArrayList<>();
        long cumulative = 0;
        int first = 0;
        for (int i = 0; i < sample.distinct(); i++) {
            long before = cumulative;
            cumulative += sample.count(i);
            boolean last = i == sample.distinct() - 1;
            boolean cut = last
                    || sample.value(i + 1) > GAP * sample.value(i)
                    || isFrequent(sample, i)
                    || isFrequent(sample, i + 1)
                    || isSeparate && SampleAgreement.isPercentile(sample, sample.value(i + 1))
                    || isCut(before / (double) sample.size(), cumulative / (double) sample.size(), extra);
            if (cut) {
                parts.add(part(sample, first, i));
                counts.add(count(sample, first, i));
                first = i + 1;
            }
        }
        return WrittenDistribution.mixture(counts, parts);
    }

    private static boolean isFrequent(WeightedSample sample, int number) {
        return sample.count(number) >= FREQUENT * sample.size();
    }

    /** Returns whether a cut is between two shares of the sample, the first excluded. */
    private static boolean isCut(double from, double to, int extra) {
        for (double share : SHARES) {
            if (from < share && share <= to) {
                return true;
            }
        }
        return Math.floor(from * extra) < Math.floor(to * extra);
    }

    private static long count(WeightedSample sample, int first, int last) {
        long count = 0;
        for (int i = first; i <= last; i++) {
            count += sample.count(i);
        }
        return count;
    }

    /** Returns the widest uniform distribution within a part of the sample that has its mean. */
    private static WrittenDistribution part(WeightedSample sample, int first, int last) {
        double sum = 0;
        for (int i = first; i <= last; i++) {
            sum += sample.count(i) * sample.value(i);
        }
        double mean = sum / count(sample, first, last);
        double half = Math.min(mean - sample.value(first), sample.value(last) - mean);
        return uniform(mean - half, mean + half);
    }

    /** Returns a uniform distribution, or the constant in the middle if it is narrow. */
    static WrittenDistribution uniform(double from, double to) {
        double mean = (from + to) / 2;
        double low = LanguageNumbers.round(from, DIGITS).doubleValue();
        double high = LanguageNumbers.round(to, DIGITS).doubleValue();
        if (to - from <= 2 * NARROW * mean || low >= high) {
            double value = LanguageNumbers.round(mean, DIGITS).doubleValue();
            return new WrittenDistribution(LanguageNumbers.nanos(value, DIGITS), new ConstantDistribution(value));
        }
        return new WrittenDistribution(
                "uniform(" + LanguageNumbers.nanos(low, DIGITS) + " " + LanguageNumbers.nanos(high, DIGITS) + ")",
                new UniformDistribution(low, high));
    }
}
