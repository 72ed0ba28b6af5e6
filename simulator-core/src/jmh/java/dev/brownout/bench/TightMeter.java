package dev.brownout.bench;

import java.util.Arrays;
import org.HdrHistogram.Histogram;

/** The least that a station's instruments do: counts, busy and waiting over time, a histogram of its times. */
final class TightMeter {
    private static final long SECOND = 1_000_000_000L;

    final Histogram times = new Histogram(512, 1L << 40, 3);
    int busy;
    int waiting;
    long arrivals;
    long departures;
    private int second;
    private long secondEnd = SECOND;
    private long since;
    private long[] in = new long[64];
    private long[] out = new long[64];
    private long[] busyArea = new long[64];
    private long[] waitingArea = new long[64];

    void arrive(long now, int moreBusy, int moreWaiting) {
        tick(now);
        arrivals++;
        in[second]++;
        busy += moreBusy;
        waiting += moreWaiting;
    }

    void depart(long now, long arrivedAt, int moreBusy, int moreWaiting) {
        tick(now);
        departures++;
        out[second]++;
        times.recordValue(now - arrivedAt);
        busy += moreBusy;
        waiting += moreWaiting;
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
        busyArea[second] += (until - since) * busy;
        waitingArea[second] += (until - since) * waiting;
        since = until;
    }
}
