package dev.brownout.terminal;

import dev.brownout.format.DisplayWidth;
import dev.brownout.format.QuantityFormat;
import dev.brownout.format.SimulatedTimeFormat;
import dev.brownout.result.RunResult;
import dev.brownout.result.Series;
import dev.brownout.result.SlaResult;
import dev.brownout.result.VariantResult;
import dev.brownout.summary.KeyMoments.KeyMoment;
import dev.brownout.translation.Messages;
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
 * Sparklines of one metric over time, one line of blocks per variant, with a common scale. The metric is that of the
 * first assertion with an unexpected violation. Without one, it is the number of failed requests. If hardly any failed,
 * it is an asserted metric that varies.
 *
 * <p>Each block shows the worst interval of its part of the time. A dot means zero, a blank no data.
 */
final class Sparkline {
    private static final String FAILED = "failed";
    private static final String NOTHING = "0";
    private static final String BLOCKS = "▁▂▃▄▅▆▇█";
    private static final int GAPS = 4;
    private static final char ZERO = '·';
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
                .mapToLong(variant -> variant.run().warmupNanos())
                .min()
                .orElse(0);
        this.toNanos = result.variants().stream()
                .mapToLong(variant -> variant.run().durationNanos())
                .max()
                .orElse(1);
        this.top = result.variants().stream().mapToDouble(this::top).max().orElse(0);
    }

    /** Returns the sparklines of the metric that affected users most; empty if no metric varies. */
    static Optional<Sparkline> of(RunResult result) {
        List<SlaResult> asserted = result.variants().stream()
                .flatMap(variant -> variant.evaluation().sla().values().stream())
                .sorted(Comparator.comparing(sla -> sla.verdict() == SlaResult.Verdict.PASS))
                .toList();
        Stream<Sparkline> violated = asserted.stream()
                .filter(sla -> !sla.breaks() && sla.verdict() == SlaResult.Verdict.FAIL)
                .map(sla -> of(result, sla));
        Stream<Sparkline> others = asserted.stream().map(sla -> of(result, sla));
        Stream<Sparkline> failed = Stream.of(new Sparkline(result, FAILED, false));
        boolean some = result.variants().stream()
                .map(variant -> variant.requests().get("all"))
                .anyMatch(all -> all.failed() >= SOME * all.offered());
        return Stream.concat(violated, some ? Stream.concat(failed, others) : Stream.concat(others, failed))
                .filter(Sparkline::moves)
                .findFirst();
    }

    private static Sparkline of(RunResult result, SlaResult sla) {
        return new Sparkline(result, sla.column(), sla.comparison().startsWith(">"));
    }

    /** Returns whether there is any variation to show. */
    private boolean moves() {
        return top > 0 && (!leastIsWorst || IntStream.range(0, variants()).anyMatch(i -> goodness(i) < top));
    }

    /** Returns the name of the metric: {@code failed/s}, {@code page p99}. */
    String name() {
        int dot = column.lastIndexOf('.');
        String name = dot < 0 ? column : column.substring(0, dot) + " " + column.substring(dot + 1);
        return name.replace('_', ' ') + (kind() == Series.Kind.COUNTER ? money() ? "/h" : "/s" : "");
    }

    /** Returns the name of the worst value: {@code peak} or {@code lowest}. */
    String extreme() {
        return leastIsWorst ? Messages.text("report.lowest") : Messages.text("report.peak");
    }

    /** Returns the worst value of all variants. */
    String extremeValue() {
        return different(1).stream().findFirst().map(this::worstValue).orElse("");
    }

    /** Returns the bound of the metric: {@code bound 400 ms}; empty if it has none over time, or several. */
    Optional<String> bound() {
        List<String> bounds = result.variants().stream()
                .flatMap(variant -> variant.evaluation().sla().values().stream())
                .filter(sla -> sla.column().equals(column) && kind() != Series.Kind.COUNTER)
                .filter(sla -> sla.unit().equals(unit()) && sla.bound() != 0)
                .map(sla -> Messages.text("verdict.bound", QuantityFormat.format(sla.bound(), sla.unit())))
                .distinct()
                .toList();
        return bounds.size() == 1 ? Optional.of(bounds.get(0)) : Optional.empty();
    }

    /** Returns the worst value of a variant with its time. */
    String worst(int number) {
        VariantResult variant = result.variants().get(number);
        int worst = worstIndex(variant);
        String value = worstValue(number);
        if (worst < 0 || leastIsWorst && values(variant)[worst] == top(variant) || value.equals(NOTHING)) {
            return value;
        }
        long instant = variant.series().startNanos() + worst * variant.series().stepNanos();
        return Messages.text("report.at", value, SimulatedTimeFormat.at(instant));
    }

    private String worstValue(int number) {
        VariantResult variant = result.variants().get(number);
        int worst = worstIndex(variant);
        if (worst < 0) {
            return Messages.text("verdict.no_data");
        }
        double value = values(variant)[worst];
        return !leastIsWorst && !(value > 0) ? NOTHING : value(value);
    }

    private int worstIndex(VariantResult variant) {
        double[] values = values(variant);
        return worst(values, first(variant), values.length);
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
        return QuantityFormat.format(value, kind() != Series.Kind.COUNTER ? unit() : unit() + (money() ? "/h" : "/s"));
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
        long nanos = variant.run().warmupNanos() - variant.series().startNanos();
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
        VariantResult variant = result.variants().get(number);
        int worst = worstIndex(variant);
        double value = worst < 0 ? 0 : values(variant)[worst];
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
        if (value <= 0) {
            return ZERO;
        }
        int height = (int) Math.ceil(Math.min(1, value / top) * BLOCKS.length());
        return BLOCKS.charAt(Math.max(1, height) - 1);
    }

    /** Returns the time axis of the blocks: its ends, and letters of events between them. */
    String axis(int width, List<KeyMoment> events) {
        String start = SimulatedTimeFormat.at(fromNanos);
        String end = SimulatedTimeFormat.at(toNanos);
        char[] axis = (start + " ".repeat(Math.max(1, width - start.length() - end.length())) + end).toCharArray();
        mark(axis, events);
        return DisplayWidth.cut(new String(axis), width);
    }

    /** Returns the time axis of the blocks: its ends, and the bound of the metric between them. */
    String boundAxis(int width) {
        String axis = axis(width, List.of());
        String text = bound().orElse("");
        int index = (axis.length() - text.length()) / 2;
        return axis.length() - text.length()
                        < 2 * SimulatedTimeFormat.at(toNanos).length() + GAPS
                ? axis
                : axis.substring(0, index) + text + axis.substring(index + text.length());
    }

    /** Returns a line with a letter at the time of each event, from A on. */
    String letters(int width, List<KeyMoment> events) {
        char[] line = " ".repeat(width).toCharArray();
        mark(line, events);
        return new String(line);
    }

    /** Writes a letter at the time of each event, or at the next free column after it. */
    private void mark(char[] line, List<KeyMoment> events) {
        for (int i = 0; i < events.size(); i++) {
            long sinceStart = Math.max(0, events.get(i).atNanos() - fromNanos);
            int index = (int) (sinceStart * line.length / (toNanos - fromNanos));
            while (index < line.length && line[index] != ' ') {
                index++;
            }
            if (index < line.length) {
                line[index] = (char) ('A' + i);
            }
        }
    }
}
