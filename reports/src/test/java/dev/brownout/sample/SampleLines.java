package dev.brownout.sample;

import dev.brownout.result.LatencyCounts;
import dev.brownout.result.RunResult;
import dev.brownout.result.Series;
import dev.brownout.result.Series.Column;
import dev.brownout.result.Series.Kind;
import dev.brownout.result.VariantResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;

/** Variants of two minutes, half a minute of it warm-up, whose series are exactly what a test says of each second. */
public final class SampleLines {

    private static final int STEPS = 120;
    private static final long STEP_NANOS = 1_000_000_000L;

    private final VariantBuilder variant;
    private final List<Column> columns = new ArrayList<>();

    private final Map<String, LatencyCounts> latencies = new TreeMap<>();

    private SampleLines(String name) {
        variant = new VariantBuilder(name, STEPS, 1);
        variant.request("all", STEPS, Map.of(), 1).request("page", STEPS, Map.of(), 1);
    }

    /** Begins a variant. */
    public static SampleLines of(String name) {
        return new SampleLines(name);
    }

    /** Adds a column. */
    public SampleLines add(String name, String unit, Kind kind, DoubleUnaryOperator value) {
        double[] values = new double[STEPS];
        Arrays.setAll(values, value::applyAsDouble);
        columns.add(new Column(name, "", unit, kind, values, new long[0], new long[0], Showings.of(name)));
        return this;
    }

    /** Adds a share of counts. */
    public SampleLines ratio(String name, DoubleUnaryOperator part, DoubleUnaryOperator whole) {
        double[] values = new double[STEPS];
        long[] parts = new long[STEPS];
        long[] wholes = new long[STEPS];
        for (int i = 0; i < STEPS; i++) {
            parts[i] = (long) part.applyAsDouble(i);
            wholes[i] = (long) whole.applyAsDouble(i);
            values[i] = wholes[i] == 0 ? Double.NaN : (double) parts[i] / wholes[i];
        }
        columns.add(new Column(name, "", "ratio", Kind.RATIO, values, parts, wholes, Showings.of(name)));
        return this;
    }

    /** Adds p50, p95, p99 and p99.9 of a class, all alike, of so many answers a second. */
    public SampleLines latency(String name, double answers, DoubleUnaryOperator millis) {
        for (String percentile : List.of("p50", "p95", "p99", "p99.9")) {
            add(name + "." + percentile, "ns", Kind.PERCENTILE, t -> millis.applyAsDouble(t) * 1e6);
        }
        add(name + ".offered", "1", Kind.COUNTER, t -> answers);
        return add(name + ".good", "1", Kind.COUNTER, t -> Double.isNaN(millis.applyAsDouble(t)) ? 0 : answers);
    }

    /** Tells how the latencies of a class were spread. */
    public SampleLines latencies(String name, LatencyCounts counts) {
        latencies.put(name, counts);
        return this;
    }

    /** Has a fault from one second to another, in which so many of a hundred requests fail. */
    public SampleLines fault(long from, long to, long failed) {
        variant.fault("outage", "power-off db", "db off", "db", from, to);
        variant.window("outage", from, to, "page", 100, Map.of("timed_out@db", failed), 8);
        return this;
    }

    /** Something happened at a second. */
    public SampleLines happening(double at, String what) {
        variant.happening(at, what, "db", what);
        return this;
    }

    /** Asserts something of the whole run. */
    public SampleLines sla(String assertion, String expression, double value, double bound, String unit) {
        variant.sla(assertion, expression, value, bound, unit, false);
        return this;
    }

    /** A result of variants with one chart. */
    public static RunResult result(String chart, SampleLines... variants) {
        return new RunResult(
                RunResult.VERSION,
                "lines",
                "lines",
                "",
                "",
                "",
                List.of(chart),
                Arrays.stream(variants).map(SampleLines::build).toList());
    }

    private VariantResult build() {
        VariantResult all = variant.build();
        return new VariantResult(
                all.name(),
                all.resolved(),
                all.seed(),
                all.replication(),
                all.durationNanos(),
                all.warmupNanos(),
                all.stopped(),
                all.simulatedRequests(),
                all.simulatedEvents(),
                all.requests(),
                all.components(),
                all.windows(),
                new Series(STEP_NANOS, 0, columns, latencies),
                all.roles(),
                all.faults(),
                all.timeline(),
                all.sla(),
                all.predict(),
                all.analysis(),
                all.data(),
                all.cost(),
                all.audit(),
                all.asked(),
                all.edges(),
                all.breakdown(),
                all.traces(),
                all.losses());
    }
}
