package dev.brownout.component.quorumstore;

import dev.brownout.host.MachineClock;
import dev.brownout.kernel.Simulation;
import java.time.Duration;
import java.util.Optional;

/**
 * Time to live of the values in a store. Each write of a key restarts it.
 *
 * <p>For a reader, a value expires by the clock of the node that it calls and the timestamp of the writer's
 * coordinator. Cassandra keeps the expiry time in each value, Redis keeps it with each key. Neither returns an expired
 * value. In simulation time, a write is over when the time to live has passed since it was made.
 */
final class TtlSchedule {
    private static final long FOR_EVER = Long.MAX_VALUE;

    private final Simulation simulation;
    private final long nanos;
    /** Creation times, in ns, of the writes that are not over. A ring buffer, oldest first. */
    private long[] madeAt = new long[16];

    private int first;
    private int waiting;
    private long expiredUpTo;

    /** Creates the time to live of all values; empty for values that never expire. */
    TtlSchedule(Simulation simulation, Optional<Duration> ttl) {
        this.simulation = simulation;
        this.nanos = ttl.map(Duration::toNanos).orElse(FOR_EVER);
    }

    /** Returns whether values expire. */
    boolean isLimited() {
        return nanos != FOR_EVER;
    }

    /** Returns whether a value has expired by the given clock. */
    boolean isExpired(StampedValue value, MachineClock clock) {
        return isLimited() && clock.read() - value.stamp >= nanos;
    }

    /** Returns the time until a value expires by the given clock, in ns; 0 if it has expired. */
    long remainingNanos(StampedValue value, MachineClock clock) {
        return isExpired(value, clock) ? 0 : Math.max(1, clock.nanosUntil(value.stamp + nanos));
    }

    /**
     * Returns whether the time to live of a write has passed in simulation time. Such a write is neither lost nor
     * missed by a read.
     */
    boolean isExpired(StampedValue value) {
        return isLimited() && simulation.now() - value.madeAt >= nanos;
    }

    /** Records one more write. */
    void recordWrite() {
        if (!isLimited()) {
            return;
        }
        if (waiting == madeAt.length) {
            long[] wider = new long[2 * waiting];
            for (int i = 0; i < waiting; i++) {
                wider[i] = madeAt[first + i & waiting - 1];
            }
            madeAt = wider;
            first = 0;
        }
        madeAt[first + waiting++ & madeAt.length - 1] = simulation.now();
    }

    /** Returns the number of writes that are over by now. These are the oldest ones. */
    long expiredWrites() {
        while (waiting > 0 && simulation.now() - madeAt[first] >= nanos) {
            first = first + 1 & madeAt.length - 1;
            waiting--;
            expiredUpTo++;
        }
        return expiredUpTo;
    }

    /** Returns the number of writes that were not over at the last call of {@link #expiredWrites()}. */
    long waiting() {
        return waiting;
    }
}
