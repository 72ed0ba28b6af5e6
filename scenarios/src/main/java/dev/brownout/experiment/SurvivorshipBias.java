package dev.brownout.experiment;

import dev.brownout.result.SlaResult;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Which latencies of two cases are no fair comparison. A latency is of the requests that were answered; where one case
 * answers more of them than the other, the two are of different requests, and the case that turns most away looks
 * fastest.
 */
public final class SurvivorshipBias {
    private static final String AVAILABILITY = ".availability";
    private static final Pattern LATENCY = Pattern.compile("(p[0-9]+(\\.[0-9]+)?|mean|max|latency(\\..*)?)");

    private final ReplicationSummary first;
    private final ReplicationSummary second;
    private final double confidence;

    /**
     * Two cases on the same draws.
     *
     * @param confidence with which it must be no chance that they answer different shares
     */
    public SurvivorshipBias(ReplicationSummary first, ReplicationSummary second, double confidence) {
        this.first = first;
        this.second = second;
        this.confidence = confidence;
    }

    /** Whether a difference is one of latencies of different requests. */
    public boolean mislead(Difference difference) {
        SlaResult asserted = first.observations().get(0).sla().get(difference.number());
        String metric = asserted == null ? difference.number() : asserted.metric();
        int slash = metric.indexOf('/');
        int dot = metric.indexOf('.', Math.max(0, slash));
        boolean bare = LATENCY.matcher(metric).matches();
        if (!bare && (dot < 0 || !LATENCY.matcher(metric.substring(dot + 1)).matches())) {
            return false;
        }
        String own = bare ? "" : metric.substring(0, dot) + AVAILABILITY;
        List<String> known = first.units().keySet().stream()
                .filter(name -> name.endsWith(AVAILABILITY) && second.units().containsKey(name))
                .toList();
        return known.contains(own) ? differ(own) : known.stream().anyMatch(this::differ);
    }

    /** Which of the differences between the two are no chance, those aside that mislead; see {@link Difference}. */
    public List<Difference> significant(List<Difference> all) {
        return Difference.significant(all.stream().filter(one -> !mislead(one)).toList(), confidence);
    }

    private boolean differ(String availability) {
        Sample paired = second.sample(availability).with(first.sample(availability), (b, a) -> b - a);
        return !Double.isNaN(paired.mean()) && paired.improbability() <= 1 - confidence;
    }
}
