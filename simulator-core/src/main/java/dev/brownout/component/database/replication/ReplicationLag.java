package dev.brownout.component.database.replication;

import dev.brownout.random.KeyedRandom;
import dev.brownout.random.Sampler;
import java.time.Duration;
import java.util.Optional;

/**
 * Backlog of one replication stream behind the primary. The value is drawn again at a fixed interval with a random
 * phase, or once for each write.
 */
public final class ReplicationLag {
    /** Redraw interval that marks a separate value for each write. */
    private static final long EACH_WRITE = 0;

    private final Sampler sampler;
    private final KeyedRandom random;
    private final long identity;
    private final long redrawNanos;
    private final long phaseNanos;

    /**
     * Creates the backlog of one stream.
     *
     * @param sampler of the values; {@code null} for no backlog if commits wait for the stream
     * @param identity identity of the stream within the database
     * @param redraw interval between two draws; empty if each write has its own value
     */
    public ReplicationLag(Sampler sampler, KeyedRandom random, long identity, Optional<Duration> redraw) {
        this.sampler = sampler;
        this.random = random;
        this.identity = identity;
        this.redrawNanos = redraw.map(Duration::toNanos).orElse(EACH_WRITE);
        this.phaseNanos = (long) (random.withIdentity(identity).uniform() * redrawNanos);
    }

    /** Returns the random key of the stream. */
    public long identity() {
        return identity;
    }

    /** Returns whether each write has its own value. */
    public boolean eachWrite() {
        return sampler != null && redrawNanos == EACH_WRITE;
    }

    /**
     * Returns the value of one write, in ns, if each write has its own.
     *
     * @param origin idempotency key of the write
     */
    public long ofWrite(long origin) {
        return sampler.sampleNanos(random.withIdentity(KeyedRandom.child(identity, origin, 1, 0)));
    }

    /** Returns the value at an instant, in ns; 0 if each write has its own or there is no backlog. */
    public long nanos(long now) {
        if (sampler == null || redrawNanos == EACH_WRITE) {
            return 0;
        }
        long draw = (now + redrawNanos - phaseNanos) / redrawNanos;
        return sampler.sampleNanos(random.withIdentity(KeyedRandom.child(identity, draw + 1, 0, 0)));
    }

    /** Returns the time of the next draw, in ns; {@code Long.MAX_VALUE} if each write has its own value. */
    public long changesAfter(long now) {
        if (redrawNanos == EACH_WRITE) {
            return Long.MAX_VALUE;
        }
        return (now + redrawNanos - phaseNanos) / redrawNanos * redrawNanos + phaseNanos;
    }
}
