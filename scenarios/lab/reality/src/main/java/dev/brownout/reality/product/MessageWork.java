package dev.brownout.reality.product;

import dev.brownout.elementary.ElementaryFunctions;
import dev.brownout.random.KeyedRandom;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** Work of a consumer process on a message: sleeps, or computes on a core, for an exponential time. */
final class MessageWork {
    static final String SLEEP = "sleep";
    static final String COMPUTE = "compute";
    private static final int STEPS = 1000;

    private final KeyedRandom times;
    private final boolean computes;
    private final double meanNanos;
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private long state;

    /**
     * Creates the work of one process.
     *
     * @param kind {@link #SLEEP} or {@link #COMPUTE}, whose times are processor times
     */
    MessageWork(String name, String kind, long meanMicros) {
        this.times = new KeyedRandom(KeyedRandom.key(1, 0, name));
        this.computes = kind.equals(COMPUTE);
        this.meanNanos = meanMicros * 1000.0;
    }

    /** Works on a message, and returns the end of the work as a time of {@link MessageSite#now}. */
    long process() {
        long nanos = (long) (-ElementaryFunctions.log1p(-times.uniform()) * meanNanos);
        if (computes) {
            long end = threads.getCurrentThreadCpuTime() + nanos;
            while (threads.getCurrentThreadCpuTime() < end) {
                for (int i = 0; i < STEPS; i++) {
                    state = KeyedRandom.mix(state);
                }
            }
        } else {
            Load.waitUntil(System.nanoTime() + nanos);
        }
        return MessageSite.now();
    }
}
