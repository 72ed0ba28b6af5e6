package dev.brownout.importing.fitting;

import dev.brownout.random.Distribution;
import dev.brownout.random.MixtureDistribution;
import java.util.ArrayList;
import java.util.List;

/**
 * Distribution and its text in the notation of the scenario language. The text has the rounded numbers of the
 * distribution.
 */
record WrittenDistribution(String text, Distribution distribution) {
    /** Unit of a share in a mixture: one millionth, which is the precision of the language. */
    private static final long MILLION = 1_000_000;

    private static final double PERCENT = 1e4;
    private static final int DIGITS = 6;

    /** Returns the mixture of distributions with the given frequencies. A single distribution stays as it is. */
    static WrittenDistribution mixture(List<Long> counts, List<WrittenDistribution> parts) {
        if (parts.size() == 1) {
            return parts.get(0);
        }
        long total = counts.stream().mapToLong(count -> count).sum();
        List<Double> weights = new ArrayList<>();
        List<Distribution> distributions = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        long written = 0;
        long cumulative = 0;
        for (int i = 0; i < parts.size(); i++) {
            cumulative += counts.get(i);
            long share = Math.round((double) cumulative / total * MILLION) - written;
            written += share;
            if (share > 0) {
                weights.add(share / (double) MILLION);
                distributions.add(parts.get(i).distribution());
                texts.add(LanguageNumbers.format(share / PERCENT, DIGITS) + "% "
                        + parts.get(i).text());
            }
        }
        return new WrittenDistribution(
                "mix(" + String.join(", ", texts) + ")", new MixtureDistribution(weights, distributions));
    }
}
