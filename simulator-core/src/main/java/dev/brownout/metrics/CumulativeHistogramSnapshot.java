package dev.brownout.metrics;

import dev.brownout.instrument.LatencyHistogram;
import java.util.List;

/**
 * The times that have been measured by an instant: what lies between two instants is told by how many there are more in
 * each bucket, as monitors reckon percentiles.
 *
 * @param times in buckets
 * @param stat what is told of them, such as {@code p99}
 */
record CumulativeHistogramSnapshot(LatencyHistogram.Snapshot times, String stat) implements CumulativeSnapshot {
    /** Instants of a plain count that a bucket takes as much memory as. */
    private static final int BUCKETS_EACH = 16;

    /** Of times that are measured in several places. */
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
