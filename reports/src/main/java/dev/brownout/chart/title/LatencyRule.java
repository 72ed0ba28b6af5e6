package dev.brownout.chart.title;

import dev.brownout.chart.model.ChartPlan;
import dev.brownout.chart.model.PercentileFilter;
import dev.brownout.chart.model.RateUnit;
import dev.brownout.chart.model.ResultLookup;
import dev.brownout.format.QuantityFormat;
import dev.brownout.format.SimulatedTimeFormat;
import dev.brownout.result.Percentile;
import dev.brownout.result.RequestResult;
import dev.brownout.result.Series.Column;
import dev.brownout.result.VariantResult;
import dev.brownout.translation.Messages;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Rule for the title of a latency chart. It states the p99 of the run, or the worst interval if that is far above it.
 * If no request succeeded for at least two intervals, it states that time instead, as the latency does not cover it.
 */
final class LatencyRule {
    /** Minimum ratio of the worst interval to the p99 of the run for the worst interval to be stated. */
    private static final double SPIKE = 2;
    /** Share of successful requests below which a latency is stated with this share. */
    private static final double NEARLY_ALL = 0.95;

    /** Minimum time without a response to be stated, in ns. */
    private static final long MIN_SILENCE = 1_000_000_000;

    private final ChartPlan plan;
    private final List<VariantResult> variants;
    private final String metric;
    private final Optional<Percentile> percentile;

    LatencyRule(ChartPlan plan, List<VariantResult> variants) {
        this.plan = plan;
        this.variants = variants;
        this.metric = plan.columns().stream()
                .filter(column -> isP99(percentile(column)))
                .findFirst()
                .orElse(plan.columns().get(plan.columns().size() - 1));
        this.percentile = percentile(metric);
    }

    ChartFinding finding() {
        boolean several = plan.columns().stream().map(this::owner).distinct().count() > 1;
        if (several) {
            return ExtremeValue.finding(highestPercentile(), variants, new RateUnit(0, "", ""));
        }
        String owner = owner(metric).equals("all") ? Messages.text("chart.all_requests") : owner(metric);
        List<TitleNumber> silence = variants.stream().map(this::silence).toList();
        if (silence.stream().anyMatch(number -> number.score() > 0)) {
            return new ChartFinding(Messages.text("chart.no_responses", owner), "", silence);
        }
        boolean slowest = plan.labels().get(plan.columns().indexOf(metric)).endsWith(PercentileFilter.SLOWEST);
        boolean flat = variants.stream().allMatch(variant -> worst(variant).value() == least(variant));
        boolean spike = !flat && (slowest || variants.stream().anyMatch(this::spikes));
        List<Double> values = variants.stream()
                .map(variant -> spike || flat ? worst(variant).value() : overall(variant))
                .toList();
        List<TitleNumber> numbers = TitleNumber.aligned(
                variants,
                values,
                "ns",
                false,
                i -> spike
                        ? Messages.text(
                                "chart.at",
                                time(variants.get(i), worst(variants.get(i)).atNanos()))
                        : "");
        String subject = slowest
                ? Messages.text("chart.latency", owner)
                : owner + " " + percentile.map(Percentile::label).orElse(metric);
        return new ChartFinding(
                subject,
                spike ? Messages.text("chart.maximum") : "",
                numbers.stream()
                        .map(number -> number.withNote(coverage(number.variant())))
                        .toList());
    }

    /** Returns the plan with only those columns that are of the same percentile as the stated one. */
    private ChartPlan highestPercentile() {
        List<Integer> kept = IntStream.range(0, plan.columns().size())
                .filter(i -> percentile(plan.columns().get(i)).equals(percentile))
                .boxed()
                .toList();
        return plan.of(
                kept.stream().map(plan.columns()::get).toList(),
                kept.stream().map(plan.labels()::get).toList());
    }

    private Optional<Percentile> percentile(String column) {
        return ResultLookup.percentile(column, variants);
    }

    private static boolean isP99(Optional<Percentile> one) {
        return one.equals(Optional.of(Percentile.P99));
    }

    private String owner(String column) {
        return percentile(column)
                .map(one -> column.length() - one.label().length() - 1)
                .filter(end -> end >= 0)
                .map(end -> column.substring(0, end))
                .orElse("all");
    }

    private static String time(VariantResult variant, long nanos) {
        return SimulatedTimeFormat.at(new ResultLookup(variant).statedTime(nanos));
    }

    private Optional<Column> column(VariantResult variant) {
        return new ResultLookup(variant).column(metric);
    }

    private ResultLookup.Extreme worst(VariantResult variant) {
        return column(variant)
                .map(column -> new ResultLookup(variant).extreme(column, true))
                .orElse(new ResultLookup.Extreme(Double.NaN, 0));
    }

    private double least(VariantResult variant) {
        return column(variant)
                .map(column -> new ResultLookup(variant).extreme(column, false).value())
                .orElse(Double.NaN);
    }

    /** Returns the p99 of the run; {@code NaN} for other percentiles and without enough samples. */
    private double overall(VariantResult variant) {
        return isP99(percentile)
                ? new ResultLookup(variant).latency(plan.subject()).p99()
                : Double.NaN;
    }

    private boolean spikes(VariantResult variant) {
        double worst = worst(variant).value();
        return !Double.isNaN(worst) && !(worst <= SPIKE * overall(variant));
    }

    /** Returns the start of the first of some periods, for a place after their length. */
    static String start(int periods, String place) {
        return periods == 1 ? Messages.text("chart.from", place) : Messages.text("chart.first_at", place);
    }

    /** Returns the total time of at least two intervals each in which requests were sent and none succeeded. */
    private TitleNumber silence(VariantResult variant) {
        ResultLookup lookup = new ResultLookup(variant);
        boolean[] silent = column(variant)
                .map(column -> lookup.silent(plan.subject(), column))
                .orElse(new boolean[0]);
        long nanos = 0;
        int spells = 0;
        long from = 0;
        int end = answered(variant, lookup, silent);
        for (int i = lookup.firstMeasured(); i < end; i++) {
            if (silent[i]) {
                boolean begins = i == lookup.firstMeasured() || !silent[i - 1];
                from = begins && spells == 0 ? lookup.startOf(i) : from;
                spells += begins ? 1 : 0;
                nanos += Math.min(lookup.startOf(i + 1), variant.run().durationNanos()) - lookup.startOf(i);
            }
        }
        String when = nanos < MIN_SILENCE ? "" : start(spells, time(variant, from));
        nanos = nanos < MIN_SILENCE ? 0 : nanos;
        return TitleNumber.of(variant, nanos, QuantityFormat.nanos(nanos), when);
    }

    /**
     * Returns the end of the intervals with requests that can end within the run. Silence at the end of the run that is
     * shorter than the latency is excluded.
     */
    private int answered(VariantResult variant, ResultLookup lookup, boolean[] silent) {
        int end = silent.length;
        while (end > 0 && silent[end - 1]) {
            end--;
        }
        boolean pending = end < silent.length
                && variant.run().durationNanos() - lookup.startOf(end)
                        <= worst(variant).value();
        return pending ? end : silent.length;
    }

    /** Returns the share of requests that the latency covers. Empty if it covers nearly all of them. */
    private String coverage(String variant) {
        RequestResult request = variants.stream()
                .filter(one -> one.name().equals(variant))
                .findFirst()
                .map(one -> one.requests().get(plan.subject()))
                .orElse(null);
        double finished = request == null ? 0 : (double) request.good() + request.failed();
        double share = finished == 0 ? 1 : (request.good() + request.late()) / finished;
        return share >= NEARLY_ALL ? "" : Messages.text("chart.covered", QuantityFormat.percent(share));
    }
}
