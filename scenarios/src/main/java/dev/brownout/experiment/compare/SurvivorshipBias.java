package dev.brownout.experiment.compare;

import dev.brownout.experiment.Difference;
import dev.brownout.experiment.ReplicationSummary;
import dev.brownout.experiment.Sample;
import dev.brownout.result.SlaResult;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Detects latency differences between two arms that are distorted by survivorship bias. Latencies cover successful
 * requests only. If the arms have different availability, their latencies belong to different sets of requests. The arm
 * that rejects the most requests then seems the fastest.
 */
public final class SurvivorshipBias {
    private static final String AVAILABILITY = ".availability";
    private static final Pattern LATENCY = Pattern.compile("(p[0-9]+(\\.[0-9]+)?|mean|max|latency(\\..*)?)");

    private final ReplicationSummary first;
    private final ReplicationSummary second;
    private final double confidence;

    /**
     * Creates a detector for two arms with common random numbers.
     *
     * @param confidence confidence level at which the difference in availability must be significant
     */
    public SurvivorshipBias(ReplicationSummary first, ReplicationSummary second, double confidence) {
        this.first = first;
        this.second = second;
        this.confidence = confidence;
    }

    /** Returns whether a difference is misleading, as it compares latencies of different sets of requests. */
    public boolean isMisleading(Difference difference) {
        SlaResult slaResult = first.observations().get(0).sla().get(difference.number());
        String metric = slaResult == null ? difference.number() : slaResult.metric();
        int slash = metric.indexOf('/');
        int dot = metric.indexOf('.', Math.max(0, slash));
        boolean unqualified = LATENCY.matcher(metric).matches();
        if (!unqualified
                && (dot < 0 || !LATENCY.matcher(metric.substring(dot + 1)).matches())) {
            return false;
        }
        String ownAvailability = unqualified ? "" : metric.substring(0, dot) + AVAILABILITY;
        List<String> availabilities = first.units().keySet().stream()
                .filter(name -> name.endsWith(AVAILABILITY) && second.units().containsKey(name))
                .toList();
        return availabilities.contains(ownAvailability)
                ? differSignificantly(ownAvailability)
                : availabilities.stream().anyMatch(this::differSignificantly);
    }

    /**
     * Returns the statistically significant differences, without the misleading ones.
     *
     * @see Difference#significant
     */
    public List<Difference> significant(List<Difference> differences) {
        return Difference.significant(
                differences.stream()
                        .filter(difference -> !isMisleading(difference))
                        .toList(),
                confidence);
    }

    private boolean differSignificantly(String availability) {
        Sample paired = second.sample(availability).with(first.sample(availability), (b, a) -> b - a);
        return !Double.isNaN(paired.mean()) && paired.improbability() <= 1 - confidence;
    }
}
