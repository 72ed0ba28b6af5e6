package dev.brownout.experiment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One number of two cases that ran on the same draws, and by how much the second differs from the first.
 *
 * @param number its name
 * @param unit its unit
 * @param first of the first case
 * @param second of the second one, replication by replication on the same draws
 */
public record Difference(String number, String unit, Sample first, Sample second) {

    /**
     * The differences of two cases in the assertions and the numbers that both have; a number that an assertion is
     * about is there under the name of the assertion. A loss that one case alone has is 0 in the other.
     */
    public static List<Difference> between(ReplicationSummary first, ReplicationSummary second) {
        List<Difference> all = new ArrayList<>();
        first.observations().get(0).sla().forEach((name, sla) -> {
            if (second.observations().get(0).sla().containsKey(name)) {
                all.add(new Difference(name, sla.unit(), first.asserted(name), second.asserted(name)));
            }
        });
        Map<String, String> others = second.units();
        Map<String, String> units = new LinkedHashMap<>(first.units());
        others.forEach((name, unit) -> {
            if (ReplicationSummary.isLoss(name)) {
                units.putIfAbsent(name, unit);
            }
        });
        units.forEach((name, unit) -> {
            Difference one = new Difference(name, unit, first.sample(name), second.sample(name));
            boolean both = others.containsKey(name) || ReplicationSummary.isLoss(name);
            if (both && all.stream().noneMatch(one::same)) {
                all.add(one);
            }
        });
        return List.copyOf(all);
    }

    private boolean same(Difference other) {
        return first.same(other.first) && second.same(other.second);
    }

    /** The second less the first, replication by replication; 0 where they differ by the rounding of sums only. */
    public Sample paired() {
        return second.with(first, (b, a) -> Sample.same(a, b) ? 0 : b - a);
    }

    /** The interval of the mean difference. */
    public ConfidenceInterval interval(double confidence) {
        return paired().interval(confidence);
    }

    /**
     * The share of the variance of a difference of independent runs that the same draws took away: 1 where the two
     * cases move together, 0 where the pairing is no use, below 0 where it harms; {@code NaN} where nothing varies.
     */
    public double varianceRemoved() {
        return 1 - paired().variance() / (first.variance() + second.variance());
    }

    /**
     * Which of some differences are no chance. Holm's rule (1979) holds the probability that any one of them is called
     * so wrongly at 1 - confidence, however many there are.
     */
    public static List<Difference> significant(List<Difference> all, double confidence) {
        List<Difference> ordered = new ArrayList<>(all);
        ordered.removeIf(d -> Double.isNaN(d.paired().mean()));
        ordered.sort(Comparator.comparingDouble(d -> d.paired().improbability()));
        List<Difference> found = new ArrayList<>();
        for (Difference difference : ordered) {
            double level = (1 - confidence) / (ordered.size() - found.size());
            if (difference.paired().improbability() > level) {
                break;
            }
            found.add(difference);
        }
        return found;
    }
}
