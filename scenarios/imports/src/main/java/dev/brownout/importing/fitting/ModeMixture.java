package dev.brownout.importing.fitting;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Mixture of the modes of a sample, such as the hits and the misses of a cache. The sample is cut at its widest gaps,
 * and a distribution is fitted to each part.
 */
final class ModeMixture {
    private static final int MAX_MODES = 3;

    /** Ratio of neighbouring values from which there is a gap between two modes. */
    private static final double MIN_GAP = 1.5;

    /** Minimum number of values of a mode. */
    private static final int MIN_VALUES = 20;

    /** Minimum width of a gap, as a multiple of the resolution of the sample. */
    private static final int MIN_CELLS = 3;

    private ModeMixture() {}

    /** Returns the mixture with the fewest modes that agrees with the sample, or empty if none does. */
    static Optional<WrittenDistribution> fit(WeightedSample sample) {
        List<Integer> gaps = gaps(sample);
        for (int modes = 2; modes <= Math.min(MAX_MODES, gaps.size() + 1); modes++) {
            List<Integer> cuts = gaps.stream().limit(modes - 1L).sorted().toList();
            Optional<WrittenDistribution> mixture =
                    fit(sample, cuts).filter(written -> SampleAgreement.agrees(sample, written.distribution()));
            if (mixture.isPresent()) {
                return mixture;
            }
        }
        return Optional.empty();
    }

    /** Returns the last value of each part that precedes a gap, by number, the widest gap first. */
    private static List<Integer> gaps(WeightedSample sample) {
        List<Integer> gaps = new ArrayList<>();
        long cumulative = 0;
        for (int i = 0; i + 1 < sample.distinct(); i++) {
            cumulative += sample.count(i);
            boolean isSufficient = cumulative >= MIN_VALUES && sample.size() - cumulative >= MIN_VALUES;
            double width = sample.value(i + 1) - sample.value(i);
            if (isSufficient && ratio(sample, i) >= MIN_GAP && width >= MIN_CELLS * sample.resolution()) {
                gaps.add(i);
            }
        }
        gaps.sort(Comparator.comparingDouble(number -> -ratio(sample, number)));
        return gaps;
    }

    private static double ratio(WeightedSample sample, int number) {
        return sample.value(number + 1) / sample.positive(number);
    }

    private static Optional<WrittenDistribution> fit(WeightedSample sample, List<Integer> cuts) {
        List<Long> counts = new ArrayList<>();
        List<WrittenDistribution> parts = new ArrayList<>();
        int first = 0;
        for (int i = 0; i <= cuts.size(); i++) {
            int last = i < cuts.size() ? cuts.get(i) : sample.distinct() - 1;
            WeightedSample part = sample.part(first, last);
            Optional<Fit> fit = DistributionFit.of(part).bestWithoutOffset();
            if (part.size() < MIN_VALUES || fit.isEmpty()) {
                return Optional.empty();
            }
            counts.add(part.size());
            parts.add(new WrittenDistribution(fit.get().text(), fit.get().distribution()));
            first = last + 1;
        }
        return Optional.of(WrittenDistribution.mixture(counts, parts));
    }
}
