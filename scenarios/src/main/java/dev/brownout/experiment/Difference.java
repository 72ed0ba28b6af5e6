package dev.brownout.experiment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Difference of one metric between two arms that ran with common random numbers.
 *
 * @param number name of the metric
 * @param unit unit of the metric
 * @param first values of the first arm
 * @param second values of the second arm, paired with those of the first by replication
 */
public record Difference(String number, String unit, Sample first, Sample second) {

    /**
     * Returns the differences of two arms in their common assertions and metrics. A metric with an assertion is listed
     * under the name of the assertion. A loss that only one arm reports is 0 in the other arm.
     */
    public static List<Difference> differences(ReplicationSummary first, ReplicationSummary second) {
        List<Difference> differences = new ArrayList<>();
        first.observations().get(0).sla().forEach((name, sla) -> {
            if (second.observations().get(0).sla().containsKey(name)) {
                differences.add(
                        new Difference(name, sla.unit(), first.assertionSample(name), second.assertionSample(name)));
            }
        });
        Map<String, String> secondUnits = second.units();
        Map<String, String> units = new LinkedHashMap<>(first.units());
        secondUnits.forEach((name, unit) -> {
            if (ReplicationSummary.isLoss(name)) {
                units.putIfAbsent(name, unit);
            }
        });
        units.forEach((name, unit) -> {
            Difference difference = new Difference(name, unit, first.sample(name), second.sample(name));
            boolean inBoth = secondUnits.containsKey(name) || ReplicationSummary.isLoss(name);
            if (inBoth && differences.stream().noneMatch(difference::hasEqualSamples)) {
                differences.add(difference);
            }
        });
        return List.copyOf(differences);
    }

    private boolean hasEqualSamples(Difference other) {
        return first.isSame(other.first) && second.isSame(other.second);
    }

    /**
     * Returns the second values minus the first, replication by replication. A difference that is only the rounding
     * error of sums is 0.
     */
    public Sample paired() {
        return second.with(first, (b, a) -> Sample.isSame(a, b) ? 0 : b - a);
    }

    /** Returns the confidence interval of the mean difference. */
    public ConfidenceInterval interval(double confidence) {
        return paired().interval(confidence);
    }

    /**
     * Returns the share of the variance that common random numbers removed, compared with independent runs. The share
     * is 1 if the arms vary together, 0 if pairing has no effect, negative if it increases the variance, and
     * {@code NaN} if nothing varies.
     */
    public double varianceRemoved() {
        return 1 - paired().variance() / (first.variance() + second.variance());
    }

    /**
     * Returns the statistically significant differences. Holm's procedure (1979) limits the probability of any false
     * positive to 1 - confidence, regardless of the number of differences.
     */
    public static List<Difference> significant(List<Difference> differences, double confidence) {
        List<Difference> ordered = new ArrayList<>(differences);
        ordered.removeIf(d -> Double.isNaN(d.paired().mean()));
        ordered.sort(Comparator.comparingDouble(d -> d.paired().improbability()));
        List<Difference> significant = new ArrayList<>();
        for (Difference difference : ordered) {
            double level = (1 - confidence) / (ordered.size() - significant.size());
            if (difference.paired().improbability() > level) {
                break;
            }
            significant.add(difference);
        }
        return significant;
    }
}
