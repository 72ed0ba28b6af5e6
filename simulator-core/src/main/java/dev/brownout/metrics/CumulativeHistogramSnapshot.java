package dev.brownout.metrics;

import dev.brownout.instrument.LatencyHistogram;
import java.util.List;

/**
 * Cumulative histogram of the times recorded up to an instant. The distribution between two instants is the difference
 * of the bucket counts, as in monitoring systems.
 *
 * @param times bucket counts
 * @param stat statistic to report, such as {@code p99}
 */
record CumulativeHistogramSnapshot(LatencyHistogram.Snapshot times, String stat) implements CumulativeSnapshot {
    /** Number of buckets that take as much memory as one snapshot of a plain count. */
    private static final int BUCKETS_EACH = 16;

    /** Creates a snapshot of times that are recorded in several places. */
    static CumulativeHistogramSnapshot of(List<LatencyHistogram> spreads, String stat) {
        return new CumulativeHistogramSnapshot(LatencyHistogram.Snapshot.of(spreads), stat);
    }

    @Override
    public double since(CumulativeSnapshot earlier) {
        return times.since(((CumulativeHistogramSnapshot) earlier).times, stat);
    }

    @Override
    public long held() {
        return 1L + times.buckets() / BUCKETS_EACH;
    }
}
