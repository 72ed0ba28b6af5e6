package dev.brownout.summary;

import dev.brownout.result.DisplayHints.As;
import dev.brownout.result.Latency;
import dev.brownout.result.LatencyCounts;
import dev.brownout.result.RequestResult;
import dev.brownout.result.Series;
import dev.brownout.result.Series.Column;
import dev.brownout.result.VariantResult;
import dev.brownout.result.VariantResult.FaultSpan;
import dev.brownout.result.WindowResult;
import dev.brownout.translation.SentenceTranslation;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Phases of a run around a fault, or around several simultaneous faults.
 *
 * @param name names of the faults
 * @param before phase since the warm-up, or since another fault began or ended
 * @param during phase from the start to the end of the fault
 * @param after phase until another fault begins or ends, or to the end of the run
 */
record FaultPhases(String name, VariantResult variant, Phase before, Phase during, Phase after) {
    private static final String UNNAMED = "fault";
    private static final MathContext THREE_DIGITS = new MathContext(3, RoundingMode.UP);

    /** Returns the phases of all faults of a variant that started after its warm-up, in the order of their start. */
    static List<FaultPhases> of(VariantResult variant) {
        long last = variant.run().endNanos();
        TreeSet<Long> borders = new TreeSet<>(List.of(variant.run().warmupNanos(), last));
        for (FaultSpan fault : variant.history().faults()) {
            borders.add(Math.min(last, Math.max(variant.run().warmupNanos(), fault.fromNanos())));
            borders.add(Math.min(last, fault.toNanos()));
        }
        List<FaultPhases> phases = new ArrayList<>();
        variant.history().faults().stream()
                .filter(fault -> fault.fromNanos() >= variant.run().warmupNanos() && fault.fromNanos() < last)
                .collect(Collectors.groupingBy(
                        fault -> List.of(fault.fromNanos(), fault.toNanos()), LinkedHashMap::new, Collectors.toList()))
                .values()
                .forEach(faults -> {
                    long from = faults.get(0).fromNanos();
                    long to = Math.min(last, faults.get(0).toNanos());
                    Long since = borders.lower(from);
                    Long until = borders.higher(to);
                    phases.add(new FaultPhases(
                            faults.stream().map(FaultPhases::name).distinct().collect(Collectors.joining(", ")),
                            variant,
                            new Phase(variant, since == null ? from : since, from),
                            new Phase(variant, from, to),
                            new Phase(variant, to, until == null ? to : until)));
                });
        return phases;
    }

    private static String name(FaultSpan fault) {
        return fault.name().equals(UNNAMED) ? SentenceTranslation.text(fault.label()) : fault.name();
    }

    /**
     * Returns the tier with the greatest increase in failed calls; if there is none, the one with the greatest change
     * in utilization.
     */
    Optional<String> tier() {
        List<String> tiers = variant.components().entrySet().stream()
                .filter(tier ->
                        As.UTILIZATION.firstOf(tier.getValue().measures()).isPresent())
                .map(Map.Entry::getKey)
                .toList();
        Comparator<String> failures =
                Comparator.comparingDouble(tier -> more(during.failed(tier), before.failed(tier)));
        Comparator<String> busy =
                Comparator.comparingDouble(tier -> Math.abs(more(during.utilization(tier), before.utilization(tier))));
        return tiers.stream()
                .max(failures)
                .filter(tier -> more(during.failed(tier), before.failed(tier)) > 0)
                .or(() -> tiers.stream().max(busy));
    }

    private static double more(double now, double then) {
        return Double.isNaN(now) ? 0 : now - (Double.isNaN(then) ? 0 : then);
    }

    /**
     * A percentile.
     *
     * @param nanos value in ns, or the upper end of its bucket rounded up to three digits; {@code NaN} if there are too
     *     few samples
     * @param exact whether the value comes from a window of the result, not from buckets
     */
    record PhasePercentile(double nanos, boolean exact) {}

    /**
     * A phase of a run. Without a matching window in the result, the intervals that lie wholly in the phase are added
     * up.
     */
    record Phase(VariantResult variant, long fromNanos, long toNanos) {
        private Optional<WindowResult> window() {
            return variant.windows().values().stream()
                    .filter(window -> window.fromNanos() == fromNanos && window.toNanos() == toNanos)
                    .findFirst();
        }

        private Optional<RequestResult> request(String name) {
            return window().map(window -> window.requests().get(name));
        }

        private int first() {
            Series series = variant.series();
            return (int) ((fromNanos - series.startNanos() + series.stepNanos() - 1) / series.stepNanos());
        }

        /** Returns the index after the last interval. The last interval of a run may be shorter. */
        private int end(int steps) {
            Series series = variant.series();
            long end = toNanos >= variant.run().endNanos()
                    ? steps
                    : Math.min(steps, (toNanos - series.startNanos()) / series.stepNanos());
            return (int) Math.max(first(), end);
        }

        private Optional<Column> column(String name) {
            return variant.series().columns().stream()
                    .filter(column -> column.name().equals(name))
                    .findFirst();
        }

        /** Returns a ratio from the sums of its numerators and denominators. */
        private double share(String name) {
            Column column = column(name).orElse(null);
            if (column == null || column.kind() != Series.Kind.RATIO) {
                return Double.NaN;
            }
            int end = end(column.values().length);
            double numerator = Arrays.stream(column.numerators(), Math.min(first(), end), end)
                    .asDoubleStream()
                    .sum();
            double denominator = Arrays.stream(column.denominators(), Math.min(first(), end), end)
                    .asDoubleStream()
                    .sum();
            return denominator == 0 ? Double.NaN : numerator / denominator;
        }

        /** Returns a count per second. */
        private double rate(String name) {
            Column column = column(name).orElse(null);
            if (column == null) {
                return Double.NaN;
            }
            int end = end(column.values().length);
            Series series = variant.series();
            long from = series.startNanos() + first() * series.stepNanos();
            long to = Math.min(variant.run().endNanos(), series.startNanos() + end * series.stepNanos());
            return to <= from
                    ? Double.NaN
                    : Arrays.stream(column.values(), first(), end).sum() * 1e9 / (to - from);
        }

        double availability(String name) {
            String column = name.equals("all") ? "availability" : name + ".availability";
            return request(name).map(RequestResult::availability).orElseGet(() -> share(column));
        }

        double offeredLoad(String name) {
            return request(name)
                    .map(request -> request.offered() * 1e9 / (toNanos - fromNanos))
                    .orElseGet(() -> rate(name + ".offered"));
        }

        double failed(String tier) {
            return rate(tier + ".failed");
        }

        double utilization(String tier) {
            String measure = As.UTILIZATION
                    .firstOf(variant.components().get(tier).measures())
                    .orElse("utilization");
            return share(tier + "." + measure);
        }

        /** Returns a percentile of the latency of successful requests. */
        PhasePercentile percentile(String name, double quantile) {
            Optional<Latency> exact = request(name).map(RequestResult::successes);
            if (exact.isPresent()) {
                double value = quantile == 0.5 ? exact.get().p50() : exact.get().p99();
                return new PhasePercentile(exact.get().carries(quantile) ? value : Double.NaN, true);
            }
            LatencyCounts counts = variant.series().latencies().get(name);
            long[] sums = counts == null ? new long[0] : counts.sum(first(), end(counts.steps().length));
            long all = Arrays.stream(sums).sum();
            if (!Latency.carries(all, quantile)) {
                return new PhasePercentile(Double.NaN, false);
            }
            long left = (long) Math.ceil(all * quantile);
            int bucket = -1;
            while (left > 0) {
                bucket++;
                left -= sums[bucket];
            }
            double end = LatencyCounts.minimum(bucket + 1);
            return new PhasePercentile(
                    BigDecimal.valueOf(end).round(THREE_DIGITS).doubleValue(), false);
        }
    }
}
