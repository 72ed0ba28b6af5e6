package dev.brownout.chart;

import dev.brownout.result.RequestResult;
import dev.brownout.result.Series.Column;
import dev.brownout.result.VariantResult;
import dev.brownout.result.VariantResult.RoleSpan;
import dev.brownout.wording.Clock;
import dev.brownout.wording.Digits;
import dev.brownout.wording.Quantity;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a chart shows of one variant, in words with the result's numbers.
 *
 * @param sentence the whole finding, with its subject
 * @param brief the number that variants are compared by, in words
 * @param detail what follows that number where there is room, with its own blank or comma in front
 * @param caveat what follows in any case: without it the number would be false
 * @param when which part of the run that number is of, such as {@code during outage}; empty for the whole run
 * @param score that number; {@code NaN} for no data
 */
record Finding(String sentence, String brief, String detail, String caveat, String when, double score) {

    /** When a number was as large as it ever was. */
    static final String HIGHEST = "at most";

    private static final String NOTHING = "0";

    Finding(String sentence, String brief, String detail, double score) {
        this(sentence, brief, detail, "", "", score);
    }

    /** States the finding of a plan in a variant by itself. */
    static Finding of(Plan plan, VariantResult variant, Rate rate) {
        return of(plan, variant, rate, Digits.alone(), true);
    }

    /**
     * States the findings of variants that are compared: numbers with the same decimals, and rates by their courses
     * only if all have the same.
     */
    static List<Finding> of(Plan plan, List<VariantResult> variants, Rate rate) {
        List<Finding> each = together(plan, variants, rate, true);
        boolean alike = each.stream().map(Finding::least).distinct().count() <= 1;
        return alike ? each : together(plan, variants, rate, false);
    }

    private static List<Finding> together(Plan plan, List<VariantResult> variants, Rate rate, boolean courses) {
        return Digits.together(
                digits -> variants.stream()
                        .map(variant -> of(plan, variant, rate, digits, courses))
                        .toList(),
                variants.size() == 1 ? Finding::sentence : Finding::full);
    }

    private static Finding of(Plan plan, VariantResult variant, Rate rate, Digits digits, boolean courses) {
        Measured measured = new Measured(variant);
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
            case PROGRESS -> Progress.finding(plan, measured, columns, digits);
        };
    }

    /** What the finding is about, as the first words of a title that compares variants. */
    static String topic(Plan plan) {
        if (plan.topic() != Topic.LATENCY) {
            return plan.name();
        }
        String statistic = LatencyFinding.statistic(plan);
        return (statistic.equals(CarriedPercentiles.SLOWEST) ? "Slowest answer" : statistic) + " of " + plan.subject();
    }

    /** The number with all that is said of it. */
    String full() {
        return brief + detail + caveat;
    }

    /** The same, and when that was; of nothing there is no such time. */
    String wholeDated() {
        return dated(full());
    }

    /** The number with what must be said of it, and when that was. */
    String dated() {
        return dated(least());
    }

    private String dated(String words) {
        boolean highest = when.equals(HIGHEST);
        return score == 0 ? words : highest ? when + " " + words : (words + " " + when).strip();
    }

    /** The number with what must be said of it. */
    String least() {
        return brief + caveat;
    }

    private static Finding ratio(Plan plan, Measured measured, List<Column> columns, Digits digits, boolean largest) {
        String name = topic(plan);
        if (plan.columns().size() == 1) {
            Column column = columns.get(0);
            double overall = measured.overall(column);
            Measured.Extreme extreme = measured.extreme(column, largest);
            String brief = digits.of(overall, column.unit());
            String most = (largest ? ", highest " : ", lowest ") + digits.of(extreme.value(), column.unit()) + " at "
                    + Clock.at(extreme.atNanos());
            String busiest = largest ? BusiestMember.of(column, measured).orElse("") : "";
            boolean flat = Double.isNaN(extreme.value())
                    || digits.of(extreme.value(), column.unit()).equals(brief);
            String detail = !busiest.isEmpty() ? busiest : flat ? "" : most;
            return new Finding(
                    name + (plan.topic() == Topic.SHARE ? ": " : " ") + brief + detail,
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
        return new Finding(
                name + ": " + brief + (known.size() == 1 ? "" : ", " + rest), brief, "", measured.overall(first));
    }

    private static Finding peak(Plan plan, Measured measured, List<Column> columns, Digits digits) {
        Column highest = null;
        Measured.Extreme extreme = null;
        for (Column column : columns) {
            Measured.Extreme own = measured.extreme(column, true);
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
            return new Finding(plan.name() + ": always " + NOTHING, NOTHING, "", "", HIGHEST, 0);
        }
        return new Finding(
                plan.name() + " peaked at " + value + who + " at " + Clock.at(extreme.atNanos()),
                value,
                "",
                "",
                HIGHEST,
                extreme.value());
    }

    private static Finding nothing(Plan plan) {
        return new Finding(plan.name() + ": no data", "no data", "", Double.NaN);
    }

    private static Finding damage(Plan plan, Measured measured, List<Column> columns) {
        double total = columns.stream().mapToDouble(measured::overall).sum();
        String brief = Quantity.of(total, columns.get(0).unit());
        return new Finding(plan.name() + ": " + brief, brief, "", total);
    }

    private static Finding throughput(Plan plan, VariantResult variant) {
        RequestResult request = variant.requests().get(plan.subject().isEmpty() ? "all" : plan.subject());
        String subject = plan.subject().isEmpty() ? "" : plan.subject() + ": ";
        String brief = Quantity.count(request.failed()) + " of " + Quantity.count(request.offered());
        String cause = cause(request);
        String sentence = request.failed() == 0
                ? "all " + Quantity.count(request.good()) + " requests were good"
                : brief + " requests failed" + cause;
        return new Finding(subject + sentence, brief, request.failed() == 0 ? "" : cause, request.failed());
    }

    /** What most of some requests failed of, with a comma in front; empty where none failed. */
    private static String cause(RequestResult request) {
        return request.causes().entrySet().stream()
                .max(Map.Entry.<String, Long>comparingByValue()
                        .thenComparing(Map.Entry.<String, Long>comparingByKey().reversed()))
                .filter(most -> most.getValue() > 0)
                .map(most -> (2 * most.getValue() > request.failed() ? ", most of them " : ", many of them ")
                        + most.getKey().replace('-', ' ').replace('_', ' ').replace("@", " at "))
                .orElse("");
    }

    private static Finding roles(Plan plan, VariantResult variant) {
        List<RoleSpan> primaries = variant.roles().stream()
                .filter(span ->
                        span.component().equals(plan.subject()) && span.role().equals("primary"))
                .sorted(Comparator.comparingLong(RoleSpan::fromNanos))
                .toList();
        if (primaries.isEmpty()) {
            return new Finding(plan.subject() + " had no primary", "none", "", Double.NaN);
        }
        RoleSpan last = primaries.get(primaries.size() - 1);
        if (last.fromNanos() == 0) {
            return new Finding(
                    plan.subject() + ": " + last.node() + " was the primary all the time", "no promotion", "", 0);
        }
        String promoted = last.node() + " became primary at " + Clock.at(last.fromNanos());
        RoleSpan former = primaries.get(Math.max(0, primaries.size() - 2));
        double gap = last.fromNanos() - (double) former.toNanos();
        String without = gap > 0 ? ", after " + Quantity.nanos(gap) + " without one" : "";
        return new Finding(plan.subject() + ": " + promoted + without, promoted, "", gap);
    }

    private static String label(Plan plan, Column column) {
        return plan.labels().get(plan.columns().indexOf(column.name()));
    }
}
