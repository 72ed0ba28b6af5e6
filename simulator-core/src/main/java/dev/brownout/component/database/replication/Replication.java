package dev.brownout.component.database.replication;

import dev.brownout.random.Distribution;
import dev.brownout.sentence.InvalidValueException;
import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.Default;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;
import dev.brownout.spec.NoneKeyword;
import dev.brownout.spec.Rate;
import dev.brownout.spec.Share;
import dev.brownout.spec.effect.EffectiveWith;
import java.time.Duration;
import java.util.Optional;

/** Configuration of the replication from the primary to its replicas. */
@Doc("Replication from the primary to the replicas, and the replicas that a commit waits for.")
public record Replication(
        @Doc("Replicas that must have received a commit: async: none; semi-sync: wait_for; sync: all; quorum: "
                + "enough for a majority of the nodes. With none there are no replicas: each region has its own "
                + "store. With multi-primary each region has all rows and accepts writes, which it sends to the "
                + "other regions.")
        @Default("async")
        @DefaultSource("default of PostgreSQL and MySQL")
        Mode mode,

        @Doc("Delay of an asynchronous stream behind the primary: one value per stream, redrawn every 'redraw', "
                + "or one per write. A stream that commits wait for has no delay.")
        @Default("lognormal(p50=50ms p99=500ms)")
        @DefaultSource("our assumption: within a region")
        Distribution backlog,

        @Doc("Replicas that a semi-sync commit waits for.")
        @Default("1")
        @AtLeast(1)
        @DefaultSource("MySQL rpl_semi_sync_source_wait_for_replica_count")
        @AtMost(1000)
        @EffectiveWith(value = "mode", in = "semi-sync")
        int waitFor,

        @Doc("Timeout of a semi-sync commit; then the primary falls back to async without an error.")
        @Default("10s")
        @NoneKeyword("none")
        @DefaultSource("MySQL rpl_semi_sync_source_timeout 10000 ms")
        @EffectiveWith(value = "mode", in = "semi-sync")
        Optional<Duration> timeout,

        @Doc("Maximum rate at which a replica applies writes.") @Default("unlimited") @NoneKeyword("unlimited")
        Optional<Rate> apply,

        @Doc("CPU time of applying a write on a replica, as a share of the CPU time of the write.")
        @Default("50%")
        @DefaultSource("our assumption")
        Share applyCost,

        @Doc("Interval at which a stream draws a new backlog. With each-write every write has its own delay and "
                + "waits for the writes before it in the log, so that one late write delays all later ones.")
        @Default("1s")
        @NoneKeyword("each-write")
        @DefaultSource("our assumption")
        Optional<Duration> redraw,

        @Doc("For multi-primary: resolution of two concurrent writes of a row; default: last-write.")
        @DefaultSource("PostgreSQL with BDR: update_if_newer; Amazon DynamoDB global tables: last writer wins")
        Optional<ConflictResolution> conflicts) {

    /** Replicas that must have received a commit before it is acknowledged. */
    public enum Mode {
        @Doc("No replicas: each region has its own store, with the rows of its users.")
        NONE,
        @Doc("Commits do not wait. Each region has a primary with all rows, which sends its commits to the other "
                + "regions.")
        MULTI_PRIMARY,
        @Doc("Commits do not wait.")
        ASYNC,
        @Doc("Commits wait for wait_for replicas, at most for the timeout.")
        SEMI_SYNC,
        @Doc("Commits wait for all replicas.")
        SYNC,
        @Doc("Commits wait until a majority of the nodes, including the primary, has them.")
        QUORUM
    }

    /**
     * Validates the values.
     *
     * @throws IllegalArgumentException if apply, timeout or redraw is 0, or if conflicts is set for a mode other than
     *     multi-primary
     */
    public Replication {
        if (conflicts.isPresent() && mode != Mode.MULTI_PRIMARY) {
            throw new InvalidValueException("'conflicts' requires mode: multi-primary");
        }
        if (apply.isPresent() && !(apply.get().perSecond() > 0)) {
            throw new InvalidValueException("apply must be more than 0/s");
        }
        if (timeout.isPresent() && timeout.get().toNanos() <= 0) {
            throw new InvalidValueException("timeout must be more than 0s");
        }
        if (redraw.isPresent() && redraw.get().toNanos() <= 0) {
            throw new InvalidValueException("redraw must be more than 0s");
        }
    }

    /** Returns the number of writes that a replica applies per second at most; infinite for no limit. */
    public double maxAppliedPerSecond() {
        return apply.map(Rate::perSecond).orElse(Double.POSITIVE_INFINITY);
    }

    /** Returns the minimum time between two writes that a replica applies, in ns; 0 for no limit. */
    public long applyIntervalNanos() {
        return apply.map(rate -> Math.round(1e9 / rate.perSecond())).orElse(0L);
    }

    /** Returns the number of replicas that a commit waits for, of {@code replicas} replicas. */
    public int waitsFor(int replicas) {
        return switch (mode) {
            case NONE, MULTI_PRIMARY, ASYNC -> 0;
            case SEMI_SYNC -> waitFor;
            case SYNC -> replicas;
            case QUORUM -> (replicas + 1) / 2;
        };
    }
}
