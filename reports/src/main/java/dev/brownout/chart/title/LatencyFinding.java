package dev.brownout.chart.title;

import dev.brownout.chart.model.ChartPlan;
import dev.brownout.chart.model.PercentileFilter;
import dev.brownout.chart.model.ResultLookup;
import dev.brownout.format.AlignedNumbers;
import dev.brownout.format.QuantityFormat;
import dev.brownout.format.SimulatedTimeFormat;
import dev.brownout.result.Latency;
import dev.brownout.result.RequestResult;
import dev.brownout.result.Series.Column;
import dev.brownout.result.VariantResult;
import dev.brownout.result.VariantResult.FaultSpan;
import dev.brownout.result.WindowResult;
import java.util.List;
import java.util.Optional;

/**
 * Finding of a latency chart: the worst interval, or the p99 before and during the first fault. If many requests
 * failed, the finding states the share that the latency covers. It also states the longest period without a response.
 */
final class LatencyFinding {

    private static final double CHANGED = 1.2;
    /** Minimum ratio of the worst interval to the stated latency for the worst interval to be in the title. */
    private static final double FAR = 2;
    /** Share of successful requests below which a finding states the share. */
    private static final double NEARLY_ALL = 0.95;

    private static final int CARRIES_P99 = 100;
    private static final String NONE = ", nobody answered";
    private static final String UNNAMED = "fault";
    private static final String P99 = ".p99";

    private final String name;
    private final ResultLookup measured;
    private final ChartPlan plan;
    private final VariantResult variant;
    private final Column worst;
    private final AlignedNumbers digits;
    private final ResultLookup.Extreme extreme;

    private LatencyFinding(
            ChartPlan plan, VariantResult variant, ResultLookup measured, Column worst, AlignedNumbers digits) {
        this.plan = plan;
        this.variant = variant;
        this.measured = measured;
        this.worst = worst;
        this.digits = digits;
        this.name = ChartFinding.titleSubject(plan);
        this.extreme = measured.extreme(worst, true);
    }

    static ChartFinding of(
            ChartPlan plan, VariantResult variant, ResultLookup measured, List<Column> columns, AlignedNumbers digits) {
        Column worst = columns.stream()
                .filter(column -> column.name().endsWith(P99))
                .findFirst()
                .orElse(columns.get(columns.size() - 1));
        return new LatencyFinding(plan, variant, measured, worst, digits).finding();
    }

    /**
     * Returns the statistic in the titles of a plan: {@code p99}, another percentile, or {@code slowest} if the
     * intervals have few samples.
     */
    static String statistic(ChartPlan plan) {
        int at = 0;
        for (int i = 0; i < plan.columns().size(); i++) {
            at = plan.columns().get(i).endsWith(P99) || plan.columns().size() == 1 ? i : at;
        }
        String column = plan.columns().get(at);
        boolean p99 = column.endsWith(P99) || plan.columns().size() != 1;
        if (plan.labels().get(at).endsWith(PercentileFilter.SLOWEST)) {
            return PercentileFilter.SLOWEST;
        }
        return p99 ? "p99" : column.substring(column.lastIndexOf(".p") + 1);
    }

    private ChartFinding finding() {
        if (!variant.faults().isEmpty() && worst.name().equals(plan.subject() + P99)) {
            FaultSpan fault = principal();
            Optional<Latency> during = measured.latency(plan.subject(), fault.name());
            if (during.isPresent()) {
                return change(fault, during.get());
            }
        }
        String silence = silence(0, variant.durationNanos());
        if (Double.isNaN(extreme.value())) {
            return new ChartFinding(name + ": no answer", "no answer", "", Double.NaN);
        }
        boolean p99 = statistic(plan).equals("p99");
        double run = p99 ? measured.latency(plan.subject()).p99() : Double.NaN;
        String value = digits.nanos(extreme.value());
        String at = " at " + SimulatedTimeFormat.at(extreme.atNanos());
        String subject = whose(name, variant.requests().get(plan.subject()));
        String sentence = Double.isNaN(run)
                ? subject + ": " + value + at
                : subject + " is " + digits.nanos(run) + ", highest " + value + at;
        return new ChartFinding(
                sentence + silence,
                value,
                at,
                silence.replace(NONE, ", no answer").replace(" from", ""),
                "in the worst step",
                extreme.value());
    }

    private ChartFinding change(FaultSpan fault, Latency during) {
        String when = "during " + fault.name();
        String silence = silence(fault.fromNanos(), fault.toNanos());
        boolean slowest = statistic(plan).equals(PercentileFilter.SLOWEST);
        double now = slowest ? during.max() : during.p99();
        if (Double.isNaN(now)) {
            return new ChartFinding(name + ": no answer " + when, "no answer", "", "", when, Double.NaN);
        }
        double before = measured.typicalBefore(worst, fault.fromNanos());
        String value = digits.nanos(now);
        String then = digits.nanos(before);
        String words;
        if (Double.isNaN(before)) {
            words = " is " + value + " ";
        } else if (now >= before * CHANGED) {
            words = " rose from " + then + " to " + value + " ";
        } else if (now * CHANGED <= before) {
            words = " fell from " + then + " to " + value + " ";
        } else {
            words = " hardly changed: " + then + " before, " + value + " ";
        }
        boolean worse = extreme.value() > FAR * now;
        String peak = worse
                ? ", worst step " + digits.nanos(extreme.value()) + " at " + SimulatedTimeFormat.at(extreme.atNanos())
                : "";
        String subject = whose(name, window(fault.name()));
        String caveat = subject.equals(name) ? "" : " of the " + share(window(fault.name())) + " answered";
        caveat = silence.isEmpty()
                ? caveat
                : silence.replace(NONE, ", no answer").replace(" from", "");
        String few = !slowest && during.count() < CARRIES_P99 ? " (of " + during.count() + " answers)" : "";
        return new ChartFinding(
                subject + words + when + few + peak + silence,
                value,
                "",
                few + peak + caveat,
                when,
                worse ? extreme.value() : now);
    }

    /**
     * Returns the share of requests that a latency covers, with a leading comma. Empty if it covers nearly all of them.
     */
    static String caveat(RequestResult request) {
        boolean most = request == null || answered(request) >= NEARLY_ALL || Double.isNaN(answered(request));
        return most ? "" : ", of the " + share(request) + " answered";
    }

    private RequestResult window(String fault) {
        WindowResult window = variant.windows().get(fault);
        return window == null ? null : window.requests().get(plan.subject());
    }

    /** Returns the name of the statistic. If it does not cover nearly all requests, the name includes their share. */
    private String whose(String statistic, RequestResult request) {
        if (request == null || answered(request) >= NEARLY_ALL || Double.isNaN(answered(request))) {
            return statistic;
        }
        return LatencyFinding.statistic(plan) + " of the " + share(request) + " of " + plan.subject() + " answered";
    }

    private static String share(RequestResult request) {
        return QuantityFormat.percent(answered(request));
    }

    /** Returns the share of finished requests that were successful, in time or late. */
    private static double answered(RequestResult request) {
        double finished = (double) request.good() + request.failed();
        return finished == 0 ? Double.NaN : (request.good() + request.late()) / finished;
    }

    /**
     * Returns the longest period without a response between two times. Empty if there is none of at least two
     * intervals.
     */
    private String silence(long fromNanos, long toNanos) {
        return measured.silence(plan.subject(), worst, fromNanos, toNanos)
                .map(span -> NONE + " from " + SimulatedTimeFormat.at(span.fromNanos()) + " to "
                        + SimulatedTimeFormat.at(span.toNanos()))
                .orElse("");
    }

    /** Returns the first fault with a name, or the first fault if none has one. */
    private FaultSpan principal() {
        return variant.faults().stream()
                .filter(fault -> !fault.name().equals(UNNAMED))
                .findFirst()
                .orElse(variant.faults().get(0));
    }
}
