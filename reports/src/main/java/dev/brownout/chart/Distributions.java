package dev.brownout.chart;

import dev.brownout.chart.experiment.LineChart;
import dev.brownout.chart.experiment.SettingAxis;
import dev.brownout.chart.title.TitleNumber;
import dev.brownout.chart.title.TitleText;
import dev.brownout.format.ProminentItems;
import dev.brownout.format.QuantityFormat;
import dev.brownout.format.Slug;
import dev.brownout.result.Latency;
import dev.brownout.result.RequestResult;
import dev.brownout.result.RunResult;
import dev.brownout.result.VariantResult;
import dev.brownout.translation.Messages;
import java.util.ArrayList;
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
                                + (Double.isNaN(lines.get(i).good())
                                        ? ""
                                        : Messages.text("chart.successful", good.get(i))),
                        lines.get(i).values(),
                        NAMES.stream().map(name -> 0.0).toList()))
                .toList();
        return new LineChart(
                Slug.text(request + " percentiles", "percentiles"),
                title(request, result, lines),
                result.scenario(),
                new SettingAxis(
                        Messages.text("chart.percentiles"),
                        NAMES,
                        NAMES.stream().map(name -> 0.0).toList()),
                Messages.text("chart.latency_of", request),
                "ns",
                false,
                curves,
                List.of());
    }

    /** Returns the median and the highest percentile of one variant, or that percentile of several variants. */
    private static String title(String request, RunResult result, List<Line> lines) {
        int finest = lines.stream()
                .filter(line -> !Double.isNaN(line.values().get(0)))
                .mapToInt(Line::finest)
                .min()
                .orElse(0);
        List<Double> tails =
                lines.stream().map(line -> line.values().get(finest)).toList();
        List<String> texts = QuantityFormat.together(tails, "ns");
        if (lines.size() == 1 && finest > 0) {
            return TitleText.fitting(
                    Messages.text(
                            "chart.percentile",
                            request,
                            QuantityFormat.nanos(lines.get(0).values().get(0)),
                            NAMES.get(finest),
                            texts.get(0)),
                    request + " " + NAMES.get(finest) + ": " + texts.get(0));
        }
        List<TitleNumber> numbers = IntStream.range(0, lines.size())
                .mapToObj(i -> TitleNumber.of(result.variants().get(i), tails.get(i), texts.get(i), ""))
                .toList();
        return TitleText.title(request + " " + NAMES.get(finest) + ": ", numbers, "");
    }
}
