package dev.brownout.spi;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Measures that never move: what they count cannot happen, so that whatever is asserted of them says nothing. A kind
 * tells of its own in {@link ComponentSpec#declareConstantMetrics}, a policy in
 * {@link FilterSpec#declareConstantMetrics}; a measure of which nobody says anything can move.
 */
public final class ConstantMetricRules {
    private final Map<String, String> reasons = new TreeMap<>();

    /**
     * Measures that move only where something holds.
     *
     * @param holds whether it does
     * @param reason why it does not, in words that go on from "web.queue is always 0: "
     * @param measures their names
     */
    public void unless(boolean holds, String reason, String... measures) {
        for (String measure : measures) {
            if (!holds) {
                reasons.putIfAbsent(measure, reason);
            }
        }
    }

    /** Why a measure never moves; empty where it can. */
    public Optional<String> why(String measure) {
        return Optional.ofNullable(reasons.get(measure));
    }

    /** All that never move, with their reasons. */
    public Map<String, String> all() {
        return new TreeMap<>(reasons);
    }
}
