package dev.brownout.bench;

import java.util.Arrays;
import org.HdrHistogram.Histogram;

/**
 * Minimal instruments of a station: counts, busy and waiting over time, for the run and for each second, and a
 * histogram of its times in nanoseconds.
 */
final class TightMeter {
    private static final long SECOND = 1_000_000_000L;

    final Histogram times = new Histogram(3600 * SECOND, 3);
    private int busy;
    private int waiting;
    private long arrivals;
    private long departures;
    private int second;
    private long secondEnd = SECOND;
    private long startNanos;
    private long busyOfRun;
    private long waitingOfRun;
    private long[] in = new long[64];
    private long[] out = new long[64];
    private long[] busyArea = new long[64];
    private long[] waitingArea = new long[64];

    void arrive(long now, boolean served) {
        tick(now);
        arrivals++;
        in[second]++;
        if (served) {
            busy++;
        } else {
            waiting++;
        }
    }

    /** Counts a departure. {@code following} is the request that is served next, or 0 for none. */
    void depart(long now, long arrivedAt, int following) {
        tick(now);
        departures++;
        out[second]++;
        times.recordValue(now - arrivedAt);
        if (following == 0) {
            busy--;
        } else {
            waiting--;
        }
    }

    /** Returns whether all requests have left and the sums of the seconds equal those of the run. */
    boolean isBalanced() {
        return arrivals == departures
                && Arrays.stream(busyArea).sum() == busyOfRun
                && Arrays.stream(waitingArea).sum() == waitingOfRun;
    }

    private void tick(long now) {
        while (now >= secondEnd) {
            count(secondEnd);
            secondEnd += SECOND;
            if (++second == in.length) {
                in = Arrays.copyOf(in, 2 * second);
                out = Arrays.copyOf(out, 2 * second);
                busyArea = Arrays.copyOf(busyArea, 2 * second);
                waitingArea = Arrays.copyOf(waitingArea, 2 * second);
            }
        }
        count(now);
    }

    private void count(long until) {
        long busySince = (until - startNanos) * busy;
        long waitingSince = (until - startNanos) * waiting;
        busyOfRun += busySince;
        waitingOfRun += waitingSince;
        busyArea[second] += busySince;
        waitingArea[second] += waitingSince;
        startNanos = until;
    }
}
