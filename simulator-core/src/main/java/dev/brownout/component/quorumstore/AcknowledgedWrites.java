package dev.brownout.component.quorumstore;

import dev.brownout.instrument.CellRange;
import dev.brownout.instrument.Counter;
import dev.brownout.result.VariantResult.DataResult;
import dev.brownout.service.LogicalRequest;
import dev.brownout.service.LossLog;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.WriteHistory;
import dev.brownout.spi.ComponentContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/**
 * What callers were told of their writes, and what has become of it: kept beside the store by those who call it, and
 * held against the disks when one of them forgets, when a caller is told, and once more at the end.
 *
 * <p>Of each key it knows the acknowledged writes that no other one has overwritten, as the store decides that: one by
 * timestamp, or several siblings. A write is lost when no other one has overwritten it and no disk has it. Where the
 * last write wins, a write is overwritten in conflict when a node gives it up for one that had not seen it: whose node
 * had not received it, or whose visit had read the key without it.
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
    /** Attempts of writes that reached a disk. */
    private long stored;
    /** Attempts among them that were neither the first nor the second of their write. */
    private long repeated;

    private long lost;
    private long missing;

    /** One write, whichever attempt it is. */
    static final class Write extends LogicalRequest.IdempotencyRecord {
        /** What coordinators have made for it, of each attempt that one took. */
        final List<StampedValue> made = new ArrayList<>(1);

        private final int source;
        private int state;
        private int stored;

        private Write(AcknowledgedWrites ledger, long origin, int source) {
            super(ledger, origin);
            this.source = source;
        }

        /** A coordinator has given it a version. */
        void made(StampedValue value) {
            value.madeFor(origin());
            made.add(value);
        }
    }

    /** An acknowledged write of a key that no other one has overwritten, and when its caller was told. */
    private static final class Last {
        private final StampedValue value;
        private final long origin;
        private final long acknowledgedAt;
        /** Of the acknowledgement, among the versions. */
        private final long stamp;

        private final int source;
        private boolean lost;
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
     * Nothing is written yet.
     *
     * @param onDisks what is left of all that disks have of a key, {@code null} for nothing
     * @param lifetime after which a write is no longer there, which is no loss
     */
    AcknowledgedWrites(
            ComponentContext context,
            WriteHistory history,
            StoreMetrics measures,
            IntFunction<StampedValue> onDisks,
            TtlSchedule lifetime) {
        this.context = context;
        this.losses = context.losses();
        this.history = history;
        this.measures = measures;
        this.onDisks = onDisks;
        this.lifetime = lifetime;
        context.identity(": writes lost = losses kept", () -> lost, losses::count);
        Counter duplicates = measures.duplicate_writes();
        CellRange run = context.grid().span(0, context.grid().end());
        context.identity(": writes applied twice = those counted", () -> duplicate, () -> duplicates.total(run));
        context.identity(
                ": attempts that reached a disk = writes applied + applied twice + repeated again",
                () -> stored,
                () -> applied + duplicate + repeated);
        context.identity(
                ": last acknowledged writes that no disk has = those counted as lost", this::gone, () -> missing);
    }

    /** The write that a request asks for. */
    Write of(Request request) {
        LogicalRequest.IdempotencyRecord known = request.logical().find(this, request.origin());
        if (known != null) {
            return (Write) known;
        }
        Write write = new Write(this, request.origin(), request.source());
        request.logical().carry(write);
        attempted++;
        return write;
    }

    /** A caller sends a write: gives back who hears its answer before the caller does. */
    Reply sent(Request request, int key, Reply caller) {
        Write write = of(request);
        return (outcome, detail) -> {
            if (outcome.good()) {
                acknowledged(write, key, detail);
            } else {
                become(write, write.state | FAILED);
            }
            caller.accept(outcome, detail);
        };
    }

    /** The first disk has a value that was made for an attempt of a write. */
    void applied(Write write) {
        stored++;
        write.stored++;
        if (write.stored == 2) {
            duplicate++;
            measures.duplicate_writes().add(context.simulation().now());
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

    private void count(Write write, int one) {
        applied += (write.state & APPLIED) == 0 ? 0 : one;
        acknowledged += (write.state & ACKNOWLEDGED) == 0 ? 0 : one;
        phantom += write.state == (APPLIED | FAILED) ? one : 0;
    }

    private void acknowledged(Write write, int key, long version) {
        become(write, write.state | ACKNOWLEDGED);
        long now = context.simulation().now();
        long stamp = context.versions().stamp(now);
        history.acknowledged(key, version, stamp);
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
        Last[] known = before == null ? NONE : before;
        Last[] kept = new Last[known.length + 1];
        int many = 0;
        boolean stands = true;
        boolean beside = false;
        for (Last other : known) {
            if (other.value.version == write.value.version) {
                return;
            }
            if (write.value.covers(other.value)) {
                missing -= other.lost ? 1 : 0;
            } else {
                stands &= !other.value.covers(write.value);
                beside |= other.origin != write.origin;
                kept[many++] = other;
            }
        }
        if (stands) {
            kept[many++] = write;
        }
        last.put(key, Arrays.copyOf(kept, many));
        if (stands) {
            stands(key, write, beside);
        }
        if (many != known.length) {
            measures.unmerged().add(write.acknowledgedAt, many - Math.max(1, known.length));
        }
    }

    /** A node has two values of a key, and keeps the one that covers the other. */
    void gaveUp(StampedValue given, StampedValue forOther) {
        boolean unseen = !forOther.knew(given) && !given.sameWrite(forOther) && !lifetime.over(given);
        if (unseen && given.overwrite(forOther)) {
            conflict(given);
        }
    }

    private void stands(int key, Last write, boolean beside) {
        if (beside) {
            measures.siblings().add(write.acknowledgedAt);
        }
        check(key, write);
    }

    private void conflict(StampedValue overwritten) {
        long now = context.simulation().now();
        measures.conflicts().add(now);
        if (overwritten.outvoted()) {
            measures.clock_losses().add(now);
        }
    }

    /** A disk has forgotten a key. */
    void forgotten(int key) {
        for (Last write : of(key)) {
            if (!write.lost) {
                check(key, write);
            }
        }
    }

    private Last[] of(int key) {
        Last[] known = last.get(key);
        return known == null ? NONE : known;
    }

    private void check(int key, Last write) {
        if (!survives(key, write)) {
            write.lost = true;
            write.loss = losses.lost(context.simulation().now(), write.acknowledgedAt, write.source);
            lost++;
            missing++;
            measures.lost_writes().add(context.simulation().now());
            history.lost(key, write.value.version);
        }
    }

    /** A disk has something new under a key: what was held to be lost may only have been on its way. */
    void stored(int key, StampedValue value) {
        for (Last write : missing == 0 ? NONE : of(key)) {
            if (write.lost && value.has(write.value)) {
                write.lost = false;
                losses.restore(write.loss);
                lost--;
                missing--;
                measures.lost_writes().add(context.simulation().now(), -1);
                history.acknowledged(key, write.value.version, write.stamp);
            }
        }
    }

    /** What was read of a key, for the judgement of what it misses: nobody misses what a lost write had overwritten. */
    StampedValue excused(int key, StampedValue answer) {
        StampedValue excused = answer;
        for (Last write : missing == 0 ? NONE : of(key)) {
            if (write.lost) {
                excused = excused == null ? write.value : excused.excusing(write.value);
            }
        }
        return excused;
    }

    private boolean survives(int key, Last write) {
        StampedValue there = onDisks.apply(key);
        return there != null && there.covers(write.value) || lifetime.over(write.value);
    }

    private long gone() {
        long[] gone = new long[1];
        last.forEachKey(key -> {
            for (Last write : of(key)) {
                gone[0] += isGone(key, write) ? 1 : 0;
            }
        });
        return gone[0];
    }

    /** What was written since a write was lost has not brought it back. */
    private boolean isGone(int key, Last write) {
        StampedValue there = onDisks.apply(key);
        return write.lost ? there == null || !there.has(write.value) : !survives(key, write);
    }

    /** What became of all writes, with what readers missed. */
    DataResult settle(long staleReads, long staleAgeMaxNanos) {
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

    /** Keys of which a write was acknowledged. */
    long keys() {
        return last.size();
    }
}
