package dev.brownout.chart;

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
 * Finding of a chart for one variant, in words with the numbers of the result.
 *
 * @param sentence complete finding, with its subject
 * @param brief number by which variants are compared, in words
 * @param detail text after the number if there is space, with its leading blank or comma
 * @param caveat text that must follow the number, which would be misleading without it
 * @param when part of the run that the number covers, such as {@code during outage}; empty for the whole run
 * @param score number as a value; {@code NaN} for no data
 */
record ChartFinding(String sentence, String brief, String detail, String caveat, String when, double score) {

    /** Value of {@code when} for a maximum over the run. */
    static final String HIGHEST = "at most";

    private static final String NOTHING = "0";

    ChartFinding(String sentence, String brief, String detail, double score) {
        this(sentence, brief, detail, "", "", score);
    }

    /** States the finding of a plan for a variant alone. */
    static ChartFinding of(ChartPlan plan, VariantResult variant, RateUnit rate) {
        return of(plan, variant, rate, AlignedNumbers.alone(), true);
    }

    /**
     * States the findings of compared variants. All numbers have the same decimals. A rate is stated by its course only
     * if the statement is equal for all variants.
     */
    static List<ChartFinding> of(ChartPlan plan, List<VariantResult> variants, RateUnit rate) {
        List<ChartFinding> each = together(plan, variants, rate, true);
        boolean alike = each.stream().map(ChartFinding::least).distinct().count() <= 1;
        return alike ? each : together(plan, variants, rate, false);
    }

    private static List<ChartFinding> together(
            ChartPlan plan, List<VariantResult> variants, RateUnit rate, boolean courses) {
        return AlignedNumbers.together(
                digits -> variants.stream()
                        .map(variant -> of(plan, variant, rate, digits, courses))
                        .toList(),
                variants.size() == 1 ? ChartFinding::sentence : ChartFinding::full);
    }

    private static ChartFinding of(
            ChartPlan plan, VariantResult variant, RateUnit rate, AlignedNumbers digits, boolean courses) {
        ResultLookup measured = new ResultLookup(variant);
        List<Column> columns = plan.columns().stream()
                .map(measured::column)
                .flatMap(Optional::stream)
                .toList();
        return switch (plan.topic()) {
            case LATENCY -> LatencyFinding.of(plan, variant, measured, columns, digits);
            case THROUGHPUT -> throughput(plan, variant);
            case LOAD, COUNT -> new RateFinding(plan, variant, rate, digits).of(columns, courses);
            case DAMAGE -> damage(plan, measured, columns);
            case ROLES -> roles(plan, variant);
            case SPAN, AGE, LEVEL -> peak(plan, measured, columns, digits);
            case AVAILABILITY, HIT_RATIO, SHARE -> ratio(plan, measured, columns, digits, false);
            case UTILIZATION -> ratio(plan, measured, columns, digits, true);
            case PROGRESS -> CompletionTitle.finding(plan, measured, columns, digits);
        };
    }

    /** Returns the subject of the finding: the first words of a title that compares variants. */
    static String topic(ChartPlan plan) {
        if (plan.topic() != ChartKind.LATENCY) {
            return plan.name();
        }
        String statistic = LatencyFinding.statistic(plan);
        return (statistic.equals(CarriedPercentiles.SLOWEST) ? "Slowest answer" : statistic) + " of " + plan.subject();
    }

    /** Returns the number with detail and caveat. */
    String full() {
        return brief + detail + caveat;
    }

    /** Returns the number with detail and caveat, and its part of the run. A number of 0 has no such part. */
    String wholeDated() {
        return dated(full());
    }

    /** Returns the number with its caveat, and its part of the run. */
    String dated() {
        return dated(least());
    }

    private String dated(String words) {
        boolean highest = when.equals(HIGHEST);
        return score == 0 ? words : highest ? when + " " + words : (words + " " + when).strip();
    }

    /** Returns the number with its caveat. */
    String least() {
        return brief + caveat;
    }

    private static ChartFinding ratio(
            ChartPlan plan, ResultLookup measured, List<Column> columns, AlignedNumbers digits, boolean largest) {
        String name = topic(plan);
        if (plan.columns().size() == 1) {
            Column column = columns.get(0);
            double overall = measured.overall(column);
            ResultLookup.Extreme extreme = measured.extreme(column, largest);
            String brief = digits.of(overall, column.unit());
            String most = (largest ? ", highest " : ", lowest ") + digits.of(extreme.value(), column.unit()) + " at "
                    + SimulatedTimeFormat.at(extreme.atNanos());
            String busiest = largest ? BusiestMember.of(column, measured).orElse("") : "";
            boolean flat = Double.isNaN(extreme.value())
                    || digits.of(extreme.value(), column.unit()).equals(brief);
            String detail = !busiest.isEmpty() ? busiest : flat ? "" : most;
            return new ChartFinding(
                    name + (plan.topic() == ChartKind.SHARE ? ": " : " ") + brief + detail,
                    brief,
                    largest ? busiest : "",
                    overall);
        }
        Comparator<Column> order = Comparator.comparingDouble(measured::overall);
        List<Column> known = columns.stream()
                .filter(column -> !Double.isNaN(measured.overall(column)))
                .sorted(largest ? order.reversed() : order)
                .toList();
        if (known.isEmpty()) {
            return nothing(plan);
        }
        Column first = known.get(0);
        Column last = known.get(known.size() - 1);
        String brief = label(plan, first) + " " + digits.of(measured.overall(first), first.unit());
        String rest = label(plan, last) + " " + digits.of(measured.overall(last), last.unit());
        return new ChartFinding(
                name + ": " + brief + (known.size() == 1 ? "" : ", " + rest), brief, "", measured.overall(first));
    }

    private static ChartFinding peak(
            ChartPlan plan, ResultLookup measured, List<Column> columns, AlignedNumbers digits) {
        Column highest = null;
        ResultLookup.Extreme extreme = null;
        for (Column column : columns) {
            ResultLookup.Extreme own = measured.extreme(column, true);
            if (!Double.isNaN(own.value()) && (extreme == null || own.value() > extreme.value())) {
                highest = column;
                extreme = own;
            }
        }
        if (highest == null) {
            return nothing(plan);
        }
        String value = digits.of(extreme.value(), highest.unit());
        String who = plan.columns().size() == 1 ? "" : " (" + label(plan, highest) + ")";
        if (extreme.value() == 0) {
            return new ChartFinding(plan.name() + ": always " + NOTHING, NOTHING, "", "", HIGHEST, 0);
        }
        return new ChartFinding(
                plan.name() + " peaked at " + value + who + " at " + SimulatedTimeFormat.at(extreme.atNanos()),
                value,
                "",
                "",
                HIGHEST,
                extreme.value());
    }

    private static ChartFinding nothing(ChartPlan plan) {
        return new ChartFinding(plan.name() + ": no data", "no data", "", Double.NaN);
    }

    private static ChartFinding damage(ChartPlan plan, ResultLookup measured, List<Column> columns) {
        double total = columns.stream().mapToDouble(measured::overall).sum();
        String brief = QuantityFormat.of(total, columns.get(0).unit());
        return new ChartFinding(plan.name() + ": " + brief, brief, "", total);
    }

    private static ChartFinding throughput(ChartPlan plan, VariantResult variant) {
        RequestResult request = variant.requests().get(plan.subject().isEmpty() ? "all" : plan.subject());
        String subject = plan.subject().isEmpty() ? "" : plan.subject() + ": ";
        String brief = QuantityFormat.count(request.failed()) + " of " + QuantityFormat.count(request.offered());
        String cause = cause(request);
        String sentence = request.failed() == 0
                ? "all " + QuantityFormat.count(request.good()) + " requests were good"
                : brief + " requests failed" + cause;
        return new ChartFinding(subject + sentence, brief, request.failed() == 0 ? "" : cause, request.failed());
    }

    /** Returns the most frequent cause of the failed requests, with a leading comma. Empty if none failed. */
    private static String cause(RequestResult request) {
        return request.causes().entrySet().stream()
                .max(Map.Entry.<String, Long>comparingByValue()
                        .thenComparing(Map.Entry.<String, Long>comparingByKey().reversed()))
                .filter(most -> most.getValue() > 0)
                .map(most -> (2 * most.getValue() > request.failed() ? ", most of them " : ", many of them ")
                        + most.getKey().replace('-', ' ').replace('_', ' ').replace("@", " at "))
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
        String promoted = last.node() + " became primary at " + SimulatedTimeFormat.at(last.fromNanos());
        RoleSpan former = primaries.get(Math.max(0, primaries.size() - 2));
        double gap = last.fromNanos() - (double) former.toNanos();
        String without = gap > 0 ? ", after " + QuantityFormat.nanos(gap) + " without one" : "";
        return new ChartFinding(plan.subject() + ": " + promoted + without, promoted, "", gap);
    }

    private static String label(ChartPlan plan, Column column) {
        return plan.labels().get(plan.columns().indexOf(column.name()));
    }
}
