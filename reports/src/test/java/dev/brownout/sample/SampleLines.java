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

/**
 * Builder of variants of two minutes, with half a minute of warm-up. A test defines the exact values of each second.
 */
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

    /** Creates a variant. */
    public static SampleLines of(String name) {
        return new SampleLines(name);
    }

    /** Adds a column. */
    public SampleLines add(String name, String unit, Kind kind, DoubleUnaryOperator value) {
        double[] values = new double[STEPS];
        Arrays.setAll(values, value::applyAsDouble);
        columns.add(new Column(name, "", unit, kind, values, new long[0], new long[0], SampleDisplayHints.hints(name)));
        return this;
    }

    /** Adds a ratio of counts. */
    public SampleLines ratio(String name, DoubleUnaryOperator part, DoubleUnaryOperator whole) {
        double[] values = new double[STEPS];
        long[] parts = new long[STEPS];
        long[] wholes = new long[STEPS];
        for (int i = 0; i < STEPS; i++) {
            parts[i] = (long) part.applyAsDouble(i);
            wholes[i] = (long) whole.applyAsDouble(i);
            values[i] = wholes[i] == 0 ? Double.NaN : (double) parts[i] / wholes[i];
        }
        columns.add(new Column(name, "", "ratio", Kind.RATIO, values, parts, wholes, SampleDisplayHints.hints(name)));
        return this;
    }

    /** Adds p50, p95, p99 and p99.9 of a class with equal values, and its {@code answers} responses per second. */
    public SampleLines latency(String name, double answers, DoubleUnaryOperator millis) {
        for (String percentile : List.of("p50", "p95", "p99", "p99.9")) {
            add(name + "." + percentile, "ns", Kind.PERCENTILE, t -> millis.applyAsDouble(t) * 1e6);
        }
        add(name + ".offered", "1", Kind.COUNTER, t -> answers);
        return add(name + ".good", "1", Kind.COUNTER, t -> Double.isNaN(millis.applyAsDouble(t)) ? 0 : answers);
    }

    /** Adds the latency histograms of a class. */
    public SampleLines latencies(String name, LatencyCounts counts) {
        latencies.put(name, counts);
        return this;
    }

    /** Adds a fault from one second to another, with {@code failed} failures among 100 requests. */
    public SampleLines fault(long from, long to, long failed) {
        variant.fault("outage", "power-off db", "db powered off", "db", from, to);
        variant.window("outage", from, to, "page", 100, Map.of("timed_out@db", failed), 8);
        return this;
    }

    /** Adds a timeline event at a second. */
    public SampleLines withEvent(double position, String name) {
        variant.withEvent(position, name, "db", name);
        return this;
    }

    /** Adds the detection of a fault by a component. */
    public SampleLines detection(double position, String component) {
        variant.withEvent(position, "ejected", component, component + " detects a failure");
        return this;
    }

    /** Adds an assertion on the whole run. */
    public SampleLines sla(String assertion, String expression, double value, double bound, String unit) {
        variant.sla(assertion, expression, value, bound, unit, false);
        return this;
    }

    /** Returns a result of variants with one chart. */
    public static RunResult result(String chart, SampleLines... variants) {
        return new RunResult(
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
                all.run(),
                all.requests(),
                all.components(),
                all.windows(),
                all.edges(),
                new Series(STEP_NANOS, 0, columns, latencies),
                all.history(),
                all.evaluation(),
                all.analysis(),
                all.cost(),
                all.accounting(),
                all.tracing());
    }
}
