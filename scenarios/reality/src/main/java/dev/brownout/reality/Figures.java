package dev.brownout.reality;

import dev.brownout.reading.RecoveryLog;
import dev.brownout.reality.Answer.Look;
import dev.brownout.service.Outcome;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What one run of a trial shows from the end of its warm-up on. */
record Figures(Map<Figure, Double> values) {

    /** Those of what was measured. */
    static Figures of(Trial trial, List<Answer> answers) {
        List<Answer> counted = answers.stream()
                .filter(answer -> answer.meantAt() >= Trial.WARMUP.toNanos())
                .toList();
        List<Answer> good = counted.stream().filter(Answer::good).toList();
        long[] nanos = good.stream().mapToLong(Answer::nanos).sorted().toArray();
        Map<Figure, Double> values = new EnumMap<>(Figure.class);
        values.put(
                Figure.THROUGHPUT,
                good.size() / (trial.length().minus(Trial.WARMUP).toNanos() / 1e9));
        values.put(Figure.P50, percentile(nanos, 0.5));
        values.put(Figure.P99, percentile(nanos, 0.99));
        values.put(Figure.AVAILABILITY, good.size() / (double) counted.size());
        long hits = counted.stream().filter(answer -> answer.look() == Look.HIT).count();
        long misses =
                counted.stream().filter(answer -> answer.look() == Look.MISS).count();
        values.put(Figure.HIT_RATIO, hits / (double) (hits + misses));
        if (trial.fault() != Fault.NONE) {
            RecoveryLog log = new RecoveryLog(Fault.AT.toNanos(), List.of());
            RecoveryLog.ClassWatch watch = log.new ClassWatch();
            counted.forEach(answer -> watch.ended(
                    0, answer.meantAt(), answer.good() ? Outcome.OK : Outcome.FAILED, false, answer.nanos()));
            values.put(Figure.OUTAGE, log.recoveryNanos(trial.length().toNanos()));
        }
        return new Figures(values);
    }

    double of(Figure figure) {
        return values.get(figure);
    }

    /** The smallest of sorted values that at least this share of them do not exceed. */
    private static double percentile(long[] sorted, double share) {
        return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
    }
}
