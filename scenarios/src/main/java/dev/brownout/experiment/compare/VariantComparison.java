package dev.brownout.experiment.compare;

import dev.brownout.experiment.Difference;
import dev.brownout.experiment.ExperimentException;
import dev.brownout.experiment.ReplicationSummary;
import dev.brownout.experiment.Trial;
import dev.brownout.experiment.sequential.SequentialRule;
import dev.brownout.experiment.sequential.StoppingText;
import dev.brownout.format.QuantityFormat;
import java.util.List;
import java.util.Locale;

/**
 * Results of variants, or of two scenarios, with common random numbers.
 *
 * @param summaries summary of each arm, the baseline first
 * @param confidence confidence level at which a difference is significant
 * @param done trials that ran to their end
 */
public record VariantComparison(List<ReplicationSummary> summaries, double confidence, List<Trial> done) {
    /** Copies the lists. */
    public VariantComparison {
        summaries = List.copyOf(summaries);
        done = List.copyOf(done);
    }

    /** Returns the results of the baseline. */
    public ReplicationSummary first() {
        return summaries.get(0);
    }

    /**
     * Returns the results of an arm other than the baseline.
     *
     * @throws ExperimentException if there is no arm of that name
     */
    public ReplicationSummary armResults(String name) {
        return ReplicationSummary.named(name, summaries.subList(1, summaries.size()));
    }

    /** Returns the differences of an arm from the baseline, metric by metric. */
    public List<Difference> differences(String other) {
        return Difference.differences(first(), armResults(other));
    }

    /**
     * Returns whether each difference from the baseline is significant, or its interval is narrower than a share of the
     * value of the baseline on both sides. Differences without data, misleading ones, and losses without an assertion
     * are ignored.
     *
     * @see SurvivorshipBias
     */
    public boolean isDecided(double share) {
        return summaries.stream().skip(1).allMatch(arm -> {
            SurvivorshipBias bias = new SurvivorshipBias(first(), arm, confidence);
            List<Difference> differences = differences(arm.name()).stream()
                    .filter(difference -> !bias.isMisleading(difference)
                            && !ReplicationSummary.isLoss(difference.number())
                            && !Double.isNaN(difference.paired().mean()))
                    .toList();
            List<Difference> significant = bias.significant(differences(arm.name()));
            return differences.stream()
                    .allMatch(difference -> significant.contains(difference)
                            || difference.interval(confidence).half()
                                    <= share * Math.abs(difference.first().mean()));
        });
    }

    /**
     * Returns the statistically significant differences of an arm from the baseline. Latencies of different sets of
     * requests are excluded.
     *
     * @see Difference#significant
     * @see SurvivorshipBias
     */
    public List<Difference> significant(String other) {
        return new SurvivorshipBias(first(), armResults(other), confidence).significant(differences(other));
    }

    /** Returns the outcome of a stopping rule. */
    public StoppingText stopping(SequentialRule rule) {
        return new StoppingText(
                rule, "pairs of runs", List.of(first().size()), isDecided(rule.share()) ? 0 : 1, pairing());
    }

    /** Returns a sentence about the variance that common random numbers remove; empty if nothing varies. */
    private String pairing() {
        List<Difference> varying = summaries().stream()
                .skip(1)
                .flatMap(arm -> differences(arm.name()).stream())
                .filter(difference -> difference.varianceRemoved() < 1)
                .sorted((a, b) -> Double.compare(a.varianceRemoved(), b.varianceRemoved()))
                .toList();
        if (varying.isEmpty()) {
            return "";
        }
        Difference middle = varying.get(varying.size() / 2);
        double removed = middle.varianceRemoved();
        return "Common random numbers remove " + QuantityFormat.percent(removed)
                + " of the variance of the difference in "
                + middle.number() + " (the median of all): independent runs need "
                + String.format(Locale.ROOT, "%.1f", 1 / (1 - removed)) + " times as many.";
    }
}
