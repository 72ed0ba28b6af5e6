package dev.brownout.format;

import dev.brownout.result.Latency;
import java.util.Collection;
import java.util.regex.Pattern;

/** Percentiles for tables: only those that their samples carry. */
public final class PercentileCells {
    private static final String FEWEST =
            "fewer samples than a percentile needs (20 for p95, 100 for p99, 1,000 for p99.9).";

    /** What stands where there are too few samples, or none. */
    public static final String NONE = "-";

    /** What a table of percentiles says under itself. */
    public static final String NOTE =
            "Percentiles are of the successful requests alone; available: answered well and in"
                    + " time, of all that ended.";

    /** What it says besides where a percentile is left out. */
    public static final String TOO_FEW = " -: " + FEWEST;

    private static final Pattern NAME = Pattern.compile("(.*\\.)?p[0-9]+(\\.[0-9]+)?");

    private PercentileCells() {}

    /** The 50th percentile. */
    public static String p50(Latency latency) {
        return text(latency, 0.5, latency.p50());
    }

    /** The 95th percentile. */
    public static String p95(Latency latency) {
        return text(latency, 0.95, latency.p95());
    }

    /** The 99th percentile. */
    public static String p99(Latency latency) {
        return text(latency, 0.99, latency.p99());
    }

    /** The 99.9th percentile. */
    public static String p999(Latency latency) {
        return text(latency, 0.999, latency.p999());
    }

    private static String text(Latency latency, double quantile, double nanos) {
        return latency.carries(quantile) ? QuantityFormat.nanos(nanos) : NONE;
    }

    /** The note under a table of percentiles up to a quantile. */
    public static String note(Iterable<Latency> shown, double finest) {
        for (Latency latency : shown) {
            if (!latency.carries(finest)) {
                return NOTE + TOO_FEW;
            }
        }
        return NOTE;
    }

    /** The note under a table of numbers, by the names of those in it that have no data. */
    public static String note(Collection<String> withoutData) {
        boolean thin = withoutData.stream().anyMatch(name -> NAME.matcher(name).matches());
        return thin ? NOTE + " no data: " + FEWEST : NOTE;
    }
}
