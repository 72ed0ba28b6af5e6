package dev.brownout.reading;

import dev.brownout.service.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Finds how long a fault kept a class of requests from succeeding: the time from the fault to the first moment after
 * which at least 99 % of the requests of ten seconds succeed, by the time at which their users wanted to send them.
 */
public final class RecoveryLog implements RequestWatch {
    private static final long SUSTAINED_NANOS = 10_000_000_000L;
    private static final double ENOUGH = 0.99;

    private record Sample(long bornAt, boolean good) {}

    private final long faultAt;
    private final List<Sample> samples = new ArrayList<>();

    /** Looks at requests from the start of a fault on. */
    public RecoveryLog(long faultAt) {
        this.faultAt = faultAt;
    }

    @Override
    public void ended(int region, long bornAt, Outcome outcome, boolean late, long latencyNanos) {
        if (bornAt >= faultAt) {
            samples.add(new Sample(bornAt, outcome.good()));
        }
    }

    /** How many requests are kept. */
    public long length() {
        return samples.size();
    }

    /** The time, in nanoseconds; {@code NaN} when it never comes before the end of the run. */
    public double recoveryNanos(long endAt) {
        samples.sort(Comparator.comparingLong(Sample::bornAt));
        int from = 0;
        int to = 0;
        long good = 0;
        long start = faultAt;
        while (start + SUSTAINED_NANOS <= endAt) {
            while (to < samples.size() && samples.get(to).bornAt() < start + SUSTAINED_NANOS) {
                good += samples.get(to++).good() ? 1 : 0;
            }
            if (to > from && good >= ENOUGH * (to - from)) {
                return start - faultAt;
            }
            if (from == to) {
                return Double.NaN;
            }
            Sample leaving = samples.get(from++);
            good -= leaving.good() ? 1 : 0;
            start = leaving.bornAt() + 1;
        }
        return Double.NaN;
    }
}
