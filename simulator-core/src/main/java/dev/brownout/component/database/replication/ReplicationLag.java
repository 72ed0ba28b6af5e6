package dev.brownout.component.database.replication;

import dev.brownout.random.KeyedRandom;
import dev.brownout.random.Sampler;
import java.time.Duration;
import java.util.Optional;

/**
 * How far one stream runs behind the primary: a value that is drawn again after a while, at a phase of its own, or one
 * for each write.
 */
public final class ReplicationLag {
    /** Stands for no time at which another value is drawn, as each write has its own. */
    private static final long EACH_WRITE = 0;

    private final Sampler sampler;
    private final KeyedRandom random;
    private final long identity;
    private final long redrawNanos;
    private final long phaseNanos;

    /**
     * Of one stream.
     *
     * @param sampler of the values, or {@code null} for none where commits wait for the stream
     * @param identity of the stream among all of the database
     * @param redraw after which time another value is drawn; empty where each write has its own
     */
    public ReplicationLag(Sampler sampler, KeyedRandom random, long identity, Optional<Duration> redraw) {
        this.sampler = sampler;
        this.random = random;
        this.identity = identity;
        this.redrawNanos = redraw.map(Duration::toNanos).orElse(EACH_WRITE);
        this.phaseNanos = (long) (random.at(identity).uniform() * redrawNanos);
    }

    /** The key of the draws of the stream. */
    public long identity() {
        return identity;
    }

    /** Whether each write has a value of its own. */
    public boolean eachWrite() {
        return sampler != null && redrawNanos == EACH_WRITE;
    }

    /**
     * The value of a write where each has its own, in nanoseconds.
     *
     * @param origin idempotency key of the write
     */
    public long ofWrite(long origin) {
        return sampler.sampleNanos(random.at(KeyedRandom.child(identity, origin, 1, 0)));
    }

    /** The value that holds at an instant, in nanoseconds; 0 where each write has its own. */
    public long nanos(long now) {
        if (sampler == null || redrawNanos == EACH_WRITE) {
            return 0;
        }
        long draw = (now + redrawNanos - phaseNanos) / redrawNanos;
        return sampler.sampleNanos(random.at(KeyedRandom.child(identity, draw + 1, 0, 0)));
    }

    /** When the next value is drawn. */
    public long changesAfter(long now) {
        if (redrawNanos == EACH_WRITE) {
            return Long.MAX_VALUE;
        }
        return (now + redrawNanos - phaseNanos) / redrawNanos * redrawNanos + phaseNanos;
    }
}
