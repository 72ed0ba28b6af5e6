package dev.brownout.metrics;

import dev.brownout.service.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/**
 * Finds how long a fault kept requests from succeeding: the time from the fault to the first moment from which success
 * holds. Success holds from a moment if at least 99 % of the requests of the next ten seconds succeed, and no relapse
 * follows until the next fault begins, or else until the end of the run. A relapse is a failed request, which ended
 * before the next fault began, such that within ten seconds significantly more than 1 % fail: more than three standard
 * deviations above the mean of a binomial distribution with that share. A time without requests after a failed one
 * shows no success: there, success holds from the next request on at the earliest.
 *
 * <p>A client that keeps a connection is not served from a failed request on until a later one succeeds: the instant of
 * that success counts as a failed request more, and success holds from it on also where no requests follow.
 *
 * <p>Requests belong to the time at which their users wanted to send them. A request that is overdue at the end of the
 * run has not succeeded.
 */
public final class RecoveryTracker {
    private static final long SUSTAINED_NANOS = 10_000_000_000L;
    private static final double ENOUGH = 0.99;
    private static final double DEVIATIONS = 3;

    /**
     * A request.
     *
     * @param endedAt when it failed, as far as that is known
     * @param restores whether it stands for the instant at which a client is served again
     */
    private record Sample(long bornAt, long endedAt, boolean good, boolean restores) {
        static Sample of(long bornAt, long endedAt, boolean good) {
            return new Sample(bornAt, endedAt, good, false);
        }
    }

    private final long faultAt;
    /** The instants at which other faults begin, later than this one, in order. */
    private final List<Long> nextFaults;

    private final List<Sample> samples = new ArrayList<>();

    /**
     * Looks at requests from the start of a fault on.
     *
     * @param starts the instants at which faults begin, in nanoseconds
     */
    public RecoveryTracker(long faultAt, List<Long> starts) {
        this.faultAt = faultAt;
        this.nextFaults = starts.stream().filter(at -> at > faultAt).sorted().toList();
    }

    /** The requests of one class, as far as they count for a recovery. */
    public final class ClassWatch implements RequestCompletionListener {
        /** How many are open, by the instant at which they began. */
        private final TreeMap<Long, Integer> open = new TreeMap<>();

        @Override
        public void began(long now) {
            if (now >= faultAt) {
                open.merge(now, 1, Integer::sum);
            }
        }

        @Override
        public void ended(int region, long bornAt, Outcome outcome, boolean late, long latencyNanos) {
            if (bornAt >= faultAt) {
                samples.add(Sample.of(bornAt, bornAt + latencyNanos, outcome.good()));
                open.computeIfPresent(bornAt, (at, count) -> count == 1 ? null : count - 1);
            }
        }

        @Override
        public void servedAgain(long failedAt, long now) {
            if (failedAt >= faultAt) {
                samples.add(new Sample(now, now, false, true));
            }
        }

        @Override
        public void settle(long now, long usualNanos) {
            open.forEach((bornAt, count) -> {
                for (int i = 0; i < count && now - bornAt > usualNanos; i++) {
                    samples.add(Sample.of(bornAt, bornAt + usualNanos, false));
                }
            });
        }
    }

    /** How many requests are kept. */
    public long length() {
        return samples.size();
    }

    /** The time, in nanoseconds; {@code NaN} where success does not hold before the end of the run. */
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

    /** The instant up to which what is observed from a moment on is an effect of this fault. */
    private long horizon(long start, long endAt) {
        for (long next : nextFaults) {
            if (next > start) {
                return next;
            }
        }
        return endAt;
    }

    /** From each request on, when the next relapse begins; the last instant of all where there is none. */
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
            // Where less than ten seconds are left, as many requests count as in the last ten.
            while (first < from && bornAt(first) < until - SUSTAINED_NANOS) {
                first++;
            }
            double mean = (1 - ENOUGH) * (to - first);
            boolean many = failed > mean + DEVIATIONS * StrictMath.sqrt(mean * ENOUGH);
            boolean fails = !samples.get(from).good();
            boolean own = samples.get(from).endedAt() < horizon;
            next[from] = fails && many && own ? bornAt(from) : Long.MAX_VALUE;
            failed -= fails ? 1 : 0;
        }
        for (int i = next.length - 2; i >= 0; i--) {
            next[i] = Math.min(next[i], next[i + 1]);
        }
        return next;
    }
}
