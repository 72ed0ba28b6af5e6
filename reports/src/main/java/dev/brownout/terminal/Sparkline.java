package dev.brownout.terminal;

import dev.brownout.format.DisplayWidth;
import dev.brownout.format.QuantityFormat;
import dev.brownout.format.SimulatedTimeFormat;
import dev.brownout.result.RunResult;
import dev.brownout.result.Series;
import dev.brownout.result.SlaResult;
import dev.brownout.result.VariantResult;
import dev.brownout.result.VariantResult.FaultSpan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Sparklines of the metric that affected users most over time, one line of blocks per variant, with a common scale. The
 * metric is the number of failed requests. If hardly any failed, it is an asserted metric that varies, such as a
 * percentile.
 *
 * <p>Each block shows the worst interval of its part of the time. The lowest block means zero.
 */
final class Sparkline {
    private static final String FAILED = "failed";
    private static final String BLOCKS = "▁▂▃▄▅▆▇█";
    private static final int STEPS = 7;
    /** Share of failed requests from which failures are shown in preference to other metrics. */
    private static final double SOME = 0.001;

    private static final double SECOND = 1e9;
    private static final double HOUR = 3600e9;

    private final RunResult result;
    private final String column;
    private final boolean leastIsWorst;
    private final long fromNanos;
    private final long toNanos;
    private final double top;

    private Sparkline(RunResult result, String column, boolean leastIsWorst) {
        this.result = result;
        this.column = column;
        this.leastIsWorst = leastIsWorst;
        this.fromNanos = result.variants().stream()
                .mapToLong(VariantResult::warmupNanos)
                .min()
                .orElse(0);
        this.toNanos = result.variants().stream()
                .mapToLong(VariantResult::durationNanos)
                .max()
                .orElse(1);
        this.top = result.variants().stream().mapToDouble(this::top).max().orElse(0);
    }

    /** Returns the sparklines of the metric that affected users most; empty if no metric varies. */
    static Optional<Sparkline> of(RunResult result) {
        Stream<SlaResult> asserted = result.variants().stream()
                .flatMap(variant -> variant.sla().values().stream())
                .sorted(Comparator.comparing(sla -> sla.verdict() == SlaResult.Verdict.PASS));
        Stream<Sparkline> others = asserted.map(
                sla -> new Sparkline(result, sla.column(), sla.comparison().startsWith(">")));
        Stream<Sparkline> failed = Stream.of(new Sparkline(result, FAILED, false));
        boolean some = result.variants().stream()
                .map(variant -> variant.requests().get("all"))
                .anyMatch(all -> all.failed() >= SOME * all.offered());
        return (some ? Stream.concat(failed, others) : Stream.concat(others, failed))
                .filter(Sparkline::moves)
                .findFirst();
    }

    /** Returns whether there is any variation to show. */
    private boolean moves() {
        return top > 0 && (!leastIsWorst || IntStream.range(0, variants()).anyMatch(i -> goodness(i) < top));
    }

    /** Returns the name of the metric. */
    String name() {
        return column + (kind() == Series.Kind.COUNTER ? money() ? "/h" : "/s" : "");
    }

    /** Returns the value of the highest block. */
    String scale() {
        return "█ " + value(top);
    }

    /** Returns the worst value of a variant with its time. */
    String worst(int number) {
        VariantResult variant = result.variants().get(number);
        double[] values = values(variant);
        int worst = worst(values, first(variant), values.length);
        if (worst < 0 || !leastIsWorst && !(values[worst] > 0)) {
            return "none";
        }
        if (leastIsWorst && values[worst] == top(variant)) {
            return "always " + value(values[worst]);
        }
        long at = variant.series().startNanos() + worst * variant.series().stepNanos();
        return (leastIsWorst ? "down to " : "up to ") + value(values[worst]) + " at " + SimulatedTimeFormat.at(at);
    }

    /** Returns the index of the first worst interval in a range, or -1 if none has a value. */
    private int worst(double[] values, int from, int to) {
        int worst = -1;
        for (int i = from; i < Math.min(to, values.length); i++) {
            if (worst < 0 && !Double.isNaN(values[i])
                    || worst >= 0 && (leastIsWorst ? values[i] < values[worst] : values[i] > values[worst])) {
                worst = i;
            }
        }
        return worst;
    }

    private String value(double value) {
        return QuantityFormat.of(value, kind() != Series.Kind.COUNTER ? unit() : unit() + (money() ? "/h" : "/s"));
    }

    private String unit() {
        return column().map(Series.Column::unit).orElse("1");
    }

    private boolean money() {
        return unit().equals("$");
    }

    private Optional<Series.Column> column() {
        return result.variants().stream()
                .flatMap(variant -> column(variant).stream())
                .findFirst();
    }

    private Optional<Series.Column> column(VariantResult variant) {
        return variant.series().columns().stream()
                .filter(one -> one.name().equals(column))
                .findFirst();
    }

    private Series.Kind kind() {
        return column().map(Series.Column::kind).orElse(Series.Kind.GAUGE);
    }

    /** Returns the values of the intervals. Counters are converted to rates: per second, or per hour for money. */
    private double[] values(VariantResult variant) {
        double[] values = column(variant).map(one -> one.values().clone()).orElse(new double[0]);
        if (kind() == Series.Kind.COUNTER) {
            double times = variant.series().stepNanos() / (money() ? HOUR : SECOND);
            Arrays.setAll(values, i -> values[i] / times);
        }
        return values;
    }

    private static int first(VariantResult variant) {
        long nanos = variant.warmupNanos() - variant.series().startNanos();
        long step = variant.series().stepNanos();
        return (int) Math.max(0, (nanos + step - 1) / step);
    }

    private double top(VariantResult variant) {
        double[] values = values(variant);
        return Arrays.stream(values, Math.min(first(variant), values.length), values.length)
                .filter(value -> !Double.isNaN(value))
                .max()
                .orElse(0);
    }

    /** Returns the number of variants. */
    int variants() {
        return result.variants().size();
    }

    /** Returns one variant for each distinct sparkline, the worst first. */
    List<Integer> different(int width) {
        Map<String, Integer> first = new LinkedHashMap<>();
        for (int i = 0; i < variants(); i++) {
            first.putIfAbsent(line(i, width), i);
        }
        return first.values().stream()
                .sorted(Comparator.comparingDouble(this::goodness))
                .toList();
    }

    private double goodness(int number) {
        double[] values = values(result.variants().get(number));
        int worst = worst(values, first(result.variants().get(number)), values.length);
        double value = worst < 0 ? 0 : values[worst];
        return leastIsWorst ? value : -value;
    }

    /** Returns the names of the variants with the same sparkline as a given one. */
    List<String> like(int number, int width) {
        String line = line(number, width);
        List<String> names = new ArrayList<>();
        for (int i = 0; i < variants(); i++) {
            if (line(i, width).equals(line)) {
                names.add(result.variants().get(i).name());
            }
        }
        return names;
    }

    /** Returns the blocks of a variant. */
    String line(int number, int width) {
        VariantResult variant = result.variants().get(number);
        double[] values = values(variant);
        long step = variant.series().stepNanos();
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < width; i++) {
            long from = fromNanos
                    + (toNanos - fromNanos) * i / width
                    - variant.series().startNanos();
            long to = fromNanos
                    + (toNanos - fromNanos) * (i + 1) / width
                    - variant.series().startNanos();
            int first = (int) (from / step);
            int last = (int) Math.max(first, (to - 1) / step);
            int worst = worst(values, Math.max(first, first(variant)), last + 1);
            line.append(worst < 0 ? ' ' : block(values[worst]));
        }
        return line.toString();
    }

    private char block(double value) {
        return value <= 0 ? BLOCKS.charAt(0) : BLOCKS.charAt((int) Math.ceil(Math.min(1, value / top) * STEPS));
    }

    /** Returns the time axis of the blocks: its ends, and a mark at the start of each fault. */
    String axis(int width) {
        String start = SimulatedTimeFormat.at(fromNanos);
        String end = SimulatedTimeFormat.at(toNanos);
        char[] axis = (start + " ".repeat(Math.max(1, width - start.length() - end.length())) + end).toCharArray();
        for (VariantResult variant : result.variants()) {
            for (FaultSpan fault : variant.faults()) {
                int at = (int) ((fault.fromNanos() - fromNanos) * width / (toNanos - fromNanos));
                if (at >= 0 && at < axis.length && axis[at] == ' ') {
                    axis[at] = '▲';
                }
            }
        }
        return DisplayWidth.cut(new String(axis), width);
    }
}
