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

/**
 * Checks the responses of reads for staleness. A read is stale if it misses a write that was acknowledged before the
 * read was sent.
 */
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

    /** Registers a client connection. A connection that writes enables the staleness check. */
    void onConnected(CallTarget route) {
        if (route.operation() == Operation.WRITE) {
            written = true;
            versions.copy(context.name());
            versions.date();
        }
    }

    /**
     * Checks the value of a read for staleness and returns the outcome. An expired value is reported as not found, but
     * does not count as missed.
     *
     * @param answer value read; {@code null} for none
     * @param expired whether the value has expired
     * @param bound bound of the read, as in {@link VersionRegistry#bound}
     */
    Outcome evaluate(Request read, int key, StampedValue answer, boolean expired, long bound) {
        long now = context.simulation().now();
        boolean notFound = answer == null || expired;
        if (notFound) {
            measures.notFoundReads().add(now);
        }
        if (expiry.isPresent()) {
            expiry.get().expiredReads().add(now, expired ? 1 : 0);
            expiry.get().notFoundShare().add(now, notFound ? 1 : 0, 1);
        }
        Outcome found = notFound ? Outcome.NOT_FOUND : Outcome.OK;
        if (!written) {
            return found;
        }
        if (answer instanceof Siblings several && several.versions().length > 1) {
            measures.siblingReads().add(now);
        }
        remember(read, key, answer);
        StampedValue excused = ledger.comparedValue(key, answer);
        long version = excused == null ? history.version(0) : excused.reportedVersion(versions);
        long missedStamp = versions.oldestMissed(version, key, bound);
        measures.staleShare().add(now, missedStamp == VersionRegistry.NOTHING ? 0 : 1, 1);
        if (missedStamp == VersionRegistry.NOTHING) {
            return found;
        }
        stale++;
        long age = VersionRegistry.ageNanos(now, missedStamp);
        ageMaxNanos = Math.max(ageMaxNanos, age);
        measures.staleReads().add(now);
        measures.staleAge().record(now, age);
        return versions.evaluateRead(read, missedStamp);
    }

    private void remember(Request read, int key, StampedValue answer) {
        LastRead before = (LastRead) read.logical().find(this, key);
        if (before == null) {
            read.logical().carry(new LastRead(this, key, answer));
        } else {
            before.answer = answer;
        }
    }

    /** Returns whether a value is the initial value of its key. */
    boolean isUnwritten(StampedValue value) {
        return value.version == history.version(0);
    }

    /** Returns the last read of a key by the logical request of a request; empty for none. */
    Optional<LastRead> lastRead(Request request, int key) {
        return Optional.ofNullable((LastRead) request.logical().find(this, key));
    }

    /** Value that a logical request has seen of a key: its last read, merged with its later writes. */
    static final class LastRead extends LogicalRequest.IdempotencyRecord {
        private StampedValue answer;

        private LastRead(ReadConsistencyChecker checker, int key, StampedValue answer) {
            super(checker, key);
            this.answer = answer;
        }

        /** Returns the value; {@code null} for none. */
        StampedValue answer() {
            return answer;
        }

        /** Merges an acknowledged write of the logical request. */
        void wrote(StampedValue value) {
            answer = StampedValue.merge(answer, value);
        }
    }

    /** Counts a read repair that updated a copy. */
    void repaired() {
        measures.repairs().add(context.simulation().now());
    }

    /** Returns the number of stale reads in the whole run. */
    long stale() {
        return stale;
    }

    /** Returns the greatest age of a stale read in the whole run, in ns. */
    long ageMaxNanos() {
        return ageMaxNanos;
    }
}
