package dev.brownout.component.database.replication;

import dev.brownout.random.Draws;
import dev.brownout.random.Sampler;

/** How far one stream runs behind the primary: a value that is drawn again after a while, at a phase of its own. */
final class ReplicationLag {
    private final Sampler sampler;
    private final Draws draws;
    private final long identity;
    private final long redrawNanos;
    private final long phaseNanos;

    /**
     * Of one stream.
     *
     * @param sampler of the values, or {@code null} for none where commits wait for the stream
     * @param identity of the stream among all of the database
     */
    ReplicationLag(Sampler sampler, Draws draws, long identity, long redrawNanos) {
        this.sampler = sampler;
        this.draws = draws;
        this.identity = identity;
        this.redrawNanos = redrawNanos;
        this.phaseNanos = (long) (draws.at(identity).uniform() * redrawNanos);
    }

    /** The key of the draws of the stream. */
    long identity() {
        return identity;
    }

    /** The value that holds at an instant, in nanoseconds. */
    long nanos(long now) {
        if (sampler == null) {
            return 0;
        }
        long draw = (now + redrawNanos - phaseNanos) / redrawNanos;
        return sampler.sampleNanos(draws.at(Draws.child(identity, draw + 1, 0, 0)));
    }

    /** When the next value is drawn. */
    long changesAfter(long now) {
        return (now + redrawNanos - phaseNanos) / redrawNanos * redrawNanos + phaseNanos;
    }
}
