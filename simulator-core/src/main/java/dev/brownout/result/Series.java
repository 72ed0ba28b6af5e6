package dev.brownout.result;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Values over time, one per step of equal length; the first step starts at {@code startNanos}, the last may be cut by
 * the end of the run. The warm-up is included.
 *
 * @param stepNanos length of a step; there is one for each until the end of the run, or where it was stopped
 * @param startNanos start of the first step
 * @param columns one per quantity
 * @param latencies by class of requests how its latencies were spread in each step
 */
public record Series(long stepNanos, long startNanos, List<Column> columns, Map<String, LatencyCounts> latencies) {

    /** Takes the list as it is now, and none of latencies for one that is not told. */
    public Series {
        columns = List.copyOf(columns);
        latencies = latencies == null ? Collections.emptyMap() : Collections.unmodifiableMap(latencies);
    }

    /** One that does not tell how latencies were spread. */
    public Series(long stepNanos, long startNanos, List<Column> columns) {
        this(stepNanos, startNanos, columns, Collections.emptyMap());
    }

    /** What the numbers of a column are. */
    public enum Kind {
        /** Time-weighted mean over the step, or the value at its end. */
        GAUGE,
        /** How many in the step. */
        COUNTER,
        /**
         * An order statistic over the step's samples; beyond p99, where a step has too few for it, over those of as
         * many neighbours as have enough together, with the same value for each of these steps that has samples.
         */
        PERCENTILE,
        /** Numerator over denominator, both of them kept, so that steps can be joined. */
        RATIO
    }

    /**
     * One quantity over time.
     *
     * @param name as in relations: {@code page.p99}, {@code web/1.utilization}, {@code availability},
     *     {@code key/bieber.availability}
     * @param component the component or request class it belongs to; empty for the whole system
     * @param unit {@code 1}, {@code ratio}, {@code ns}, {@code 1/s}, {@code B}
     * @param kind what the numbers are
     * @param values one per step; {@code NaN} where there is no sample
     * @param numerators of a ratio, else empty
     * @param denominators of a ratio, else empty
     * @param showing how it is shown
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
        private static final Pattern OF_MORE_DIGITS = Pattern.compile("\\.(p[0-9]+\\.[0-9]+)$");

        /** Takes one of which nothing is said for a plain one. */
        public Column {
            showing = showing == null ? DisplayHints.PLAIN : showing;
        }

        /** A plain one. */
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

        /** The same with other values. */
        public Column with(double[] others) {
            return new Column(name, component, unit, kind, others, numerators, denominators, showing);
        }

        /** The name of the measure, without whose it is. */
        public String metric() {
            Matcher percentile = OF_MORE_DIGITS.matcher(name);
            return percentile.find() ? percentile.group(1) : name.substring(name.lastIndexOf('.') + 1);
        }
    }
}
