package dev.brownout.component.quorumstore;

import dev.brownout.host.MachineClock;
import dev.brownout.kernel.Simulation;
import java.time.Duration;
import java.util.Optional;

/**
 * How long what is written to a store is there, unless it is written again. Whoever reads it looks at the clock of the
 * node that he called, and at what the clock of the writer's node showed: Cassandra keeps such a time in each value,
 * and Redis beside each key; neither ever shows what has expired. In truth it is over when so much time has passed.
 */
final class TtlSchedule {
    private static final long FOR_EVER = Long.MAX_VALUE;

    private final Simulation simulation;
    private final long nanos;
    /** When each write was made that is not over, in a ring, the oldest first. */
    private long[] madeAt = new long[16];

    private int first;
    private int waiting;
    private long over;

    /** Of every write; empty for ever. */
    TtlSchedule(Simulation simulation, Optional<Duration> ttl) {
        this.simulation = simulation;
        this.nanos = ttl.map(Duration::toNanos).orElse(FOR_EVER);
    }

    /** Whether anything ever expires. */
    boolean limited() {
        return nanos != FOR_EVER;
    }

    /** Whether a clock says that a value is no longer there. */
    boolean expired(StampedValue value, MachineClock clock) {
        return limited() && clock.read() - value.stamp >= nanos;
    }

    /** How long it takes until a clock says so; 0 where it does. */
    long left(StampedValue value, MachineClock clock) {
        return expired(value, clock) ? 0 : Math.max(1, clock.until(value.stamp + nanos));
    }

    /** Whether the time of a write is over in truth, so that nobody can miss it. */
    boolean over(StampedValue value) {
        return limited() && simulation.now() - value.madeAt >= nanos;
    }

    /** One more write is made. */
    void made() {
        if (!limited()) {
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

    /** How many writes, the oldest of all, are over by now. */
    long over() {
        while (waiting > 0 && simulation.now() - madeAt[first] >= nanos) {
            first = first + 1 & madeAt.length - 1;
            waiting--;
            over++;
        }
        return over;
    }

    /** How many are not over, or were not when somebody last asked. */
    long waiting() {
        return waiting;
    }
}
