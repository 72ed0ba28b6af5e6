package dev.brownout.reality.product;

import dev.brownout.random.KeyedRandom;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** Work of a consumer process on a message: sleeps, or computes on a core, for a constant time. */
final class MessageWork {
    static final String SLEEP = "sleep";
    static final String COMPUTE = "compute";
    private static final int STEPS = 1000;

    private final boolean computes;
    private final long nanos;
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private long state;

    /**
     * Creates the work of one process.
     *
     * @param kind {@link #SLEEP}, or {@link #COMPUTE} with a processor time
     */
    MessageWork(String kind, long micros) {
        this.computes = kind.equals(COMPUTE);
        this.nanos = micros * 1000;
    }

    /** Works on a message, and returns the end of the work as a time of {@link MessageSite#now}. */
    long process() {
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
