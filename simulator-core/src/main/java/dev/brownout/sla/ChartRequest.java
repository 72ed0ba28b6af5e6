package dev.brownout.sla;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What is drawn over time: {@code page.latency by region}, {@code web.nodes vs load}.
 *
 * @param metrics a metric, or two of them, one against the other
 * @param by what the first of them is told apart by; empty for nothing
 * @param text as written
 */
public record ChartRequest(List<Metric> metrics, Optional<By> by, String text) {
    /** Takes the list as it is now. */
    public ChartRequest {
        metrics = List.copyOf(metrics);
    }

    /** What a metric can be told apart by. */
    public enum By {
        /** Each region. */
        REGION,
        /** Each machine of a component. */
        NODE,
        /** Each component that has such a metric. */
        COMPONENT,
        /** Of failed requests: how and where they failed. */
        CAUSE;

        /** As it is written. */
        public String written() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
