package dev.brownout.spi;

import dev.brownout.sentence.Sentence;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Metrics that never change because the counted event cannot occur, so that assertions about them are meaningless. A
 * component kind declares its own in {@link ComponentSpec#declareConstantMetrics}, a policy in
 * {@link FilterSpec#declareConstantMetrics}. An undeclared metric can change.
 */
public final class ConstantMetricRules {
    private final Map<String, Sentence> reasons = new TreeMap<>();

    /**
     * Declares metrics that only change if a condition holds.
     *
     * @param holds whether the condition holds
     * @param reason why it does not, as a continuation of "web.queue is always 0: "
     * @param measures names of the metrics
     */
    public void unless(boolean holds, String reason, String... measures) {
        for (String measure : measures) {
            if (!holds) {
                reasons.putIfAbsent(measure, Sentence.of(reason));
            }
        }
    }

    /** Returns the reason why a metric never changes; empty if it can. */
    public Optional<Sentence> reason(String measure) {
        return Optional.ofNullable(reasons.get(measure));
    }

    /** Returns all metrics that never change, with their reasons. */
    public Map<String, Sentence> all() {
        return new TreeMap<>(reasons);
    }
}
