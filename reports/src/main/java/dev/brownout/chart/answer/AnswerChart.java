package dev.brownout.chart.answer;

import dev.brownout.chart.draw.Chart;
import dev.brownout.chart.draw.ValueRange;
import dev.brownout.chart.title.TitleText;
import dev.brownout.format.QuantityFormat;
import dev.brownout.format.VerdictWording;
import dev.brownout.result.RunResult;
import dev.brownout.result.SlaResult;
import dev.brownout.result.VariantResult;
import dev.brownout.translation.Messages;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The metrics that the answer of a scenario quotes, one row for each variant and one column for each metric. A mark
 * shows the value on the scale of its metric, a line the bound of an assertion.
 *
 * @param title first metric with its values
 * @param subtitle title of the scenario, and the number of variants if some are left out
 * @param columns the metrics
 * @param rows the variants
 */
public record AnswerChart(String title, String subtitle, List<Metric> columns, List<Row> rows) {
    /** File name of the chart without extension. */
    public static final String SLUG = "answer";

    private static final int COLUMNS = 3;
    private static final int ROWS = 8;
    /** Share of a scale that lies above the largest value. */
    private static final double ROOM = 1.08;

    /** Copies the lists. */
    public AnswerChart {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /**
     * Metric with its scale.
     *
     * @param name the metric with its window, in words
     * @param bound the bound of all variants; empty if there is none or if it differs
     * @param from label of the lower end of the scale
     * @param to label of the upper end of the scale
     * @param cut whether a linear scale begins above zero
     */
    record Metric(String name, String bound, String from, String to, boolean cut) {}

    /** Variant with its values. A metric that the variant lacks has no cell. */
    record Row(String variant, List<Optional<Cell>> cells) {}

    /**
     * Value of a metric.
     *
     * @param text the value as printed
     * @param at position on the scale, 0 to 1
     * @param low position of the least possible value; {@code at} if no request was overdue at the end of the run
     * @param high position of the greatest possible value
     * @param bound position of the bound; {@code NaN} for none
     * @param mark verdict of the assertion
     * @param boundText the bound
     */
    record Cell(String text, double at, double low, double high, double bound, Mark mark, String boundText) {}

    /** Mark of a value by the verdict of its assertion. */
    enum Mark {
        /** The metric has no assertion. */
        PLAIN(""),
        /** Met. */
        MET("✓"),
        /** Violated as expected. */
        EXPECTED("!"),
        /** Violated, or met where a violation was expected. */
        VIOLATED("✗"),
        /** Undecided. */
        UNDECIDED("?");

        /** Sign before the value. */
        final String sign;

        Mark(String sign) {
            this.sign = sign;
        }

        private static Mark of(SlaResult sla) {
            return sla.verdict() == SlaResult.Verdict.UNDECIDED
                    ? UNDECIDED
                    : sla.breaks() && sla.asExpected() ? EXPECTED : sla.asExpected() ? MET : VIOLATED;
        }
    }

    /** Returns the chart of a result; empty if its answer quotes no measured metric, or if there is one variant. */
    public static Optional<Chart> chart(RunResult result) {
        if (result.answer().isBlank() || result.variants().size() < 2) {
            return Optional.empty();
        }
        List<QuotedMetric> metrics = QuotedMetric.of(result).stream()
                .filter(metric -> metric.measured().size() > 1)
                .limit(COLUMNS)
                .toList();
        return metrics.isEmpty()
                ? Optional.empty()
                : CostOverLoad.chart(metrics.get(0), result)
                        .or(() -> Optional.of(of(metrics, result).chart()));
    }

    /** Returns the title of the first metric that the answer of several variants quotes; empty if there is none. */
    public static Optional<String> title(RunResult result) {
        return result.answer().isBlank() || result.variants().size() < 2
                ? Optional.empty()
                : QuotedMetric.of(result).stream()
                        .findFirst()
                        .filter(metric -> metric.measured().size() > 1)
                        .map(metric -> title(metric, result.variants()));
    }

    /** Returns the metrics that the answer quotes, without their windows. */
    public static List<String> metrics(RunResult result) {
        return result.answer().isBlank()
                ? List.of()
                : QuotedMetric.of(result).stream()
                        .map(metric -> QuotedMetric.withoutWindow(metric.expression()))
                        .distinct()
                        .toList();
    }

    private static AnswerChart of(List<QuotedMetric> metrics, RunResult result) {
        Set<Integer> shown = new LinkedHashSet<>();
        metrics.forEach(metric -> shown.add(metric.first()));
        IntStream.range(0, result.variants().size()).forEach(shown::add);
        List<Integer> indices = shown.stream().limit(ROWS).sorted().toList();
        List<ValueRange> scales = metrics.stream().map(AnswerChart::scale).toList();
        List<Row> rows = indices.stream()
                .map(i -> new Row(
                        result.variants().get(i).name(),
                        IntStream.range(0, metrics.size())
                                .mapToObj(column -> cell(metrics.get(column), i, scales.get(column)))
                                .toList()))
                .toList();
        int all = result.variants().size();
        String subtitle = result.scenario()
                + (rows.size() < all ? " · " + Messages.text("chart.of_variants", rows.size(), all) : "");
        return new AnswerChart(
                title(metrics.get(0), result.variants()),
                subtitle,
                IntStream.range(0, metrics.size())
                        .mapToObj(i -> column(metrics.get(i), scales.get(i)))
                        .toList(),
                rows);
    }

    /** Returns the title: the value of the variant that the answer quotes first, and the range of the others. */
    private static String title(QuotedMetric metric, List<VariantResult> variants) {
        List<Integer> measured = metric.measured();
        return TitleText.singled(
                metric.name() + ": ",
                measured.stream().map(i -> variants.get(i).name()).toList(),
                measured.stream().map(metric.values()::get).toList(),
                metric.unit(),
                Math.max(0, measured.indexOf(metric.first())));
    }

    private static ValueRange scale(QuotedMetric metric) {
        double[] values = metric.values().stream()
                .mapToDouble(Double::doubleValue)
                .filter(value -> !Double.isNaN(value))
                .toArray();
        double[] bounds = metric.assertions().stream()
                .flatMap(Optional::stream)
                .mapToDouble(SlaResult::bound)
                .toArray();
        double least = DoubleStream.of(values).min().orElse(0);
        double most = DoubleStream.of(values).max().orElse(1);
        double positive =
                DoubleStream.of(values).filter(value -> value > 0).min().orElse(most);
        boolean moreIsBetter = metric.assertions().stream()
                .flatMap(Optional::stream)
                .anyMatch(sla -> sla.comparison().startsWith(">"));
        boolean share = metric.unit().equals("ratio");
        // Shares of successes differ near 100 %, all others near zero.
        boolean isOfSuccesses = moreIsBetter || least > 1 - most;
        if (share && !isOfSuccesses) {
            double top = Math.max(most, DoubleStream.of(bounds).max().orElse(most));
            return new ValueRange(0, Math.max(top, Double.MIN_NORMAL) * ROOM, false, Double.NaN, metric.unit());
        }
        return ValueRange.of(
                metric.unit(), share, ValueRange.isWide(metric.unit(), positive, most), least, positive, most, bounds);
    }

    private static Metric column(QuotedMetric metric, ValueRange scale) {
        Set<String> bounds = new LinkedHashSet<>();
        metric.assertions()
                .forEach(sla -> bounds.add(sla.map(VerdictWording::bound).orElse("")));
        double from = Math.max(0, Double.isNaN(scale.zero()) ? scale.from() : 0);
        return new Metric(
                metric.name(),
                bounds.size() == 1 ? bounds.iterator().next() : "",
                QuantityFormat.format(from, metric.unit()),
                QuantityFormat.format(
                        metric.unit().equals("ratio") ? Math.min(1, scale.to()) : scale.to(), metric.unit()),
                !scale.logarithmic() && from > 0);
    }

    private static Optional<Cell> cell(QuotedMetric metric, int variant, ValueRange scale) {
        double value = metric.values().get(variant);
        if (Double.isNaN(value)) {
            return Optional.empty();
        }
        Optional<SlaResult> assertion = metric.assertions().get(variant);
        Optional<SlaResult.OpenRange> open = assertion.flatMap(sla -> Optional.ofNullable(sla.open()));
        return Optional.of(new Cell(
                assertion
                        .map(VerdictWording::measuredValue)
                        .orElseGet(() -> QuantityFormat.format(value, metric.unit())),
                place(value, scale),
                place(open.map(SlaResult.OpenRange::low).orElse(value), scale),
                place(open.map(SlaResult.OpenRange::high).orElse(value), scale),
                assertion
                        .map(sla -> scale.share(sla.bound()))
                        .filter(at -> at <= 1)
                        .orElse(Double.NaN),
                assertion.map(Mark::of).orElse(Mark.PLAIN),
                assertion.map(VerdictWording::bound).orElse("")));
    }

    private static double place(double value, ValueRange scale) {
        return Math.max(0, Math.min(1, scale.share(value)));
    }

    private Chart chart() {
        return new Chart(
                SLUG,
                title,
                (g2, width, height) -> new AnswerPainter(this, g2).paint(width, height),
                this::model,
                AnswerPainter.height(rows.size()));
    }

    private Map<String, Object> model() {
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("kind", "answer");
        model.put("title", title);
        model.put("subtitle", subtitle);
        model.put("metrics", columns.stream().map(AnswerChart::model).toList());
        List<Object> lines = new ArrayList<>();
        rows.forEach(row -> {
            Map<String, Object> line = new TreeMap<>();
            line.put("variant", row.variant());
            line.put("cells", row.cells().stream().map(AnswerChart::model).toList());
            lines.add(line);
        });
        model.put("rows", lines);
        return model;
    }

    private static Map<String, Object> model(Metric metric) {
        Map<String, Object> model = new TreeMap<>();
        model.put("name", metric.name());
        model.put("bound", metric.bound());
        model.put("from", metric.from());
        model.put("to", metric.to());
        model.put("cut", metric.cut());
        return model;
    }

    /** Returns the model of a cell; without entries for a variant that lacks the metric. */
    private static Map<String, Object> model(Optional<Cell> cell) {
        Map<String, Object> model = new TreeMap<>();
        cell.ifPresent(value -> {
            model.put("text", value.text());
            model.put("at", value.at());
            model.put("low", value.low());
            model.put("high", value.high());
            model.put("limit", value.bound());
            model.put("bound", value.boundText());
            model.put("sign", value.mark().sign);
        });
        return model;
    }
}
