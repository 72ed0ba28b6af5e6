package dev.brownout.chart.title;

import dev.brownout.chart.model.ChartPlan;
import dev.brownout.chart.model.FailurePeriod;
import dev.brownout.chart.model.LimitViolation;
import dev.brownout.chart.model.RateUnit;
import dev.brownout.chart.model.ResultLookup;
import dev.brownout.chart.title.LimitTitle.Sort;
import dev.brownout.result.DisplayHints.As;
import dev.brownout.result.RequestResult;
import dev.brownout.result.Series.Column;
import dev.brownout.result.VariantResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Title of a chart of several variants as a sentence: the duration of a violation in each variant, its start, its
 * extent, and its cause. Empty for charts without a violation.
 */
public final class VariantTitle {
    private final ChartPlan plan;
    private final List<VariantResult> variants;

    /** Creates the title of a plan for several variants. */
    public VariantTitle(ChartPlan plan, List<VariantResult> variants) {
        this.plan = plan;
        this.variants = variants;
    }

    /**
     * Returns the title, if there is a violation.
     *
     * @param unit unit of the values
     * @param apart place at which the lines of two variants are far apart; empty for none
     */
    public Optional<String> of(String unit, String apart) {
        return switch (plan.kind()) {
            case AVAILABILITY -> plan.columns().size() == 1 ? outage(apart) : Optional.empty();
            case THROUGHPUT -> failures(apart);
            case LATENCY -> limited(unit, Sort.LATENCY, apart);
            case UTILIZATION -> limited(unit, Sort.BUSY, apart);
            case HIT_RATIO -> limited(unit, Sort.FOUND, apart);
            case LEVEL -> lines() ? limited(unit, Sort.PILE, apart) : Optional.empty();
            case AGE, SPAN -> limited(unit, Sort.PILE, apart);
            default -> Optional.empty();
        };
    }

    /** Returns the title of an availability chart: the duration of the failure periods. */
    private Optional<String> outage(String apart) {
        List<ViolationSentence.VariantViolation> violations = new ArrayList<>();
        for (VariantResult variant : variants) {
            LimitViolation fate = FailurePeriod.fate(variant, plan.columns().get(0));
            violations.add(new ViolationSentence.VariantViolation(fate, fate.words(), "", fate.nanos()));
        }
        String owner = plan.subject().isEmpty() ? "" : plan.subject() + " ";
        return violations.stream().allMatch(one -> one.violation().never())
                ? Optional.empty()
                : Optional.of(ViolationSentence.of("More than 1 % of " + owner + "requests fail", violations, apart));
    }

    /**
     * Returns the title of a chart of outcomes: the number of failed requests, the failure periods, and the most
     * frequent cause.
     */
    private Optional<String> failures(String apart) {
        List<ViolationSentence.VariantViolation> violations = new ArrayList<>();
        for (VariantResult variant : variants) {
            LimitViolation fate = FailurePeriod.fate(variant, plan.subject() + ".availability");
            ChartFinding finding = ChartFinding.of(plan, variant, new RateUnit(0, "", ""));
            String brief = finding.score() == 0 ? "none" : finding.brief();
            String when = fate.never() ? "" : (fate.always() ? ", " : ", most ") + fate.words();
            violations.add(
                    new ViolationSentence.VariantViolation(fate, brief, when + finding.detail(), finding.score()));
        }
        return violations.stream().allMatch(one -> one.score() == 0)
                ? Optional.empty()
                : Optional.of(
                        ViolationSentence.ofCounts("Requests of " + plan.subject() + " that fail", violations, apart));
    }

    /** Returns whether the chart is about a queue. */
    private boolean lines() {
        return variants.stream()
                .flatMap(variant -> columns(variant).stream())
                .anyMatch(column -> column.showing().as() == As.LINE);
    }

    private List<Column> columns(VariantResult variant) {
        ResultLookup measured = new ResultLookup(variant);
        return plan.columns().stream()
                .flatMap(name -> measured.column(name).stream())
                .toList();
    }

    private Optional<String> limited(String unit, Sort sort, String apart) {
        List<LimitTitle.Line> lines = new ArrayList<>();
        String metric = "";
        for (VariantResult variant : variants) {
            List<Column> stated = stated(variant, sort);
            if (stated.isEmpty()) {
                return Optional.empty();
            }
            metric = stated.size() == 1 ? stated.get(0).name() : "";
            boolean users = sort == Sort.LATENCY && stated.size() == 1;
            RequestResult request = users ? variant.requests().get(plan.subject()) : null;
            lines.add(new LimitTitle.Line(
                    variant,
                    worst(stated, sort),
                    users ? new ResultLookup(variant).silent(plan.subject(), stated.get(0)) : new boolean[0],
                    sort == Sort.BUSY ? fullest(stated) : LatencyFinding.caveat(request)));
        }
        String name = sort == Sort.LATENCY ? ChartFinding.titleSubject(plan) : plan.name();
        boolean several =
                sort == Sort.LATENCY ? metric.isEmpty() : plan.columns().size() > 1;
        String superlative = !several ? "" : sort == Sort.FOUND ? "The least " : "The greatest ";
        String first = name.substring(0, 1);
        String begins = superlative + (several ? first.toLowerCase(Locale.ROOT) : first) + name.substring(1);
        return LimitTitle.of(new LimitTitle.Subject(begins, metric, unit, sort), lines, apart);
    }

    /** Returns the node or region that was full for the longest time, with a leading comma. Empty if there is none. */
    private String fullest(List<Column> columns) {
        String fullest = "";
        long longest = 0;
        for (Column column : columns) {
            long full = Arrays.stream(column.values())
                    .filter(busy -> busy >= LimitTitle.FULL)
                    .count();
            if (full > longest && columns.size() > 1) {
                longest = full;
                fullest = ", for longest " + plan.labels().get(plan.columns().indexOf(column.name()));
            }
        }
        return fullest;
    }

    /**
     * Returns the columns that the title is about. For latencies these are the p99, or the last column if there is no
     * p99.
     */
    private List<Column> stated(VariantResult variant, Sort sort) {
        List<Column> columns = columns(variant);
        if (sort != Sort.LATENCY || columns.isEmpty()) {
            return columns;
        }
        List<Column> p99 = columns.stream()
                .filter(column -> column.name().endsWith(".p99"))
                .toList();
        return p99.isEmpty() ? columns.subList(columns.size() - 1, columns.size()) : p99;
    }

    /** Returns the worst value of all lines for each interval. */
    private static double[] worst(List<Column> columns, Sort sort) {
        double[] worst = columns.get(0).values().clone();
        for (Column column : columns) {
            double[] values = column.values();
            Arrays.setAll(worst, i -> {
                if (Double.isNaN(worst[i]) || Double.isNaN(values[i])) {
                    return Double.isNaN(worst[i]) ? values[i] : worst[i];
                }
                return sort == Sort.FOUND ? Math.min(worst[i], values[i]) : Math.max(worst[i], values[i]);
            });
        }
        return worst;
    }
}
