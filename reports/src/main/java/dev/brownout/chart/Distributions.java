package dev.brownout.chart;

import dev.brownout.chart.experiment.LineChart;
import dev.brownout.chart.experiment.SettingAxis;
import dev.brownout.format.ProminentItems;
import dev.brownout.format.QuantityFormat;
import dev.brownout.format.Slug;
import dev.brownout.result.Latency;
import dev.brownout.result.RequestResult;
import dev.brownout.result.RunResult;
import dev.brownout.result.VariantResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Charts of the latency distribution of the successful requests of each class. Each variant has a line over the
 * percentiles for which there are enough samples. The lines show bimodal distributions and long tails, which values
 * over time hide.
 */
final class Distributions {
    private static final List<String> NAMES = List.of("p50", "p90", "p95", "p99", "p99.9", "p99.99");
    private static final List<Double> QUANTILES = List.of(0.5, 0.9, 0.95, 0.99, 0.999, 0.9999);
    /** Maximum ratio of two latencies that are considered equal. */
    private static final double ALIKE = 1.1;

    private Distributions() {}

    /** Latencies of one variant, and the share of its requests that were good. */
    private record Line(String variant, double good, List<Double> values) {
        /** Returns the index of the highest percentile that has a value. */
        int finest() {
            int last = values.size() - 1;
            while (last > 0 && Double.isNaN(values.get(last))) {
                last--;
            }
            return last;
        }
    }

    /** Returns a chart for each of the busiest request classes with enough successful requests. */
    static List<LineChart> charts(RunResult result) {
        List<LineChart> charts = new ArrayList<>();
        for (String request : ProminentItems.classes(result)) {
            List<Line> lines = lines(result, request);
            if (lines.stream().anyMatch(line -> line.finest() > 0)) {
                charts.add(chart(result, request, lines));
            }
        }
        return charts;
    }

    private static List<Line> lines(RunResult result, String request) {
        List<Line> lines = new ArrayList<>();
        for (VariantResult variant : result.variants()) {
            RequestResult found = variant.requests().get(request);
            Latency latency = found == null ? Latency.NONE : found.successes();
            List<Double> all = List.of(
                    latency.p50(), latency.p90(), latency.p95(), latency.p99(), latency.p999(), latency.p9999());
            List<Double> carried = new ArrayList<>();
            for (int i = 0; i < all.size(); i++) {
                carried.add(latency.carries(QUANTILES.get(i)) ? all.get(i) : Double.NaN);
            }
            lines.add(new Line(variant.name(), found == null ? Double.NaN : found.availability(), carried));
        }
        return lines;
    }

    private static LineChart chart(RunResult result, String request, List<Line> lines) {
        List<String> good =
                QuantityFormat.together(lines.stream().map(Line::good).toList(), "ratio");
        List<LineChart.Curve> curves = IntStream.range(0, lines.size())
                .mapToObj(i -> new LineChart.Curve(
                        lines.get(i).variant()
                                + (Double.isNaN(lines.get(i).good()) ? "" : ", " + good.get(i) + " good"),
                        lines.get(i).values(),
                        NAMES.stream().map(name -> 0.0).toList()))
                .toList();
        return new LineChart(
                Slug.of(request + " percentiles", "percentiles"),
                title(request, lines),
                result.scenario(),
                new SettingAxis(
                        "percentile of answered requests",
                        NAMES,
                        NAMES.stream().map(name -> 0.0).toList()),
                "latency of " + request,
                "ns",
                false,
                curves,
                List.of());
    }

    /**
     * Returns the median and the highest percentile that all variants have. Several variants are stated as the best and
     * the worst.
     */
    private static String title(String request, List<Line> lines) {
        int finest = lines.stream().mapToInt(Line::finest).min().orElse(0);
        String median = range(lines, 0);
        String tail = range(lines, finest);
        return "Latency of " + request + ": half within " + median
                + (finest == 0 ? "" : ", " + NAMES.get(finest) + " " + tail);
    }

    private static String range(List<Line> lines, int percentile) {
        List<Line> withData = lines.stream()
                .filter(line -> !Double.isNaN(line.values().get(percentile)))
                .sorted(Comparator.comparingDouble(line -> line.values().get(percentile)))
                .toList();
        if (withData.isEmpty()) {
            return "no answer";
        }
        Line least = withData.get(0);
        Line most = withData.get(withData.size() - 1);
        double low = least.values().get(percentile);
        double high = most.values().get(percentile);
        List<String> ends = QuantityFormat.together(List.of(low, high), "ns");
        return high <= ALIKE * low
                ? QuantityFormat.nanos(high)
                : ends.get(0) + " (" + least.variant() + ") to " + ends.get(1) + " (" + most.variant() + ")";
    }
}
