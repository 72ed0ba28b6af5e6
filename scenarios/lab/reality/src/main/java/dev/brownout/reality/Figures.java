package dev.brownout.reality;

import dev.brownout.metrics.RecoveryTracker;
import dev.brownout.reality.MeasuredResponse.Look;
import dev.brownout.service.Outcome;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Metrics of one run of a trial, without its warm-up. */
record Figures(Map<ComparedMetric, Double> values) {

    /** Returns the metrics of a measured run. */
    static Figures of(SiteTrial trial, List<MeasuredResponse> answers) {
        List<MeasuredResponse> counted = answers.stream()
                .filter(answer -> answer.intendedStart() >= SiteTrial.WARMUP.toNanos())
                .toList();
        List<MeasuredResponse> good =
                counted.stream().filter(MeasuredResponse::good).toList();
        long[] nanos = good.stream().mapToLong(MeasuredResponse::nanos).sorted().toArray();
        Map<ComparedMetric, Double> values = new EnumMap<>(ComparedMetric.class);
        values.put(
                ComparedMetric.THROUGHPUT,
                good.size() / (trial.length().minus(SiteTrial.WARMUP).toNanos() / 1e9));
        values.put(ComparedMetric.P50, percentile(nanos, 0.5));
        values.put(ComparedMetric.P99, percentile(nanos, 0.99));
        values.put(ComparedMetric.AVAILABILITY, good.size() / (double) counted.size());
        long hits =
                counted.stream().filter(answer -> answer.lookup() == Look.HIT).count();
        long misses =
                counted.stream().filter(answer -> answer.lookup() == Look.MISS).count();
        values.put(ComparedMetric.HIT_RATIO, hits / (double) (hits + misses));
        if (trial.fault() != Fault.NONE) {
            RecoveryTracker log = new RecoveryTracker(Fault.AT.toNanos(), List.of());
            RecoveryTracker.ClassWatch watch = log.new ClassWatch();
            counted.forEach(answer -> watch.onEnd(
                    0, answer.intendedStart(), answer.good() ? Outcome.OK : Outcome.FAILED, false, answer.nanos()));
            values.put(ComparedMetric.OUTAGE, log.recoveryNanos(trial.length().toNanos()));
        }
        return new Figures(values);
    }

    double of(ComparedMetric figure) {
        return values.get(figure);
    }

    /** Returns the smallest of the sorted values that at least the given share of them do not exceed. */
    private static double percentile(long[] sorted, double share) {
        return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
    }
}
