package dev.brownout.format;

import dev.brownout.result.Latency;
import java.util.Collection;
import java.util.regex.Pattern;

/** Percentiles for tables. A percentile without enough samples is omitted. */
public final class PercentileCells {
    private static final String FEWEST =
            "fewer samples than a percentile needs (20 for p95, 100 for p99, 1,000 for p99.9).";

    /** Placeholder of a percentile with too few samples. */
    public static final String NONE = "-";

    /** Note below a table of percentiles. */
    public static final String NOTE =
            "Percentiles: successful requests only. Available: successful in time, of all" + " completed.";

    /** Additional note if a percentile is omitted. */
    public static final String TOO_FEW = " -: " + FEWEST;

    private static final Pattern NAME = Pattern.compile("(.*\\.)?p[0-9]+(\\.[0-9]+)?");

    private PercentileCells() {}

    /** Returns the 50th percentile. */
    public static String p50(Latency latency) {
        return text(latency, 0.5, latency.p50());
    }

    /** Returns the 95th percentile. */
    public static String p95(Latency latency) {
        return text(latency, 0.95, latency.p95());
    }

    /** Returns the 99th percentile. */
    public static String p99(Latency latency) {
        return text(latency, 0.99, latency.p99());
    }

    /** Returns the 99.9th percentile. */
    public static String p999(Latency latency) {
        return text(latency, 0.999, latency.p999());
    }

    private static String text(Latency latency, double quantile, double nanos) {
        return latency.carries(quantile) ? QuantityFormat.nanos(nanos) : NONE;
    }

    /** Returns the note below a table of percentiles up to a quantile. */
    public static String note(Iterable<Latency> shown, double finest) {
        for (Latency latency : shown) {
            if (!latency.carries(finest)) {
                return NOTE + TOO_FEW;
            }
        }
        return NOTE;
    }

    /**
     * Returns the note below a table of metrics.
     *
     * @param withoutData the names of the metrics in the table that have no data
     */
    public static String note(Collection<String> withoutData) {
        boolean thin = withoutData.stream().anyMatch(name -> NAME.matcher(name).matches());
        return thin ? NOTE + " no data: " + FEWEST : NOTE;
    }
}
