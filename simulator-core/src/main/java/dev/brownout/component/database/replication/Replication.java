package dev.brownout.component.database.replication;

import dev.brownout.random.Distribution;
import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.Default;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;
import dev.brownout.spec.NoneKeyword;
import dev.brownout.spec.Rate;
import dev.brownout.spec.Share;
import java.time.Duration;
import java.util.Optional;

/** Configuration of the replication from the primary to its replicas. */
@Doc("How replicas follow the primary, and whom a commit waits for.")
public record Replication(
        @Doc("Whom a commit waits for to have received it: async nobody, semi-sync wait_for replicas, sync all, "
                + "quorum a majority of the nodes. With none there are no replicas: each region has a store of its "
                + "own. With multi-primary each region has all rows and takes writes, which it sends to the others.")
        @Default("async")
        @DefaultSource("default of PostgreSQL and MySQL")
        Mode mode,

        @Doc("How far an asynchronous stream runs behind the primary:"
                + " one value of the stream, drawn again after redraw, or one for each write. "
                + "A stream that commits wait for has none.")
        @Default("lognormal(p50=50ms p99=500ms)")
        @DefaultSource("within a region; no authority")
        Distribution backlog,

        @Doc("Replicas that a semi-synchronous commit waits for.")
        @Default("1")
        @AtLeast(1)
        @DefaultSource("MySQL rpl_semi_sync_source_wait_for_replica_count")
        @AtMost(1000)
        int wait_for,

        @Doc("How long a semi-synchronous commit waits before the primary goes on alone, silently asynchronous.")
        @Default("10s")
        @NoneKeyword("none")
        @DefaultSource("MySQL rpl_semi_sync_source_timeout 10000 ms")
        Optional<Duration> timeout,

        @Doc("Writes that a replica applies per second at most.") @Default("unlimited") @NoneKeyword("unlimited")
        Optional<Rate> apply,

        @Doc("Work of applying a write on a replica's cores, as a share of the work of the write.")
        @Default("50%")
        @DefaultSource("no authority")
        Share apply_cost,

        @Doc("How long a stream keeps one value of its backlog; each-write: every write has one of its own, and waits "
                + "for those before it in the log, so that one that is late holds up all behind it.")
        @Default("1s")
        @NoneKeyword("each-write")
        @DefaultSource("no authority")
        Optional<Duration> redraw,

        @Doc("Of multi-primary: what becomes of two writes of a row that have not seen each other; last-write unless "
                + "said.")
        @DefaultSource("PostgreSQL with BDR: update_if_newer; Amazon DynamoDB global tables: last writer wins")
        Optional<ConflictResolution> conflicts) {

    /** Replicas that must have received a commit before it is acknowledged. */
    public enum Mode {
        @Doc("Nobody, and nobody has a copy: each region has a store of its own, with the rows of its users.")
        NONE,
        @Doc("Nobody: each region has a primary with all rows, which sends what it has committed to the others.")
        MULTI_PRIMARY,
        @Doc("Nobody.")
        ASYNC,
        @Doc("A number of replicas, for a time.")
        SEMI_SYNC,
        @Doc("All replicas.")
        SYNC,
        @Doc("So many replicas that with the primary they are a majority of the nodes.")
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
            throw new IllegalArgumentException(
                    "only with mode multi-primary can two writes of a row pass each other: " + "leave out 'conflicts'");
        }
        if (apply.isPresent() && !(apply.get().perSecond() > 0)) {
            throw new IllegalArgumentException("apply is more than 0/s");
        }
        if (timeout.isPresent() && timeout.get().toNanos() <= 0) {
            throw new IllegalArgumentException("timeout is more than 0s");
        }
        if (redraw.isPresent() && redraw.get().toNanos() <= 0) {
            throw new IllegalArgumentException("redraw is more than 0s");
        }
    }

    /** Returns the number of writes that a replica applies per second at most; infinite for no limit. */
    public double maxAppliedPerSecond() {
        return apply.map(Rate::perSecond).orElse(Double.POSITIVE_INFINITY);
    }

    /** Returns the minimum time between two writes that a replica applies, in ns; 0 for no limit. */
    public long applyIntervalNanos() {
        return apply.map(rate -> StrictMath.round(1e9 / rate.perSecond())).orElse(0L);
    }

    /** Returns the number of replicas that a commit waits for, of {@code replicas} replicas. */
    public int waitsFor(int replicas) {
        return switch (mode) {
            case NONE, MULTI_PRIMARY, ASYNC -> 0;
            case SEMI_SYNC -> wait_for;
            case SYNC -> replicas;
            case QUORUM -> (replicas + 1) / 2;
        };
    }
}
