package dev.brownout.component.quorumstore;

import dev.brownout.instrument.CellRange;
import dev.brownout.instrument.Counter;
import dev.brownout.result.VariantResult.DataResult;
import dev.brownout.service.LogicalRequest;
import dev.brownout.service.LossLog;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.WriteHistory;
import dev.brownout.spi.AuditRegistry;
import dev.brownout.spi.ComponentContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Record of the acknowledged writes of a store, used to detect lost writes. It is kept outside of the store. Writes are
 * checked against the disks when they are acknowledged, when a disk loses data, and at the end of the run.
 *
 * <p>For each key it holds the acknowledged writes that no later write has overwritten, by the rules of the store: one
 * by timestamp, or several siblings. A write is lost if no other write has overwritten it and no disk has it. With
 * last-write-wins, a write is overwritten in conflict if a node replaces it by a write that had not seen it. A write
 * has not seen another one if its coordinator had not received that one, or if its logical request had read the key
 * without it.
 */
final class AcknowledgedWrites {
    private static final int APPLIED = 1;
    private static final int ACKNOWLEDGED = 2;
    private static final int FAILED = 4;
    private static final Last[] NONE = {};

    private final ComponentContext context;
    private final LossLog losses;
    private final WriteHistory history;
    private final StoreMetrics measures;
    private final IntFunction<StampedValue> onDisks;
    private final TtlSchedule lifetime;
    private final IntKeyMap<Last[]> last = new IntKeyMap<>(Last[][]::new);
    private long attempted;
    private long applied;
    private long acknowledged;
    private long phantom;
    private long duplicate;
    /** Number of write attempts that reached a disk. */
    private long stored;
    /** Number of these attempts that were the third or a later attempt of their write. */
    private long repeated;

    private long lost;
    private long missing;

    /** A logical write, shared by all its attempts. */
    static final class Write extends LogicalRequest.IdempotencyRecord {
        /** Values that coordinators created for the attempts of this write. */
        final List<StampedValue> made = new ArrayList<>(1);

        private final int source;
        private int state;
        private int stored;

        private Write(AcknowledgedWrites ledger, long origin, int source) {
            super(ledger, origin);
            this.source = source;
        }

        /** Adds the value that a coordinator created for an attempt. */
        void addValue(StampedValue value) {
            value.madeFor(origin());
            made.add(value);
        }
    }

    /** An acknowledged write that no other write of its key has overwritten, with the time of its acknowledgement. */
    private static final class Last {
        private final StampedValue value;
        private final long origin;
        private final long acknowledgedAt;
        /** Stamp of the acknowledgement, as in {@code VersionRegistry.stamp}. */
        private final long stamp;

        private final int source;
        private boolean isLost;
        private LossLog.Loss loss;

        Last(StampedValue value, Write write, long acknowledgedAt, long stamp) {
            this.value = value;
            this.origin = write.origin();
            this.acknowledgedAt = acknowledgedAt;
            this.stamp = stamp;
            this.source = write.source;
        }
    }

    /**
     * Creates an empty record.
     *
     * @param onDisks returns the merged value of a key over all disks, {@code null} for none
     * @param lifetime time to live of values; an expired write is not lost
     */
    AcknowledgedWrites(
            ComponentContext context,
            WriteHistory history,
            StoreMetrics measures,
            IntFunction<StampedValue> onDisks,
            TtlSchedule lifetime) {
        this.context = context;
        AuditRegistry audit = context.audit();
        this.losses = audit.losses();
        this.history = history;
        this.measures = measures;
        this.onDisks = onDisks;
        this.lifetime = lifetime;
        audit.identity(": lost writes = entries of the loss log", () -> lost, losses::count);
        Counter duplicates = measures.duplicateWrites();
        CellRange run = context.grid().span(0, context.grid().end());
        audit.identity(": writes applied twice = duplicates counted", () -> duplicate, () -> duplicates.total(run));
        audit.identity(
                ": attempts that reached a disk = writes applied + applied twice + further repeats",
                () -> stored,
                () -> applied + duplicate + repeated);
        audit.identity(": current acknowledged writes on no disk = counted as lost", this::countMissing, () -> missing);
    }

    /** Returns the logical write of a request. Creates it at the first attempt. */
    Write of(Request request) {
        LogicalRequest.IdempotencyRecord record = request.logical().find(this, request.idempotencyKey());
        if (record != null) {
            return (Write) record;
        }
        Write write = new Write(this, request.idempotencyKey(), request.source().number());
        request.logical().carry(write);
        attempted++;
        return write;
    }

    /**
     * Registers a write sent by a client. Returns the callback that records the outcome and passes it on to the client.
     */
    Reply recordOutcome(Request request, int key, Reply caller) {
        Write write = of(request);
        return (outcome, detail) -> {
            if (outcome.good()) {
                onAcknowledged(write, key, detail);
            } else {
                become(write, write.state | FAILED);
            }
            caller.accept(outcome, detail);
        };
    }

    /** Records that the value of a write attempt has reached its first disk. */
    void recordApplied(Write write) {
        stored++;
        write.stored++;
        if (write.stored == 2) {
            duplicate++;
            measures.duplicateWrites().add(context.simulation().now());
        } else if (write.stored > 2) {
            repeated++;
        }
        become(write, write.state | APPLIED);
    }

    private void become(Write write, int state) {
        count(write, -1);
        write.state = state;
        count(write, 1);
    }

    private void count(Write write, int change) {
        applied += (write.state & APPLIED) == 0 ? 0 : change;
        acknowledged += (write.state & ACKNOWLEDGED) == 0 ? 0 : change;
        phantom += write.state == (APPLIED | FAILED) ? change : 0;
    }

    private void onAcknowledged(Write write, int key, long version) {
        become(write, write.state | ACKNOWLEDGED);
        long now = context.simulation().now();
        long stamp = context.versions().stamp(now);
        history.onAcknowledged(key, version, stamp);
        for (StampedValue value : write.made) {
            if (value.version == version) {
                if (value.acknowledge()) {
                    conflict(value);
                }
                follow(key, new Last(value, write, now, stamp));
                return;
            }
        }
    }

    private void follow(int key, Last write) {
        Last[] before = last.get(key);
        Last[] current = before == null ? NONE : before;
        Last[] remaining = new Last[current.length + 1];
        int count = 0;
        boolean notOverwritten = true;
        boolean hasSibling = false;
        for (Last other : current) {
            if (other.value.version == write.value.version) {
                return;
            }
            if (write.value.covers(other.value)) {
                missing -= other.isLost ? 1 : 0;
            } else {
                notOverwritten &= !other.value.covers(write.value);
                hasSibling |= other.origin != write.origin;
                remaining[count++] = other;
            }
        }
        if (notOverwritten) {
            remaining[count++] = write;
        }
        last.put(key, Arrays.copyOf(remaining, count));
        if (notOverwritten) {
            addCurrent(key, write, hasSibling);
        }
        if (count != current.length) {
            measures.unmerged().add(write.acknowledgedAt, count - Math.max(1, current.length));
        }
    }

    /**
     * Records that a node has discarded a value of a key for another one. Counts a conflict if the other write had not
     * seen the discarded one.
     */
    void recordDiscarded(StampedValue discarded, StampedValue replacement) {
        boolean unseen =
                !replacement.hasSeen(discarded) && !discarded.sameWrite(replacement) && !lifetime.isExpired(discarded);
        if (unseen && discarded.overwrite(replacement)) {
            conflict(discarded);
        }
    }

    private void addCurrent(int key, Last write, boolean hasSibling) {
        if (hasSibling) {
            measures.siblings().add(write.acknowledgedAt);
        }
        check(key, write);
    }

    private void conflict(StampedValue overwritten) {
        long now = context.simulation().now();
        measures.conflicts().add(now);
        if (overwritten.isOutvoted()) {
            measures.clockLosses().add(now);
        }
    }

    /** Checks the writes of a key after a disk has lost it. */
    void onDiskLost(int key) {
        for (Last write : of(key)) {
            if (!write.isLost) {
                check(key, write);
            }
        }
    }

    private Last[] of(int key) {
        Last[] current = last.get(key);
        return current == null ? NONE : current;
    }

    private void check(int key, Last write) {
        if (!survives(key, write)) {
            write.isLost = true;
            write.loss = losses.record(context.simulation().now(), write.acknowledgedAt, write.source);
            lost++;
            missing++;
            measures.lostWrites().add(context.simulation().now());
            history.remove(key, write.value.version);
        }
    }

    /**
     * Records a new value of a key on a disk. A write that was counted as lost is restored if its last copy was only in
     * transit.
     */
    void onStored(int key, StampedValue value) {
        for (Last write : missing == 0 ? NONE : of(key)) {
            if (write.isLost && value.has(write.value)) {
                write.isLost = false;
                losses.restore(write.loss);
                lost--;
                missing--;
                measures.lostWrites().add(context.simulation().now(), -1);
                history.onAcknowledged(key, write.value.version, write.stamp);
            }
        }
    }

    /**
     * Returns the value to use in the staleness check of a read. Writes that a lost write had overwritten do not count
     * as missed.
     */
    StampedValue comparedValue(int key, StampedValue answer) {
        StampedValue excused = answer;
        for (Last write : missing == 0 ? NONE : of(key)) {
            if (write.isLost) {
                excused = excused == null ? write.value : excused.withoutLost(write.value);
            }
        }
        return excused;
    }

    private boolean survives(int key, Last write) {
        StampedValue value = onDisks.apply(key);
        return value != null && value.covers(write.value) || lifetime.isExpired(write.value);
    }

    private long countMissing() {
        long[] missingCounts = new long[1];
        last.forEachKey(key -> {
            for (Last write : of(key)) {
                missingCounts[0] += isMissing(key, write) ? 1 : 0;
            }
        });
        return missingCounts[0];
    }

    /** Returns whether a write is missing from the disks at the end. A lost write is gone unless it came back later. */
    private boolean isMissing(int key, Last write) {
        StampedValue value = onDisks.apply(key);
        return write.isLost ? value == null || !value.has(write.value) : !survives(key, write);
    }

    /** Returns the final counts of writes and stale reads. */
    DataResult result(long staleReads, long staleAgeMaxNanos) {
        return new DataResult(
                attempted,
                applied,
                acknowledged,
                applied - lost,
                lost,
                phantom,
                duplicate,
                staleReads,
                staleAgeMaxNanos,
                0);
    }

    /** Returns the number of keys with an acknowledged write. */
    long keys() {
        return last.size();
    }
}
