package dev.brownout.chart.title;

import dev.brownout.chart.model.ChartPlan;
import dev.brownout.chart.model.FailurePeriod;
import dev.brownout.chart.model.RateUnit;
import dev.brownout.chart.model.ResultLookup;
import dev.brownout.format.CauseText;
import dev.brownout.format.MetricUnit;
import dev.brownout.format.QuantityFormat;
import dev.brownout.format.SimulatedTimeFormat;
import dev.brownout.result.RequestResult;
import dev.brownout.result.Series.Column;
import dev.brownout.result.VariantResult;
import dev.brownout.result.VariantResult.RoleSpan;
import dev.brownout.translation.Messages;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** The rule for the title of each kind of chart over time: which number it states for each variant. */
public final class FindingRules {
    private final ChartPlan plan;
    private final List<VariantResult> variants;
    private final RateUnit rate;

    private FindingRules(ChartPlan plan, List<VariantResult> variants, RateUnit rate) {
        this.plan = plan;
        this.variants = variants;
        this.rate = rate;
    }

    /** Returns the finding of a chart. */
    public static ChartFinding finding(ChartPlan plan, List<VariantResult> variants, RateUnit rate) {
        FindingRules rules = new FindingRules(plan, variants, rate);
        return switch (plan.kind()) {
            case LATENCY -> new LatencyRule(plan, variants).finding();
            case AVAILABILITY -> rules.errorTime().orElseGet(rules::extreme);
            case COUNT -> rules.peakRate() ? rules.extreme() : rules.total();
            case DAMAGE -> rules.total();
            case THROUGHPUT -> rules.failedRequests();
            case PROGRESS -> rules.progress();
            case ROLES -> rules.promotion();
            case LOAD, HIT_RATIO, UTILIZATION, SHARE, SPAN, AGE, LEVEL -> rules.extreme();
        };
    }

    private boolean peakRate() {
        return rate.per().isEmpty() && !plan.moreIsBetter(variants);
    }

    /** States the maximum over time, or the minimum of a number of which more is better. */
    private ChartFinding extreme() {
        return ExtremeValue.finding(plan, variants, rate);
    }

    /** States the time during which more than 1 % of the requests fail. Empty if they never do. */
    private Optional<ChartFinding> errorTime() {
        if (plan.columns().size() != 1) {
            return Optional.empty();
        }
        List<TitleNumber> numbers = variants.stream()
                .map(variant -> new ResultLookup(variant)
                        .column(plan.columns().get(0))
                        .map(column -> FailurePeriod.of(variant, column))
                        .map(periods -> periods(variant, periods))
                        .orElseGet(() -> TitleNumber.of(variant, Double.NaN, "", "")))
                .toList();
        boolean failures = numbers.stream().anyMatch(number -> number.score() > 0);
        return failures
                ? Optional.of(new ChartFinding(Messages.text("chart.error_rate", plan.subject()), "", numbers))
                : Optional.empty();
    }

    private static TitleNumber periods(VariantResult variant, List<FailurePeriod> periods) {
        double nanos = periods.stream().mapToDouble(FailurePeriod::nanos).sum();
        String when = periods.isEmpty()
                ? ""
                : LatencyRule.start(
                        periods.size(),
                        SimulatedTimeFormat.at(new ResultLookup(variant)
                                .statedTime(periods.get(0).fromNanos())));
        return TitleNumber.of(variant, nanos, QuantityFormat.nanos(nanos), when);
    }

    /** States the sum over the run. */
    private ChartFinding total() {
        List<Double> totals = variants.stream()
                .map(ResultLookup::new)
                .map(lookup ->
                        columns(lookup).stream().mapToDouble(lookup::overall).sum())
                .toList();
        Column first = columns(new ResultLookup(variants.get(0))).get(0);
        String unit = MetricUnit.displayUnit(first.name(), first.unit());
        return new ChartFinding(
                plan.name(), "", TitleNumber.aligned(variants, totals, unit, plan.moreIsBetter(variants), i -> ""));
    }

    /** States the number of failed requests and the most frequent cause. */
    private ChartFinding failedRequests() {
        List<TitleNumber> numbers = variants.stream()
                .map(variant -> {
                    RequestResult request = variant.requests().get(plan.subject());
                    return TitleNumber.of(
                                    variant,
                                    request.failed(),
                                    QuantityFormat.count(request.failed()),
                                    Messages.text("chart.of", QuantityFormat.count(request.offered())))
                            .withNote(mainCause(request));
                })
                .toList();
        return new ChartFinding(plan.name(), "", numbers);
    }

    /** Returns the cause of most failed requests as text with a leading comma. Empty if there is none. */
    private static String mainCause(RequestResult request) {
        return request.causes().entrySet().stream()
                .filter(entry -> 2 * entry.getValue() > request.failed())
                .max(Map.Entry.comparingByValue())
                .map(entry -> Messages.text("chart.mostly", CauseText.text(entry.getKey())))
                .orElse("");
    }

    /** States the last value of a process, or the time from which it is complete in each variant. */
    private ChartFinding progress() {
        List<Double> ends = variants.stream().map(this::end).toList();
        List<Double> complete = variants.stream().map(this::completion).toList();
        boolean all = complete.stream().noneMatch(time -> Double.isNaN(time));
        if (all) {
            List<TitleNumber> times = IntStream.range(0, variants.size())
                    .mapToObj(i -> TitleNumber.of(
                            variants.get(i), complete.get(i), SimulatedTimeFormat.at(Math.round(complete.get(i))), ""))
                    .toList();
            return new ChartFinding(plan.name(), Messages.text("chart.complete_by"), times);
        }
        return new ChartFinding(
                plan.name(),
                "",
                TitleNumber.aligned(variants, ends, "ratio", true, i -> Messages.text("chart.at_the_end")));
    }

    /** Returns the smallest last value of the lines of a variant; {@code NaN} for no data. */
    private double end(VariantResult variant) {
        return columns(new ResultLookup(variant)).stream()
                .map(Column::values)
                .mapToDouble(values -> Arrays.stream(values)
                        .filter(value -> !Double.isNaN(value))
                        .reduce(Double.NaN, (before, value) -> value))
                .filter(end -> !Double.isNaN(end))
                .min()
                .orElse(Double.NaN);
    }

    /**
     * Returns the start of the intervals in which all lines are complete until the end, in ns; {@code NaN} for none.
     */
    private double completion(VariantResult variant) {
        ResultLookup lookup = new ResultLookup(variant);
        double latest = Double.NaN;
        for (Column column : columns(lookup)) {
            double[] values = column.values();
            int from = values.length;
            while (from > 0 && !(values[from - 1] < 1)) {
                from--;
            }
            while (from < values.length && Double.isNaN(values[from])) {
                from++;
            }
            double start = from < values.length ? lookup.startOf(from) : Double.POSITIVE_INFINITY;
            latest = start <= latest ? latest : start;
        }
        return Double.isInfinite(latest) ? Double.NaN : latest;
    }

    /** States the time without a primary before the last promotion, or else the promotion, or the promotions. */
    private ChartFinding promotion() {
        List<Double> gaps =
                variants.stream().map(variant -> gap(primaries(variant))).toList();
        String subject = plan.subject();
        if (variants.size() == 1) {
            List<RoleSpan> primaries = primaries(variants.get(0));
            String gap = gaps.get(0) > 0 ? Messages.text("chart.gap", QuantityFormat.nanos(gaps.get(0))) : "";
            TitleNumber number = TitleNumber.of(variants.get(0), gaps.get(0), promoted(primaries), "");
            return new ChartFinding(subject, "", List.of(number.withNote(gap)));
        }
        if (gaps.stream().anyMatch(gap -> gap > 0)) {
            return new ChartFinding(
                    Messages.text("chart.without_primary", subject),
                    "",
                    TitleNumber.aligned(variants, gaps, "ns", false, i -> ""));
        }
        List<Double> promotions = variants.stream()
                .map(variant -> (double) primaries(variant).stream()
                        .filter(span -> span.fromNanos() > 0)
                        .count())
                .toList();
        return new ChartFinding(
                Messages.text("chart.promotions", subject),
                "",
                TitleNumber.aligned(variants, promotions, "1", false, i -> ""));
    }

    private List<RoleSpan> primaries(VariantResult variant) {
        return variant.history().roles().stream()
                .filter(span ->
                        span.component().equals(plan.subject()) && span.role().equals("primary"))
                .sorted(Comparator.comparingLong(RoleSpan::fromNanos))
                .toList();
    }

    private static double gap(List<RoleSpan> primaries) {
        int last = primaries.size() - 1;
        return last < 1
                ? 0
                : Math.max(
                        0,
                        primaries.get(last).fromNanos()
                                - (double) primaries.get(last - 1).toNanos());
    }

    private static String promoted(List<RoleSpan> primaries) {
        if (primaries.isEmpty()) {
            return Messages.text("chart.no_primary");
        }
        RoleSpan last = primaries.get(primaries.size() - 1);
        return last.fromNanos() == 0
                ? Messages.text("chart.no_promotion")
                : Messages.text("chart.promoted_at", last.node(), SimulatedTimeFormat.at(last.fromNanos()));
    }

    private List<Column> columns(ResultLookup lookup) {
        return plan.columns().stream()
                .flatMap(name -> lookup.column(name).stream())
                .toList();
    }
}
