package dev.brownout.metrics;

import dev.brownout.service.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/**
 * Measures the recovery time of requests: from a fault to the first moment from which success holds. Success holds from
 * a moment if at least 99 % of the requests of the next ten seconds succeed, and no relapse follows until the next
 * fault begins, or else until the end of the run. A relapse is a failed request that ended before the next fault began,
 * if significantly more than 1 % of the requests within ten seconds fail: more than three standard deviations above the
 * mean of a binomial distribution with that share. A time without requests after a failed one shows no success. In that
 * case, success holds from the next request on at the earliest.
 *
 * <p>A client that keeps a connection is not served from a failed request until a later one succeeds. The instant of
 * that success counts as an additional failed request. Success holds from it on even if no requests follow.
 *
 * <p>Requests belong to the time at which their users wanted to send them. A request that is overdue at the end of the
 * run has not succeeded.
 */
public final class RecoveryTracker {
    /** Time in which success must hold to show a recovery, in ns. */
    public static final long SUSTAINED_NANOS = 10_000_000_000L;

    private static final double ENOUGH = 0.99;
    private static final double DEVIATIONS = 3;

    /**
     * Sample of one request.
     *
     * @param endedAt instant of its failure, as far as known
     * @param restores whether the sample is the instant at which a client is served again
     */
    private record Sample(long bornAt, long endedAt, boolean good, boolean restores) {
        static Sample of(long bornAt, long endedAt, boolean good) {
            return new Sample(bornAt, endedAt, good, false);
        }
    }

    private final long faultAt;
    /** Start times of later faults, in ns, in ascending order. */
    private final List<Long> nextFaults;

    private final List<Sample> samples = new ArrayList<>();

    /**
     * Creates a tracker for one fault.
     *
     * @param faultAt start of the fault, in ns
     * @param starts start times of all faults, in ns
     */
    public RecoveryTracker(long faultAt, List<Long> starts) {
        this.faultAt = faultAt;
        this.nextFaults =
                starts.stream().filter(instant -> instant > faultAt).sorted().toList();
    }

    /** Listener that collects the requests of one class for a recovery. */
    public final class ClassWatch implements RequestCompletionListener {
        /** Number of open requests by the instant at which they began. */
        private final TreeMap<Long, Integer> open = new TreeMap<>();

        @Override
        public void onStart(long now) {
            if (now >= faultAt) {
                open.merge(now, 1, Integer::sum);
            }
        }

        @Override
        public void onEnd(int region, long bornAt, Outcome outcome, boolean exceedsThreshold, long latencyNanos) {
            if (bornAt >= faultAt) {
                samples.add(Sample.of(bornAt, bornAt + latencyNanos, outcome.good()));
                open.computeIfPresent(bornAt, (instant, count) -> count == 1 ? null : count - 1);
            }
        }

        @Override
        public void recordRecovery(long failedAt, long now) {
            if (failedAt >= faultAt) {
                samples.add(new Sample(now, now, false, true));
            }
        }

        @Override
        public void onRunEnd(long now, long usualNanos) {
            open.forEach((bornAt, count) -> {
                for (int i = 0; i < count && now - bornAt > usualNanos; i++) {
                    samples.add(Sample.of(bornAt, bornAt + usualNanos, false));
                }
            });
        }
    }

    /** Returns the number of stored samples. */
    public long length() {
        return samples.size();
    }

    /** Returns the recovery time, in ns; {@code NaN} if success does not hold before the end of the run. */
    public double recoveryNanos(long endAt) {
        samples.sort(Comparator.comparingLong(Sample::bornAt));
        long[] relapses = relapses(endAt);
        long start = faultAt;
        int to = 0;
        long good = 0;
        for (int from = 0; from < samples.size(); from++) {
            long observed = from == 0 ? bornAt(0) : start;
            while (to < samples.size() && bornAt(to) < observed + SUSTAINED_NANOS) {
                good += samples.get(to++).good() ? 1 : 0;
            }
            long until = horizon(start, endAt);
            if (until - observed >= SUSTAINED_NANOS && good >= ENOUGH * (to - from) && relapses[from] >= until) {
                return start - faultAt;
            }
            good -= samples.get(from).good() ? 1 : 0;
            boolean gap = from + 1 < samples.size() && bornAt(from + 1) - bornAt(from) > SUSTAINED_NANOS;
            start = gap ? bornAt(from + 1) : bornAt(from) + 1;
        }
        boolean served = !samples.isEmpty() && samples.get(samples.size() - 1).restores();
        return served && horizon(start, endAt) - start >= SUSTAINED_NANOS ? start - faultAt : Double.NaN;
    }

    private long bornAt(int sample) {
        return samples.get(sample).bornAt();
    }

    /**
     * Returns the end of the period that is attributed to this fault: the start of the next fault, or the end of the
     * run.
     */
    private long horizon(long start, long endAt) {
        for (long next : nextFaults) {
            if (next > start) {
                return next;
            }
        }
        return endAt;
    }

    /** Returns, for each sample, the start of the next relapse from it on; {@code Long.MAX_VALUE} if there is none. */
    private long[] relapses(long endAt) {
        long[] next = new long[samples.size()];
        int to = 0;
        int first = 0;
        long failed = 0;
        for (int from = 0; from < next.length; from++) {
            long horizon = horizon(bornAt(from), endAt);
            long until = Math.min(bornAt(from) + SUSTAINED_NANOS, horizon);
            while (to < next.length && (to <= from || bornAt(to) < until)) {
                failed += samples.get(to++).good() ? 0 : 1;
            }
            // If less than ten seconds are left, the mean is of the last ten seconds before the horizon.
            while (first < from && bornAt(first) < until - SUSTAINED_NANOS) {
                first++;
            }
            double mean = (1 - ENOUGH) * (to - first);
            boolean tooManyFailures = failed > mean + DEVIATIONS * Math.sqrt(mean * ENOUGH);
            boolean fails = !samples.get(from).good();
            boolean ownFault = samples.get(from).endedAt() < horizon;
            next[from] = fails && tooManyFailures && ownFault ? bornAt(from) : Long.MAX_VALUE;
            failed -= fails ? 1 : 0;
        }
        for (int i = next.length - 2; i >= 0; i--) {
            next[i] = Math.min(next[i], next[i + 1]);
        }
        return next;
    }
}
