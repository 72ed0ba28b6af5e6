package dev.brownout.component.database.multiprimary;

import dev.brownout.component.database.log.WriteLedger;
import dev.brownout.component.database.reads.Staleness;
import dev.brownout.instrument.Counter;
import dev.brownout.kernel.Simulation;
import dev.brownout.result.VariantResult.DataResult;
import dev.brownout.service.LogicalRequest;
import dev.brownout.service.LossLog;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.VersionRegistry;
import dev.brownout.service.WriteHistory;
import dev.brownout.spi.ComponentContext;
import java.util.ArrayList;
import java.util.List;

/** Outcomes of writes as reported to callers, and the writes that the nodes have committed for each. */
final class WriteOutcomeLedger {
    private final Simulation simulation;
    private final VersionRegistry versions;
    private final List<WriteHistory> histories;
    private final WriteLedger writes;

    /**
     * Writes that nodes have committed for one write of a logical request, one for each attempt that a node committed.
     */
    private static final class CommitRecord extends LogicalRequest.IdempotencyRecord {
        private final List<RowWrite> committed = new ArrayList<>(1);

        private CommitRecord(WriteOutcomeLedger ledger, long origin) {
            super(ledger, origin);
        }
    }

    /**
     * Creates an empty ledger.
     *
     * @param histories acknowledged writes of each node
     * @param duplicates counter of writes that nodes have committed more than once
     */
    WriteOutcomeLedger(ComponentContext context, List<WriteHistory> histories, Counter duplicates) {
        this.simulation = context.simulation();
        // Writes discarded in a conflict are not losses of a fault.
        this.writes = new WriteLedger(simulation, new LossLog(), duplicates);
        this.versions = context.versions();
        this.histories = histories;
    }

    /** Returns the ledger entry of the write of a request. */
    WriteLedger.Write of(Request request) {
        return writes.of(request);
    }

    private CommitRecord recordOf(Request request) {
        LogicalRequest.IdempotencyRecord known = request.logical().find(this, request.idempotencyKey());
        if (known != null) {
            return (CommitRecord) known;
        }
        CommitRecord record = new CommitRecord(this, request.idempotencyKey());
        request.logical().carry(record);
        return record;
    }

    /** Wraps the reply of a write that is being sent. The wrapper records the outcome before the caller receives it. */
    Reply sent(Request request, Reply caller) {
        WriteLedger.Write write = writes.of(request);
        CommitRecord record = recordOf(request);
        return (outcome, detail) -> {
            if (outcome.good()) {
                writes.isAcknowledged(write);
                record.committed.stream()
                        .filter(its -> its.reportedVersion == detail)
                        .forEach(its -> onAcknowledged(its, versions.stamp(simulation.now())));
            } else {
                writes.onFailed(write);
            }
            caller.accept(outcome, detail);
        };
    }

    /** Records that a node has committed a write for a request. */
    void onCommitted(Request request, RowWrite write, long position) {
        writes.logged(write.entry, position);
        recordOf(request).committed.add(write);
        long promisedAt = versions.fulfil(request);
        if (promisedAt != VersionRegistry.NOTHING) {
            onAcknowledged(write, promisedAt);
        }
    }

    /** Records that a write was discarded for one that has not seen it. */
    void givenUp(RowWrite write) {
        writes.isUnlogged(write.entry);
    }

    private void onAcknowledged(RowWrite write, long instant) {
        if (!write.acknowledged && write.key != 0) {
            write.acknowledged = true;
            WriteHistory history = histories.get(write.origin);
            history.onAcknowledged(write.key, history.version(write.number), instant);
        }
    }

    /** Returns the number of writes that nodes have committed more than once. */
    long duplicates() {
        return writes.duplicates();
    }

    /** Returns the totals of all writes, with those of stale reads. */
    DataResult result(Staleness staleness) {
        return writes.result(staleness.reads(), staleness.ageMaxNanos(), 0);
    }
}
