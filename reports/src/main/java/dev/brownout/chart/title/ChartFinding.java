package dev.brownout.chart.title;

import dev.brownout.chart.model.ChartKind;
import dev.brownout.chart.model.ChartPlan;
import dev.brownout.chart.model.PercentileFilter;
import dev.brownout.chart.model.RateUnit;
import dev.brownout.chart.model.ResultLookup;
import dev.brownout.format.AlignedNumbers;
import dev.brownout.format.QuantityFormat;
import dev.brownout.format.SimulatedTimeFormat;
import dev.brownout.result.RequestResult;
import dev.brownout.result.Series.Column;
import dev.brownout.result.VariantResult;
import dev.brownout.result.VariantResult.RoleSpan;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finding of a chart for one variant as text, with numbers of the result.
 *
 * @param sentence complete finding, with its subject
 * @param brief text of the number by which variants are compared
 * @param detail further text after the number, with its leading blank or comma; omitted if there is no space
 * @param caveat text without which the number would be misleading; it always follows the number
 * @param period part of the run that the number covers, such as {@code during outage}; {@link #HIGHEST} for a maximum;
 *     empty for the whole run
 * @param score number as a value; {@code NaN} for no data
 */
public record ChartFinding(String sentence, String brief, String detail, String caveat, String period, double score) {

    /** Value of {@code when} for a maximum over the run. This text precedes the number. */
    static final String HIGHEST = "at most";

    private static final String ZERO = "0";

    ChartFinding(String sentence, String brief, String detail, double score) {
        this(sentence, brief, detail, "", "", score);
    }

    /** Returns the finding of a chart of a single variant. */
    public static ChartFinding of(ChartPlan plan, VariantResult variant, RateUnit rate) {
        return of(plan, variant, rate, AlignedNumbers.alone(), true);
    }

    /**
     * Returns the findings of compared variants. All numbers have the same number of decimals. A lasting change of a
     * rate is the finding only if its text is equal for all variants. Otherwise the highest rate of each variant is the
     * finding.
     */
    public static List<ChartFinding> of(ChartPlan plan, List<VariantResult> variants, RateUnit rate) {
        List<ChartFinding> findings = aligned(plan, variants, rate, true);
        boolean equal = findings.stream().map(ChartFinding::text).distinct().count() <= 1;
        return equal ? findings : aligned(plan, variants, rate, false);
    }

    private static List<ChartFinding> aligned(
            ChartPlan plan, List<VariantResult> variants, RateUnit rate, boolean withChanges) {
        return AlignedNumbers.together(
                digits -> variants.stream()
                        .map(variant -> of(plan, variant, rate, digits, withChanges))
                        .toList(),
                variants.size() == 1 ? ChartFinding::sentence : ChartFinding::textWithDetail);
    }

    private static ChartFinding of(
            ChartPlan plan, VariantResult variant, RateUnit rate, AlignedNumbers digits, boolean withChanges) {
        ResultLookup lookup = new ResultLookup(variant);
        List<Column> columns = plan.columns().stream()
                .map(lookup::column)
                .flatMap(Optional::stream)
                .toList();
        return switch (plan.kind()) {
            case LATENCY -> LatencyFinding.of(plan, variant, lookup, columns, digits);
            case THROUGHPUT -> throughput(plan, variant);
            case LOAD, COUNT -> new RateFinding(plan, variant, rate, digits).of(columns, withChanges);
            case DAMAGE -> damage(plan, lookup, columns);
            case ROLES -> roles(plan, variant);
            case SPAN, AGE, LEVEL -> peak(plan, lookup, columns, digits);
            case AVAILABILITY, HIT_RATIO, SHARE -> ratio(plan, lookup, columns, digits, false);
            case UTILIZATION -> ratio(plan, lookup, columns, digits, true);
            case PROGRESS -> CompletionTitle.finding(plan, lookup, columns, digits);
        };
    }

    /** Returns the subject of the finding. The title of a chart of several variants begins with it. */
    static String titleSubject(ChartPlan plan) {
        if (plan.kind() != ChartKind.LATENCY) {
            return plan.name();
        }
        String statistic = LatencyFinding.statistic(plan);
        return (statistic.equals(PercentileFilter.SLOWEST) ? "Slowest answer" : statistic) + " of " + plan.subject();
    }

    /** Returns the number with detail and caveat. */
    String textWithDetail() {
        return brief + detail + caveat;
    }

    /**
     * Returns the number with detail and caveat, and the part of the run that it covers. The part is omitted for a
     * number of 0.
     */
    public String textWithDetailAndPeriod() {
        return withPeriod(textWithDetail());
    }

    /**
     * Returns the number with its caveat and the part of the run that it covers. The part is omitted for a number of 0.
     */
    public String textWithPeriod() {
        return withPeriod(text());
    }

    private String withPeriod(String text) {
        boolean isMaximum = period.equals(HIGHEST);
        return score == 0 ? text : isMaximum ? period + " " + text : (text + " " + period).strip();
    }

    /** Returns the number with its caveat. */
    String text() {
        return brief + caveat;
    }

    /**
     * Returns the finding of a chart of ratios: the ratio over the run, and the interval or column with the extreme
     * ratio.
     *
     * @param largest whether the largest ratio is the notable one, rather than the smallest
     */
    private static ChartFinding ratio(
            ChartPlan plan, ResultLookup lookup, List<Column> columns, AlignedNumbers digits, boolean largest) {
        String topic = titleSubject(plan);
        if (plan.columns().size() == 1) {
            Column column = columns.get(0);
            double overall = lookup.overall(column);
            ResultLookup.Extreme extreme = lookup.extreme(column, largest);
            String brief = digits.of(overall, column.unit());
            String worst = (largest ? ", highest " : ", lowest ") + digits.of(extreme.value(), column.unit()) + " at "
                    + SimulatedTimeFormat.at(extreme.atNanos());
            String busiestMember = largest ? BusiestMember.of(column, lookup).orElse("") : "";
            boolean extremeOmitted = Double.isNaN(extreme.value())
                    || digits.of(extreme.value(), column.unit()).equals(brief);
            String detail = !busiestMember.isEmpty() ? busiestMember : extremeOmitted ? "" : worst;
            return new ChartFinding(
                    topic + (plan.kind() == ChartKind.SHARE ? ": " : " ") + brief + detail,
                    brief,
                    largest ? busiestMember : "",
                    overall);
        }
        Comparator<Column> byOverall = Comparator.comparingDouble(lookup::overall);
        List<Column> withData = columns.stream()
                .filter(column -> !Double.isNaN(lookup.overall(column)))
                .sorted(largest ? byOverall.reversed() : byOverall)
                .toList();
        if (withData.isEmpty()) {
            return noData(plan);
        }
        Column first = withData.get(0);
        Column last = withData.get(withData.size() - 1);
        String brief = label(plan, first) + " " + digits.of(lookup.overall(first), first.unit());
        String lastText = label(plan, last) + " " + digits.of(lookup.overall(last), last.unit());
        return new ChartFinding(
                topic + ": " + brief + (withData.size() == 1 ? "" : ", " + lastText), brief, "", lookup.overall(first));
    }

    private static ChartFinding peak(ChartPlan plan, ResultLookup lookup, List<Column> columns, AlignedNumbers digits) {
        Column highestColumn = null;
        ResultLookup.Extreme maximum = null;
        for (Column column : columns) {
            ResultLookup.Extreme columnMaximum = lookup.extreme(column, true);
            if (!Double.isNaN(columnMaximum.value()) && (maximum == null || columnMaximum.value() > maximum.value())) {
                highestColumn = column;
                maximum = columnMaximum;
            }
        }
        if (highestColumn == null) {
            return noData(plan);
        }
        String value = digits.of(maximum.value(), highestColumn.unit());
        String columnLabel = plan.columns().size() == 1 ? "" : " (" + label(plan, highestColumn) + ")";
        if (maximum.value() == 0) {
            return new ChartFinding(plan.name() + ": always " + ZERO, ZERO, "", "", HIGHEST, 0);
        }
        return new ChartFinding(
                plan.name() + " peaked at " + value + columnLabel + " at " + SimulatedTimeFormat.at(maximum.atNanos()),
                value,
                "",
                "",
                HIGHEST,
                maximum.value());
    }

    private static ChartFinding noData(ChartPlan plan) {
        return new ChartFinding(plan.name() + ": no data", "no data", "", Double.NaN);
    }

    private static ChartFinding damage(ChartPlan plan, ResultLookup lookup, List<Column> columns) {
        double total = columns.stream().mapToDouble(lookup::overall).sum();
        String brief = QuantityFormat.of(total, columns.get(0).unit());
        return new ChartFinding(plan.name() + ": " + brief, brief, "", total);
    }

    private static ChartFinding throughput(ChartPlan plan, VariantResult variant) {
        RequestResult request = variant.requests().get(plan.subject().isEmpty() ? "all" : plan.subject());
        String subject = plan.subject().isEmpty() ? "" : plan.subject() + ": ";
        String brief = QuantityFormat.count(request.failed()) + " of " + QuantityFormat.count(request.offered());
        String cause = mostFrequentCause(request);
        String sentence = request.failed() == 0
                ? "all " + QuantityFormat.count(request.good()) + " requests were good"
                : brief + " requests failed" + cause;
        return new ChartFinding(subject + sentence, brief, request.failed() == 0 ? "" : cause, request.failed());
    }

    /** Returns the most frequent cause of failed requests as text with a leading comma. Empty if no request failed. */
    private static String mostFrequentCause(RequestResult request) {
        return request.causes().entrySet().stream()
                .max(Map.Entry.<String, Long>comparingByValue()
                        .thenComparing(Map.Entry.<String, Long>comparingByKey().reversed()))
                .filter(entry -> entry.getValue() > 0)
                .map(entry -> (2 * entry.getValue() > request.failed() ? ", most of them " : ", many of them ")
                        + entry.getKey().replace('-', ' ').replace('_', ' ').replace("@", " at "))
                .orElse("");
    }

    private static ChartFinding roles(ChartPlan plan, VariantResult variant) {
        List<RoleSpan> primaries = variant.roles().stream()
                .filter(span ->
                        span.component().equals(plan.subject()) && span.role().equals("primary"))
                .sorted(Comparator.comparingLong(RoleSpan::fromNanos))
                .toList();
        if (primaries.isEmpty()) {
            return new ChartFinding(plan.subject() + " had no primary", "none", "", Double.NaN);
        }
        RoleSpan last = primaries.get(primaries.size() - 1);
        if (last.fromNanos() == 0) {
            return new ChartFinding(
                    plan.subject() + ": " + last.node() + " was the primary all the time", "no promotion", "", 0);
        }
        String promotion = last.node() + " became primary at " + SimulatedTimeFormat.at(last.fromNanos());
        RoleSpan previous = primaries.get(Math.max(0, primaries.size() - 2));
        double gap = last.fromNanos() - (double) previous.toNanos();
        String gapText = gap > 0 ? ", after " + QuantityFormat.nanos(gap) + " without one" : "";
        return new ChartFinding(plan.subject() + ": " + promotion + gapText, promotion, "", gap);
    }

    private static String label(ChartPlan plan, Column column) {
        return plan.labels().get(plan.columns().indexOf(column.name()));
    }
}
