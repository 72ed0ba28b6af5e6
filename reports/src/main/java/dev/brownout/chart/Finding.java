package dev.brownout.chart;

import dev.brownout.result.Latency;
import dev.brownout.result.RequestResult;
import dev.brownout.result.Series.Column;
import dev.brownout.result.VariantResult;
import dev.brownout.result.VariantResult.FaultSpan;
import dev.brownout.result.VariantResult.RoleSpan;
import dev.brownout.wording.Clock;
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
 * @param when which part of the run that number is of, such as {@code during outage}; empty for the whole run
 * @param score that number; {@code NaN} for no data
 */
record Finding(String sentence, String brief, String when, double score) {

    private static final double CHANGED = 1.2;
    private static final String UNNAMED = "fault";

    Finding(String sentence, String brief, double score) {
        this(sentence, brief, "", score);
    }

    /** States the finding of a plan in a variant. */
    static Finding of(Plan plan, VariantResult variant) {
        Measured measured = new Measured(variant);
        List<Column> columns = plan.columns().stream()
                .map(measured::column)
                .flatMap(Optional::stream)
                .toList();
        return switch (plan.topic()) {
            case LATENCY -> latency(plan, variant, measured, columns);
            case THROUGHPUT -> throughput(plan, variant);
            case ROLES -> roles(plan, variant);
            case SPAN, AGE, LEVEL -> peak(plan, measured, columns);
            case COUNT -> total(plan, measured, columns);
            case AVAILABILITY, HIT_RATIO, SHARE -> ratio(plan, measured, columns, false);
            case UTILIZATION -> ratio(plan, measured, columns, true);
        };
    }

    /** What the finding is about, as the first words of a title that compares variants. */
    static String topic(Plan plan) {
        return plan.topic() == Topic.LATENCY ? percentile(plan) + plan.name() : plan.name();
    }

    private static Finding latency(Plan plan, VariantResult variant, Measured measured, List<Column> columns) {
        String name = topic(plan);
        Latency run = measured.latency(plan.subject());
        Column worst = columns.stream()
                .filter(column -> column.name().endsWith(".p99"))
                .findFirst()
                .orElse(columns.get(columns.size() - 1));
        if (!variant.faults().isEmpty() && worst.name().equals(plan.subject() + ".p99")) {
            FaultSpan fault = principal(variant);
            Optional<Latency> during = measured.latency(plan.subject(), fault.name());
            if (during.isPresent()) {
                double before = measured.latency(plan.subject(), "before " + fault.name())
                        .map(Latency::p99)
                        .orElseGet(() -> measured.typicalBefore(worst, fault.fromNanos()));
                return change(name, before, during.get().p99(), fault.name());
            }
        }
        Measured.Extreme extreme = measured.extreme(worst, true);
        String value = Quantity.nanos(run.p99());
        String highest = Double.isNaN(extreme.value())
                ? ""
                : ", highest " + Quantity.nanos(extreme.value()) + " at " + Clock.at(extreme.atNanos());
        boolean known = !Double.isNaN(run.p99());
        return new Finding(
                known ? name + " is " + value + highest : name + highest.replace(", highest", " highest"),
                known ? value : Quantity.nanos(extreme.value()),
                known ? run.p99() : extreme.value());
    }

    /** The first fault that has a name; the first of all where none has. */
    private static FaultSpan principal(VariantResult variant) {
        return variant.faults().stream()
                .filter(fault -> !fault.name().equals(UNNAMED))
                .findFirst()
                .orElse(variant.faults().get(0));
    }

    private static String percentile(Plan plan) {
        return plan.columns().stream().anyMatch(column -> column.endsWith(".p99"))
                        || plan.columns().size() != 1
                ? "p99"
                : plan.columns().get(0).substring(plan.columns().get(0).lastIndexOf(".p") + 1);
    }

    private static Finding change(String name, double before, double during, String fault) {
        String when = "during " + fault;
        if (Double.isNaN(during)) {
            return new Finding(name + ": no answer " + when, "no answer", when, Double.NaN);
        }
        String now = Quantity.nanos(during);
        String then = Quantity.nanos(before);
        String words;
        if (Double.isNaN(before)) {
            words = " is " + now + " ";
        } else if (during >= before * CHANGED) {
            words = " rose from " + then + " to " + now + " ";
        } else if (during * CHANGED <= before) {
            words = " fell from " + then + " to " + now + " ";
        } else {
            words = " hardly changed: " + then + " before, " + now + " ";
        }
        return new Finding(name + words + when, now, when, during);
    }

    private static Finding ratio(Plan plan, Measured measured, List<Column> columns, boolean largest) {
        String name = topic(plan);
        if (plan.columns().size() == 1) {
            Column column = columns.get(0);
            double overall = measured.overall(column);
            Measured.Extreme extreme = measured.extreme(column, largest);
            String brief = Quantity.of(overall, column.unit());
            String most = (largest ? ", highest " : ", lowest ") + Quantity.of(extreme.value(), column.unit()) + " at "
                    + Clock.at(extreme.atNanos());
            return new Finding(name + " " + brief + (Double.isNaN(extreme.value()) ? "" : most), brief, overall);
        }
        Comparator<Column> order = Comparator.comparingDouble(measured::overall);
        List<Column> known = columns.stream()
                .filter(column -> !Double.isNaN(measured.overall(column)))
                .sorted(largest ? order.reversed() : order)
                .toList();
        if (known.isEmpty()) {
            return new Finding(name + ": no data", "no data", Double.NaN);
        }
        Column first = known.get(0);
        Column last = known.get(known.size() - 1);
        String brief = label(plan, first) + " " + Quantity.of(measured.overall(first), first.unit());
        String rest = label(plan, last) + " " + Quantity.of(measured.overall(last), last.unit());
        return new Finding(
                name + ": " + brief + (known.size() == 1 ? "" : ", " + rest), brief, measured.overall(first));
    }

    private static Finding peak(Plan plan, Measured measured, List<Column> columns) {
        Column highest = columns.get(0);
        for (Column column : columns) {
            if (measured.extreme(column, true).value()
                    > measured.extreme(highest, true).value()) {
                highest = column;
            }
        }
        Measured.Extreme extreme = measured.extreme(highest, true);
        String value = Quantity.of(extreme.value(), highest.unit());
        String who = columns.size() == 1 ? "" : " (" + label(plan, highest) + ")";
        return new Finding(
                Double.isNaN(extreme.value())
                        ? plan.name() + ": no data"
                        : plan.name() + " peaked at " + value + who + " at " + Clock.at(extreme.atNanos()),
                "peak " + value,
                extreme.value());
    }

    private static Finding total(Plan plan, Measured measured, List<Column> columns) {
        double total = columns.stream().mapToDouble(measured::overall).sum();
        String brief = Quantity.of(total, columns.get(0).unit());
        return new Finding(plan.name() + ": " + brief, brief, total);
    }

    private static Finding throughput(Plan plan, VariantResult variant) {
        RequestResult request = variant.requests().get(plan.subject().isEmpty() ? "all" : plan.subject());
        String subject = plan.subject().isEmpty() ? "" : plan.subject() + ": ";
        String brief = Quantity.count(request.failed()) + " of " + Quantity.count(request.offered());
        String cause = request.causes().entrySet().stream()
                .max(Map.Entry.<String, Long>comparingByValue()
                        .thenComparing(Map.Entry.<String, Long>comparingByKey().reversed()))
                .filter(most -> most.getValue() > 0)
                .map(most -> ", most of them "
                        + most.getKey().replace('-', ' ').replace('_', ' ').replace("@", " at "))
                .orElse("");
        String sentence = request.failed() == 0
                ? "all " + Quantity.count(request.good()) + " requests were good"
                : brief + " requests failed" + cause;
        return new Finding(subject + sentence, brief, request.failed());
    }

    private static Finding roles(Plan plan, VariantResult variant) {
        List<RoleSpan> primaries = variant.roles().stream()
                .filter(span ->
                        span.component().equals(plan.subject()) && span.role().equals("primary"))
                .sorted(Comparator.comparingLong(RoleSpan::fromNanos))
                .toList();
        if (primaries.isEmpty()) {
            return new Finding(plan.subject() + " had no primary", "none", Double.NaN);
        }
        RoleSpan last = primaries.get(primaries.size() - 1);
        if (last.fromNanos() == 0) {
            return new Finding(
                    plan.subject() + ": " + last.node() + " was the primary all the time", "no promotion", 0);
        }
        String promoted = last.node() + " became primary at " + Clock.at(last.fromNanos());
        RoleSpan former = primaries.get(Math.max(0, primaries.size() - 2));
        double gap = last.fromNanos() - (double) former.toNanos();
        String without = gap > 0 ? ", after " + Quantity.nanos(gap) + " without one" : "";
        return new Finding(plan.subject() + ": " + promoted + without, promoted, gap);
    }

    private static String label(Plan plan, Column column) {
        return plan.labels().get(plan.columns().indexOf(column.name()));
    }
}
