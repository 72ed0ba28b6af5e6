package dev.brownout.export;

import dev.brownout.format.TextSanitizer;
import dev.brownout.json.DoubleFormat;
import dev.brownout.result.Percentile;
import dev.brownout.result.RunResult;
import dev.brownout.result.Series;
import dev.brownout.result.Series.Column;
import dev.brownout.result.Series.Kind;
import dev.brownout.result.VariantResult;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Writer of time series in the OpenMetrics 1.0 text format, which Prometheus imports ({@code promtool tsdb
 * create-blocks-from openmetrics}). Simulated time begins at 0, which consumers interpret as 1970-01-01. The timestamp
 * of a value is the end of its interval. Counts per interval become a cumulative counter, percentiles become quantiles
 * of a summary, and everything else is a gauge. An interval without samples has no value. Durations are in seconds.
 */
public final class OpenMetrics {

    /** A metric family: the series of one measurement of components of one kind, or of requests. */
    private record Family(String type, String unit, List<Line> lines) {}

    /** A series: its formatted labels and its values. */
    private record Line(String labels, VariantResult variant, Column column) {}

    private final RunResult result;
    private final Map<String, Family> families = new TreeMap<>();

    private OpenMetrics(RunResult result) {
        this.result = result;
        for (VariantResult variant : result.variants()) {
            variant.series().columns().forEach(column -> add(variant, column));
        }
    }

    /**
     * Writes the series of every variant, in UTF-8, sorted by family name.
     *
     * @throws IOException if writing fails
     */
    public static void write(RunResult result, OutputStream out) throws IOException {
        Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        for (Map.Entry<String, Family> family : new OpenMetrics(result).families.entrySet()) {
            family(family.getKey(), family.getValue(), text);
        }
        text.write("# EOF\n");
        text.flush();
    }

    private void add(VariantResult variant, Column column) {
        SeriesLabels observed = SeriesLabels.of(column);
        String[] metric = observed.metric().split("@", 2);
        Optional<Percentile> percentile = column.percentile();
        boolean quantile = percentile.isPresent();
        boolean ofComponent = variant.components().containsKey(observed.component());
        String subject = ofComponent
                ? variant.components().get(observed.component()).kind()
                : observed.component().isEmpty() ? "" : "request";
        String unit = unit(SeriesLabels.base(column.unit()));
        String type = quantile ? "summary" : column.kind() == Kind.COUNTER ? "counter" : "gauge";
        String measure = plainText(quantile ? "latency" : metric[0]);
        String name =
                List.of("brownout", plainText(subject), measure, measure.endsWith("_" + unit) ? "" : unit).stream()
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.joining("_"));
        Family previous = families.get(name);
        if (previous != null && !previous.type().equals(type)) {
            name = name + "_" + type;
        }
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("scenario", result.name());
        labels.put("variant", variant.name());
        labels.put(ofComponent ? "component" : "request", observed.component());
        labels.put("region", observed.region());
        labels.put("node", observed.node());
        labels.put("key", observed.key());
        labels.put("cause", metric.length > 1 ? metric[1] : "");
        labels.put(
                "quantile",
                percentile
                        .map(one -> one.quantile().stripTrailingZeros().toPlainString())
                        .orElse(""));
        labels.put("metric", !quantile && !measure.equals(metric[0]) ? metric[0] : "");
        families.computeIfAbsent(name, n -> new Family(type, unit, new ArrayList<>()))
                .lines()
                .add(new Line(written(labels), variant, column));
    }

    /** Returns the unit as a suffix of metric names; empty for numbers without a unit. */
    private static String unit(String symbol) {
        return switch (symbol) {
            case "1" -> "";
            case "s" -> "seconds";
            case "B" -> "bytes";
            case "1/s" -> "per_second";
            case "B/s" -> "bytes_per_second";
            case "$" -> "dollars";
            default -> plainText(symbol);
        };
    }

    /**
     * Replaces every character that is not a letter, a digit or an underscore by an underscore, as metric names
     * require.
     */
    private static String plainText(String name) {
        return name.replaceAll("[^a-zA-Z0-9_]", "_");
    }

    /** Formats labels, without those that have no value. */
    private static String written(Map<String, String> labels) {
        return labels.entrySet().stream()
                .filter(label -> !label.getValue().isEmpty())
                .map(label -> label.getKey() + "=\"" + escape(label.getValue()) + "\"")
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String escape(String value) {
        return TextSanitizer.replace(value)
                .replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\n", "\\n");
    }

    private static void family(String name, Family family, Writer text) throws IOException {
        text.append("# TYPE ").append(name).append(' ').append(family.type()).append('\n');
        if (!family.unit().isEmpty() && name.endsWith("_" + family.unit())) {
            text.append("# UNIT ")
                    .append(name)
                    .append(' ')
                    .append(family.unit())
                    .append('\n');
        }
        boolean counter = family.type().equals("counter");
        for (Line line : family.lines()) {
            samples(name + (counter ? "_total" : "") + line.labels() + " ", counter, line, text);
        }
    }

    private static void samples(String series, boolean counter, Line line, Writer text) throws IOException {
        Series grid = line.variant().series();
        Column column = line.column();
        int steps = SeriesLabels.steps(line.variant(), column);
        double sum = 0;
        for (int step = 0; step < steps; step++) {
            double value = SeriesLabels.inBase(column.values()[step], column.unit());
            if (Double.isFinite(value)) {
                sum += value;
                long instant =
                        Math.min(line.variant().run().endNanos(), grid.startNanos() + (step + 1) * grid.stepNanos());
                text.append(series)
                        .append(DoubleFormat.text(counter ? sum : value))
                        .append(' ')
                        .append(DoubleFormat.text(instant / 1e9))
                        .append('\n');
            }
        }
    }
}
