package dev.brownout.component.store;

import dev.brownout.result.VariantResult.DataResult;
import dev.brownout.service.History;
import dev.brownout.service.LogicalRequest;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.wiring.Wiring;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * What callers were told of their writes, and what has become of it: kept beside the store by those who call it, and
 * held against the disks when one of them forgets, when a caller is told, and once more at the end.
 *
 * <p>Of each key it knows the last write that was acknowledged, by timestamp. An older one has been overwritten:
 * rightly where the newer was made after the older had been acknowledged, in conflict otherwise. A write is lost when
 * it is the last of its key and no disk has it.
 */
final class AcknowledgedWrites {
    private static final int APPLIED = 1;
    private static final int ACKNOWLEDGED = 2;
    private static final int FAILED = 4;

    private final Wiring wiring;
    private final History history;
    private final StoreMeasures measures;
    private final IntFunction<Value> onDisks;
    private final Values last = new Values();
    private long attempted;
    private long applied;
    private long acknowledged;
    private long phantom;
    private long duplicate;
    private long lost;
    private long missing;

    /** One write, whichever attempt it is. */
    static final class Write extends LogicalRequest.IdempotencyRecord {
        private final List<Value> made = new ArrayList<>(1);
        private int state;
        private int stored;

        private Write(AcknowledgedWrites ledger, long origin) {
            super(ledger, origin);
        }

        /** A coordinator has given it a version. */
        void made(Value value) {
            made.add(value);
        }
    }

    /** The last acknowledged write of a key, and when its caller was told. */
    private static final class Last extends Value {
        private final long acknowledgedAt;
        private boolean lost;

        Last(Value value, long acknowledgedAt) {
            super(value.stamp, value.version, value.madeAt);
            this.acknowledgedAt = acknowledgedAt;
        }
    }

    /**
     * Nothing is written yet.
     *
     * @param onDisks the last value of a key that any disk has, {@code null} for none
     */
    AcknowledgedWrites(Wiring wiring, History history, StoreMeasures measures, IntFunction<Value> onDisks) {
        this.wiring = wiring;
        this.history = history;
        this.measures = measures;
        this.onDisks = onDisks;
        wiring.identity(
                ": last acknowledged writes that no disk has = those counted as lost", this::gone, () -> missing);
    }

    /** The write that a request asks for. */
    Write of(Request request) {
        LogicalRequest.IdempotencyRecord known = request.logical().find(this, request.origin());
        if (known != null) {
            return (Write) known;
        }
        Write write = new Write(this, request.origin());
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

    /** The first disk has a value that was made for a write. */
    void applied(Write write) {
        duplicate += ++write.stored == 2 ? 1 : 0;
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
        long now = wiring.simulation().now();
        history.acknowledged(key, version, now);
        for (Value value : write.made) {
            if (value.version == version) {
                follow(key, new Last(value, now));
                return;
            }
        }
    }

    private void follow(int key, Last write) {
        Last before = (Last) last.get(key);
        if (before == null) {
            last.put(key, write);
            check(key, write);
        } else if (write.version == before.version) {
            return;
        } else if (write.covers(before)) {
            if (!before.lost && write.madeAt < before.acknowledgedAt) {
                conflict();
            }
            missing -= before.lost ? 1 : 0;
            last.put(key, write);
            check(key, write);
        } else {
            conflict();
            if (write.madeAt >= before.acknowledgedAt) {
                measures.clock_losses().add(wiring.simulation().now());
            }
        }
    }

    private void conflict() {
        measures.conflicts().add(wiring.simulation().now());
    }

    /** A disk has forgotten a key. */
    void forgotten(int key) {
        Last write = (Last) last.get(key);
        if (write != null && !write.lost) {
            check(key, write);
        }
    }

    private void check(int key, Last write) {
        if (!survives(key, write)) {
            write.lost = true;
            lost++;
            missing++;
            measures.lost_writes().add(wiring.simulation().now());
            history.lost(key, write.version);
        }
    }

    /** A disk has something new under a key: what was held to be lost may only have been on its way. */
    void stored(int key, Value value) {
        Last write = missing == 0 ? null : (Last) last.get(key);
        if (write != null && write.lost && value.version == write.version) {
            write.lost = false;
            lost--;
            missing--;
            measures.lost_writes().add(wiring.simulation().now(), -1);
            history.acknowledged(key, write.version, write.acknowledgedAt);
        }
    }

    /** Nobody misses what a lost write had overwritten: the version from which on writes of a key can be missed. */
    long missableAfter(int key) {
        Last write = missing == 0 ? null : (Last) last.get(key);
        return write == null || !write.lost ? 0 : write.version;
    }

    private boolean survives(int key, Value write) {
        Value there = onDisks.apply(key);
        return there != null && there.covers(write);
    }

    private long gone() {
        long[] gone = new long[1];
        last.forEachKey(key -> gone[0] += isGone(key, (Last) last.get(key)) ? 1 : 0);
        return gone[0];
    }

    /** What was written since a write was lost has not brought it back. */
    private boolean isGone(int key, Last write) {
        Value there = onDisks.apply(key);
        return write.lost ? there == null || there.version != write.version : !survives(key, write);
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
