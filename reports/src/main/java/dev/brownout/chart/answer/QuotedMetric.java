package dev.brownout.chart.answer;

import dev.brownout.format.MetricUnit;
import dev.brownout.result.AnswerTemplate;
import dev.brownout.result.ComponentResult.Measure;
import dev.brownout.result.RunResult;
import dev.brownout.result.SlaResult;
import dev.brownout.result.VariantResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Metric that the answer of a scenario quotes, with its value in each variant.
 *
 * @param expression the metric with its window, as the answer writes it
 * @param unit unit in which the values are printed
 * @param first index of the variant that the answer quotes first
 * @param values one value per variant; {@code NaN} for a variant without the metric
 * @param assertions the assertion of each variant on this metric in this window
 */
record QuotedMetric(
        String expression, String unit, int first, List<Double> values, List<Optional<SlaResult>> assertions) {
    private static final Pattern WINDOW = Pattern.compile(" (during|before|after|from|within|every) .*");

    /** Copies the lists. */
    QuotedMetric {
        values = List.copyOf(values);
        assertions = List.copyOf(assertions);
    }

    /** Returns the metrics of an answer in the order of their first quotations. */
    static List<QuotedMetric> of(RunResult result) {
        List<String> names = result.variants().stream().map(VariantResult::name).toList();
        Map<String, Integer> first = new LinkedHashMap<>();
        for (AnswerTemplate.Part part : AnswerTemplate.of(result.answer()).parts()) {
            int variant = part.variant().isEmpty() ? 0 : names.indexOf(part.variant());
            if (part.metric() && variant >= 0) {
                first.putIfAbsent(part.text(), variant);
            }
        }
        List<QuotedMetric> metrics = new ArrayList<>();
        first.forEach((expression, variant) -> unit(expression, result)
                .ifPresent(unit -> metrics.add(new QuotedMetric(
                        expression,
                        MetricUnit.displayUnit(expression, unit),
                        variant,
                        result.variants().stream()
                                .map(each -> measure(each, expression)
                                        .map(Measure::value)
                                        .orElse(Double.NaN))
                                .toList(),
                        result.variants().stream()
                                .map(each -> assertion(each, expression))
                                .toList()))));
        return metrics;
    }

    /** Returns the metric and its window in words: {@code db moved bytes} for {@code db.moved_bytes}. */
    String name() {
        return expression.replaceAll("\\.(?=\\p{L})|_", " ");
    }

    /** Returns the indices of the variants with a value. */
    List<Integer> measured() {
        return IntStream.range(0, values.size())
                .filter(i -> !values.get(i).isNaN())
                .boxed()
                .toList();
    }

    private static Optional<String> unit(String expression, RunResult result) {
        return result.variants().stream()
                .flatMap(variant -> measure(variant, expression).stream())
                .filter(measure -> !Double.isNaN(measure.value()))
                .findFirst()
                .map(Measure::unit);
    }

    private static Optional<Measure> measure(VariantResult variant, String expression) {
        return Optional.ofNullable(variant.evaluation().answers().get(expression));
    }

    /** Returns the assertion on the same metric in the same window. */
    private static Optional<SlaResult> assertion(VariantResult variant, String expression) {
        return variant.evaluation().sla().values().stream()
                .filter(sla -> withoutWindow(expression).equals(sla.metric().replace(" ", ""))
                        && window(expression).equals(window(sla.expression())))
                .findFirst();
    }

    /** Returns the metric of an expression with a window. */
    static String withoutWindow(String expression) {
        return WINDOW.matcher(expression).replaceFirst("").replace(" ", "");
    }

    /** Returns the window at the end of an expression without blanks; empty for the measured part of the run. */
    private static String window(String expression) {
        Matcher window = WINDOW.matcher(expression);
        return window.find() ? window.group().replace(" ", "") : "";
    }
}
