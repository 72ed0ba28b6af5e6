package dev.brownout.chart;

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
 * The finding of a chart of latencies: its worst step, or the p99 before and during the first fault. It says whose
 * latency that is where many were never answered, and when nobody was.
 */
final class LatencyFinding {

    private static final double CHANGED = 1.2;
    /** A step so many times worse than what a title states belongs into the title. */
    private static final double FAR = 2;
    /** Below this share of answered requests a percentile says whose it is. */
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
        this.name = ChartFinding.topic(plan);
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
     * What a plan's titles state: {@code p99}, another percentile, or {@code slowest} where few samples make a step.
     */
    static String statistic(ChartPlan plan) {
        int at = 0;
        for (int i = 0; i < plan.columns().size(); i++) {
            at = plan.columns().get(i).endsWith(P99) || plan.columns().size() == 1 ? i : at;
        }
        String column = plan.columns().get(at);
        boolean p99 = column.endsWith(P99) || plan.columns().size() != 1;
        if (plan.labels().get(at).endsWith(CarriedPercentiles.SLOWEST)) {
            return CarriedPercentiles.SLOWEST;
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
        String whose = whose(name, variant.requests().get(plan.subject()));
        String sentence = Double.isNaN(run)
                ? whose + ": " + value + at
                : whose + " is " + digits.nanos(run) + ", highest " + value + at;
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
        boolean slowest = statistic(plan).equals(CarriedPercentiles.SLOWEST);
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
        String whose = whose(name, window(fault.name()));
        String caveat = whose.equals(name) ? "" : " of the " + share(window(fault.name())) + " answered";
        caveat = silence.isEmpty()
                ? caveat
                : silence.replace(NONE, ", no answer").replace(" from", "");
        String few = !slowest && during.count() < CARRIES_P99 ? " (of " + during.count() + " answers)" : "";
        return new ChartFinding(
                whose + words + when + few + peak + silence,
                value,
                "",
                few + peak + caveat,
                when,
                worse ? extreme.value() : now);
    }

    /** Of how many requests a latency is, with a comma in front; empty where it is nearly all of them. */
    static String caveat(RequestResult request) {
        boolean most = request == null || answered(request) >= NEARLY_ALL || Double.isNaN(answered(request));
        return most ? "" : ", of the " + share(request) + " answered";
    }

    private RequestResult window(String fault) {
        WindowResult window = variant.windows().get(fault);
        return window == null ? null : window.requests().get(plan.subject());
    }

    /** The name of the statistic, with the share of the requests it is of where that is not nearly all of them. */
    private String whose(String statistic, RequestResult request) {
        if (request == null || answered(request) >= NEARLY_ALL || Double.isNaN(answered(request))) {
            return statistic;
        }
        return LatencyFinding.statistic(plan) + " of the " + share(request) + " of " + plan.subject() + " answered";
    }

    private static String share(RequestResult request) {
        return QuantityFormat.percent(answered(request));
    }

    /** Requests answered well, in time or late, over those that finished. */
    private static double answered(RequestResult request) {
        double finished = (double) request.good() + request.failed();
        return finished == 0 ? Double.NaN : (request.good() + request.late()) / finished;
    }

    /** When nobody was answered for the longest time, between two moments; empty if that never lasted. */
    private String silence(long fromNanos, long toNanos) {
        return measured.silence(plan.subject(), worst, fromNanos, toNanos)
                .map(span -> NONE + " from " + SimulatedTimeFormat.at(span.fromNanos()) + " to "
                        + SimulatedTimeFormat.at(span.toNanos()))
                .orElse("");
    }

    /** The first fault that has a name; the first of all where none has. */
    private FaultSpan principal() {
        return variant.faults().stream()
                .filter(fault -> !fault.name().equals(UNNAMED))
                .findFirst()
                .orElse(variant.faults().get(0));
    }
}
