package dev.brownout.result;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Values over time, one per interval of equal length. The first interval starts at {@code startNanos}. The last one may
 * be cut by the end of the run. The warm-up is included.
 *
 * @param stepNanos length of an interval; there is one for each until the end of the run, or until it was stopped
 * @param startNanos start of the first interval
 * @param columns one per quantity
 * @param latencies latency distributions per interval, by class of requests
 */
public record Series(long stepNanos, long startNanos, List<Column> columns, Map<String, LatencyCounts> latencies) {

    /** Percentiles of the latency of each request class with a column. */
    public static final List<String> PERCENTILES = List.of("p50", "p95", "p99", "p99.9");
    /** Percentiles with a column where a chart divides a latency by region, node or component. */
    public static final List<String> GROUPED_PERCENTILES = List.of("p50", "p99");

    /** Copies the list. Missing latencies become an empty map. */
    public Series {
        columns = List.copyOf(columns);
        latencies = latencies == null ? Collections.emptyMap() : Collections.unmodifiableMap(latencies);
    }

    /** Creates a series without latency distributions. */
    public Series(long stepNanos, long startNanos, List<Column> columns) {
        this(stepNanos, startNanos, columns, Collections.emptyMap());
    }

    /**
     * Returns the name of the column of a metric. The prefix {@code all.} is dropped, and {@code load} stands for
     * {@code offered}.
     */
    public static String columnOf(String metric) {
        if (metric.equals("load")) {
            return "offered";
        }
        return metric.startsWith("all.") ? metric.substring("all.".length()) : metric;
    }

    /** Kind of the numbers of a column. */
    public enum Kind {
        /** Time-weighted mean over the interval, or the value at its end. */
        GAUGE,
        /** Count in the interval. */
        COUNTER,
        /**
         * Order statistic over the samples of the interval. Beyond p99, intervals with too few samples are merged with
         * adjacent ones until they have enough. Each of these that has samples has the same value.
         */
        PERCENTILE,
        /** Numerator over denominator. Both are kept, so that intervals can be merged. */
        RATIO
    }

    /**
     * A quantity over time.
     *
     * @param name as in relations: {@code page.p99}, {@code web/1.utilization}, {@code availability},
     *     {@code key/bieber.availability}
     * @param component the component or request class it belongs to; empty for the whole system
     * @param unit {@code 1}, {@code ratio}, {@code ns}, {@code 1/s}, {@code B}
     * @param kind kind of the numbers
     * @param values one per interval; {@code NaN} without samples
     * @param numerators of a ratio, else empty
     * @param denominators of a ratio, else empty
     * @param showing display hints
     */
    public record Column(
            String name,
            String component,
            String unit,
            Kind kind,
            double[] values,
            long[] numerators,
            long[] denominators,
            DisplayHints showing) {
        /** Replaces missing display hints by {@link DisplayHints#PLAIN}. */
        public Column {
            showing = showing == null ? DisplayHints.PLAIN : showing;
        }

        /** Creates a column without display hints. */
        public Column(
                String name,
                String component,
                String unit,
                Kind kind,
                double[] values,
                long[] numerators,
                long[] denominators) {
            this(name, component, unit, kind, values, numerators, denominators, DisplayHints.PLAIN);
        }

        /** Returns the same column with other values. */
        public Column with(double[] others) {
            return new Column(name, component, unit, kind, others, numerators, denominators, showing);
        }

        /** Returns the percentile of the column; empty if it is another metric. */
        public Optional<Percentile> percentile() {
            return kind == Kind.PERCENTILE ? Percentile.ofColumn(name) : Optional.empty();
        }

        /** Returns the name of the metric, without its component or request class. */
        public String metric() {
            return percentile().map(Percentile::label).orElse(name.substring(name.lastIndexOf('.') + 1));
        }
    }
}
