package dev.brownout.sla;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Requested chart of metrics over time: {@code page.latency by region}, {@code web.nodes vs load}.
 *
 * @param metrics one metric, or two that are compared
 * @param by grouping of the first metric; empty for none
 * @param text request as written
 */
public record ChartRequest(List<Metric> metrics, Optional<By> by, String text) {
    /** Copies the list. */
    public ChartRequest {
        metrics = List.copyOf(metrics);
    }

    /** Grouping of a charted metric. */
    public enum By {
        /** By region. */
        REGION,
        /** By host of a component. */
        NODE,
        /** By component that has the metric. */
        COMPONENT,
        /** By failure cause of failed requests: outcome and component. */
        CAUSE;

        /** Returns the grouping as written. */
        public String written() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
