package dev.brownout.component.quorumstore;

import dev.brownout.service.LogicalRequest;
import dev.brownout.service.Outcome;
import dev.brownout.service.Request;
import dev.brownout.service.Request.Operation;
import dev.brownout.service.VersionRegistry;
import dev.brownout.service.WriteHistory;
import dev.brownout.spi.CallTarget;
import dev.brownout.spi.ComponentContext;
import java.util.Optional;

/** Judges what reads were answered: whether it misses a write that was acknowledged before they were sent. */
final class ReadConsistencyChecker {
    private final ComponentContext context;
    private final VersionRegistry versions;
    private final WriteHistory history;
    private final StoreMetrics measures;
    private final Optional<ExpiryMetrics> expiry;
    private final AcknowledgedWrites ledger;
    private boolean written;
    private long stale;
    private long ageMaxNanos;

    ReadConsistencyChecker(
            ComponentContext context,
            WriteHistory history,
            StoreMetrics measures,
            Optional<ExpiryMetrics> expiry,
            AcknowledgedWrites ledger) {
        this.expiry = expiry;
        this.ledger = ledger;
        this.context = context;
        this.versions = context.versions();
        this.history = history;
        this.measures = measures;
    }

    /** Somebody may call from now on. */
    void connected(CallTarget route) {
        if (route.operation() == Operation.WRITE) {
            written = true;
            versions.copy(context.name());
            versions.date();
        }
    }

    /**
     * Judges an answer; {@code null} for one that found nothing. One that has expired is none, and yet its reader does
     * not miss it.
     *
     * @param bound of the read, as in {@link VersionRegistry#bound}
     */
    Outcome judge(Request read, int key, StampedValue answer, boolean expired, long bound) {
        long now = context.simulation().now();
        boolean nothing = answer == null || expired;
        if (nothing) {
            measures.not_found_reads().add(now);
        }
        if (expiry.isPresent()) {
            expiry.get().expired_reads().add(now, expired ? 1 : 0);
            expiry.get().not_found_share().add(now, nothing ? 1 : 0, 1);
        }
        Outcome found = nothing ? Outcome.NOT_FOUND : Outcome.OK;
        if (!written) {
            return found;
        }
        if (answer instanceof Siblings several && several.versions().length > 1) {
            measures.sibling_reads().add(now);
        }
        remember(read, key, answer);
        StampedValue excused = ledger.excused(key, answer);
        long version = excused == null ? history.version(0) : excused.told(versions);
        long missed = versions.missed(version, key, bound);
        measures.stale_share().add(now, missed == VersionRegistry.NOTHING ? 0 : 1, 1);
        if (missed == VersionRegistry.NOTHING) {
            return found;
        }
        stale++;
        long age = VersionRegistry.ageNanos(now, missed);
        ageMaxNanos = Math.max(ageMaxNanos, age);
        measures.stale_reads().add(now);
        measures.stale_age().record(now, age);
        return versions.judged(read, missed);
    }

    private void remember(Request read, int key, StampedValue answer) {
        LastRead before = (LastRead) read.logical().find(this, key);
        if (before == null) {
            read.logical().carry(new LastRead(this, key, answer));
        } else {
            before.answer = answer;
        }
    }

    /** Whether it is what a key has before anybody writes it. */
    boolean unwritten(StampedValue value) {
        return value.version == history.version(0);
    }

    /** What the visit of a request has read of a key last; empty where it has not read it. */
    Optional<LastRead> lastRead(Request request, int key) {
        return Optional.ofNullable((LastRead) request.logical().find(this, key));
    }

    /** What a visit has read of a key last, and has written to it since. */
    static final class LastRead extends LogicalRequest.IdempotencyRecord {
        private StampedValue answer;

        private LastRead(ReadConsistencyChecker judge, int key, StampedValue answer) {
            super(judge, key);
            this.answer = answer;
        }

        /** What it was; {@code null} for nothing. */
        StampedValue answer() {
            return answer;
        }

        /** Its visit has been told that a write is done. */
        void wrote(StampedValue value) {
            answer = StampedValue.both(answer, value);
        }
    }

    /** A read has brought a value to a copy that had an older one. */
    void repaired() {
        measures.repairs().add(context.simulation().now());
    }

    /** How many were stale in the whole run. */
    long stale() {
        return stale;
    }

    /** The greatest age in the whole run, in nanoseconds. */
    long ageMaxNanos() {
        return ageMaxNanos;
    }
}
