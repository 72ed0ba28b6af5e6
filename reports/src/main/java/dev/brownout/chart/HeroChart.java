package dev.brownout.chart;

import dev.brownout.chart.answer.AnswerChart;
import dev.brownout.chart.draw.Chart;
import dev.brownout.chart.model.ChartKind;
import dev.brownout.chart.model.ChartModel;
import dev.brownout.chart.model.ChartPlan;
import dev.brownout.chart.model.RateUnit;
import dev.brownout.chart.model.ResultLookup;
import dev.brownout.format.VariantLabels;
import dev.brownout.result.Analysis;
import dev.brownout.result.RunResult;
import dev.brownout.result.Series;
import dev.brownout.result.Series.Column;
import dev.brownout.result.SlaResult;
import dev.brownout.result.VariantResult;
import dev.brownout.translation.Messages;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The chart over time of the first screen of a report: the first metric of the answer with a chart, else the metric of
 * the first assertion that separates the variants, else of the first violated one, else of the first one. Variants with
 * equal values share a line.
 *
 * @param assertion name of the assertion; empty if no assertion has a chart
 * @param plan the metric and its kind
 * @param chart the chart; one of the book if that has the same lines
 * @param metric slug of the chart of the book with the same metric; empty if there is none
 */
public record HeroChart(String assertion, ChartPlan plan, Chart chart, String metric) {
    /** Maximum number of lines. Further variants are left out. */
    private static final int LINES = 5;

    /** Maximum number of different lines of an answer over time. */
    private static final int OVER_TIME = 3;

    /** Events that state verdicts, and no change of the system. */
    private static final Set<String> VERDICTS = Set.of("breach", "recovery");

    private static final String SLUG = "hero";
    private static final String AVAILABILITY = "availability";
    private static final String FAILED = "failed";

    /** Returns the first chart of a result: that of its answer, else the chosen chart over time. */
    public static Optional<Chart> first(RunResult result, ChartBook book) {
        return answer(book).or(() -> of(result, book).map(HeroChart::chart));
    }

    /** Returns the chart of the answer in a book; empty if it is shown over time, or if there is none. */
    public static Optional<Chart> answer(ChartBook book) {
        return book.charts().stream()
                .filter(chart -> chart.slug().equals(AnswerChart.SLUG))
                .findFirst();
    }

    /**
     * Returns whether the answer is shown over time: it quotes one metric, something happens in the run, and few lines
     * differ.
     */
    static boolean isAnswerOverTime(RunResult result) {
        Map<String, Column> columns = ChartBook.columns(result);
        List<String> metrics = AnswerChart.metrics(result);
        return hasEvents(result)
                && metrics.size() == 1
                && metrics.stream()
                        .flatMap(metric -> columns(metric).stream())
                        .filter(columns::containsKey)
                        .flatMap(column -> ChartBook.requested(column, columns, result).stream())
                        .anyMatch(plan -> !isConstant(plan, result)
                                && groups(plan, result.variants()).size() <= OVER_TIME);
    }

    /** Returns whether the load of a variant changes. */
    private static boolean hasStages(VariantResult variant) {
        return variant.analysis().stations().stream()
                        .map(Analysis.Station::fromNanos)
                        .distinct()
                        .count()
                > 1;
    }

    private static boolean hasEvents(RunResult result) {
        return result.variants().stream()
                .anyMatch(variant -> !variant.history().faults().isEmpty()
                        || variant.history().timeline().stream().anyMatch(event -> !VERDICTS.contains(event.what()))
                        || hasStages(variant));
    }

    /**
     * Chooses the chart over time of a result; empty if the result has nothing to draw. The metrics of the answer come
     * first, then those of the assertions.
     */
    public static Optional<HeroChart> of(RunResult result, ChartBook book) {
        Map<String, Column> columns = ChartBook.columns(result);
        Map<String, String> metrics = new LinkedHashMap<>();
        AnswerChart.metrics(result).forEach(metric -> metrics.put(metric, ""));
        metrics(result)
                .forEach((assertion, metric) ->
                        metrics.merge(metric, assertion, (known, added) -> known.isEmpty() ? added : known));
        for (Map.Entry<String, String> metric : metrics.entrySet()) {
            for (String column : columns(metric.getKey())) {
                Optional<HeroChart> hero = of(metric.getValue(), column, columns, result, book);
                if (hero.isPresent()) {
                    return hero;
                }
            }
        }
        return of("", AVAILABILITY, columns, result, book)
                .or(() -> book.charts().stream()
                        .filter(chart -> book.plans().containsKey(chart.slug()))
                        .filter(chart -> !isConstant(book.plans().get(chart.slug()), result))
                        .findFirst()
                        .map(chart -> new HeroChart("", book.plans().get(chart.slug()), chart, chart.slug())));
    }

    /** Returns the chart of the same metric for one variant, with the title of that variant. */
    public Chart of(VariantResult variant, RunResult result) {
        return chart(plan, variant, result, RateUnit.of(plan, result.variants()));
    }

    /** Returns the chart of the failed requests per second of all classes of one variant; empty without series. */
    public static Optional<Chart> failures(VariantResult variant, RunResult result) {
        return ChartBook.requested(FAILED, ChartBook.columns(result), result).stream()
                .findFirst()
                .map(plan -> chart(plan, variant, result, RateUnit.perSecond()));
    }

    private static Chart chart(ChartPlan plan, VariantResult variant, RunResult result, RateUnit unit) {
        return ChartBook.lineChart(SLUG, ChartModelBuilder.build(plan, only(List.of(variant), result), unit));
    }

    private static RunResult only(List<VariantResult> variants, RunResult result) {
        return new RunResult(
                result.scenario(),
                result.name(),
                result.digest(),
                result.question(),
                result.lesson(),
                result.charts(),
                variants);
    }

    /** Returns the metrics of the assertions by their names, the most informative assertions first. */
    private static Map<String, String> metrics(RunResult result) {
        Map<String, List<SlaResult>> assertions = new LinkedHashMap<>();
        result.variants()
                .forEach(variant -> variant.evaluation()
                        .sla()
                        .forEach((name, sla) -> assertions
                                .computeIfAbsent(name, n -> new ArrayList<>())
                                .add(sla)));
        Map<String, String> metrics = new LinkedHashMap<>();
        List<String> others = new ArrayList<>();
        List<String> violated = new ArrayList<>();
        assertions.forEach((name, each) -> {
            Set<SlaResult.Verdict> verdicts = EnumSet.noneOf(SlaResult.Verdict.class);
            each.forEach(sla -> verdicts.add(sla.verdict()));
            if (verdicts.size() > 1) {
                metrics.put(name, each.get(0).metric());
            } else {
                (verdicts.contains(SlaResult.Verdict.PASS) ? others : violated).add(name);
            }
        });
        Stream.concat(violated.stream(), others.stream())
                .forEach(name -> metrics.put(name, assertions.get(name).get(0).metric()));
        return metrics;
    }

    /** Returns the columns of the series that show a metric, the closest first. They may not exist. */
    public static Set<String> columns(String metric) {
        Set<String> expressions = new LinkedHashSet<>(List.of(metric));
        int dot = metric.lastIndexOf('.');
        if (metric.contains("(")) {
            dot = metric.lastIndexOf('.', metric.indexOf('('));
        }
        String subject = dot < 0 ? "" : metric.substring(0, dot);
        String statistic = metric.substring(dot + 1);
        if (statistic.equals("max") || statistic.equals("mean")) {
            expressions.add(subject);
            expressions.add(subject + ".p99");
        } else if (statistic.startsWith("rto(") || statistic.equals("success_rate")) {
            expressions.add(subject.isEmpty() ? AVAILABILITY : subject + "." + AVAILABILITY);
        }
        return expressions.stream().map(Series::columnOf).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Optional<HeroChart> of(
            String assertion, String column, Map<String, Column> columns, RunResult result, ChartBook book) {
        if (!columns.containsKey(column)) {
            return Optional.empty();
        }
        List<ChartPlan> plans = ChartBook.requested(column, columns, result);
        return plans.isEmpty() || isConstant(plans.get(0), result)
                ? Optional.empty()
                : Optional.of(of(plans.get(0), assertion, result, book));
    }

    /** Returns whether each line of a chart has the same value in all variants during the whole measured part. */
    public static boolean isConstant(ChartPlan plan, RunResult result) {
        return plan.kind() != ChartKind.ROLES
                && plan.columns().stream()
                        .allMatch(name -> result.variants().stream()
                                        .flatMapToDouble(variant -> Arrays.stream(measuredValues(variant, name)))
                                        .distinct()
                                        .limit(2)
                                        .count()
                                < 2);
    }

    private static double[] measuredValues(VariantResult variant, String column) {
        ResultLookup lookup = new ResultLookup(variant);
        return lookup.column(column)
                .map(found -> Arrays.stream(found.values())
                        .skip(lookup.firstMeasured())
                        .filter(value -> !Double.isNaN(value))
                        .toArray())
                .orElse(new double[0]);
    }

    private static HeroChart of(ChartPlan plan, String assertion, RunResult result, ChartBook book) {
        List<VariantResult> variants = result.variants();
        List<List<VariantResult>> groups = groups(plan, variants);
        Optional<Chart> same = book.charts().stream()
                .filter(chart -> book.plans().containsKey(chart.slug()))
                .filter(chart -> isSame(book.plans().get(chart.slug()), plan))
                .findFirst();
        boolean whole = groups.size() == variants.size() && variants.size() <= LINES && !isAnswerOverTime(result);
        Chart chart = same.filter(one -> whole)
                .orElseGet(() -> ChartBook.lineChart(SLUG, model(plan, shown(groups, assertion), result)));
        return new HeroChart(assertion, plan, chart, same.map(Chart::slug).orElse(""));
    }

    /** Returns the variants in groups with equal first lines. */
    private static List<List<VariantResult>> groups(ChartPlan plan, List<VariantResult> variants) {
        List<double[]> values = variants.stream()
                .map(variant -> new ResultLookup(variant)
                        .column(plan.columns().get(0))
                        .map(Column::values)
                        .orElse(new double[0]))
                .toList();
        return VariantLabels.groups(values, Arrays::equals).stream()
                .map(group -> group.stream().map(variants::get).toList())
                .toList();
    }

    private static boolean isSame(ChartPlan one, ChartPlan other) {
        return one.kind() == other.kind() && one.columns().equals(other.columns());
    }

    /** Chooses at most {@link #LINES} groups: the first one of each verdict, then the first ones. */
    private static List<List<VariantResult>> shown(List<List<VariantResult>> groups, String assertion) {
        Set<SlaResult.Verdict> verdicts = EnumSet.noneOf(SlaResult.Verdict.class);
        Set<List<VariantResult>> chosen = new LinkedHashSet<>();
        for (List<VariantResult> group : groups) {
            SlaResult sla = group.get(0).evaluation().sla().get(assertion);
            if (sla != null && verdicts.add(sla.verdict())) {
                chosen.add(group);
            }
        }
        groups.stream().takeWhile(group -> chosen.size() < LINES).forEach(chosen::add);
        return groups.stream().filter(chosen::contains).toList();
    }

    /** Returns the model with one line for each group, and the title of the chart of all variants. */
    private static ChartModel model(ChartPlan plan, List<List<VariantResult>> groups, RunResult result) {
        List<VariantResult> first = groups.stream().map(group -> group.get(0)).toList();
        String answer = AnswerChart.title(result)
                .filter(title -> AnswerChart.metrics(result).stream()
                        .anyMatch(metric ->
                                columns(metric).contains(plan.columns().get(0))))
                .orElseGet(() -> ChartModelBuilder.build(plan, result).title());
        ChartModel model = ChartModelBuilder.build(plan, only(first, result));
        int shown = groups.stream().mapToInt(List::size).sum();
        int all = result.variants().size();
        List<String> legend = new ArrayList<>(model.legend());
        for (List<VariantResult> group : groups) {
            String name = group.get(0).name();
            String names =
                    String.join(" = ", group.stream().map(VariantResult::name).toList());
            legend.replaceAll(entry -> entry.startsWith(name + ":") ? names + entry.substring(name.length()) : entry);
        }
        String subtitle =
                result.scenario() + (shown < all ? " · " + Messages.text("chart.of_variants", shown, all) : "");
        return model.titled(answer, subtitle, legend);
    }
}
