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

/** What callers were told of their writes, and which writes the nodes have committed for them. */
final class WriteOutcomeLedger {
    private final Simulation simulation;
    private final VersionRegistry versions;
    private final List<WriteHistory> histories;
    private final WriteLedger writes;

    /** What nodes have committed for what one caller asks for, one for each attempt that one took. */
    private static final class CommitRecord extends LogicalRequest.IdempotencyRecord {
        private final List<RowWrite> committed = new ArrayList<>(1);

        private CommitRecord(WriteOutcomeLedger ledger, long origin) {
            super(ledger, origin);
        }
    }

    /**
     * Nothing is written yet.
     *
     * @param histories the acknowledged writes of each node
     * @param duplicates counts the writes that nodes have committed more than once
     */
    WriteOutcomeLedger(ComponentContext context, List<WriteHistory> histories, Counter duplicates) {
        this.simulation = context.simulation();
        // Writes that are given up in a conflict are lost by no fault.
        this.writes = new WriteLedger(simulation, new LossLog(), duplicates);
        this.versions = context.versions();
        this.histories = histories;
    }

    /** What became of the write that a request asks for. */
    WriteLedger.Write of(Request request) {
        return writes.of(request);
    }

    private CommitRecord asked(Request request) {
        LogicalRequest.IdempotencyRecord known = request.logical().find(this, request.origin());
        if (known != null) {
            return (CommitRecord) known;
        }
        CommitRecord asked = new CommitRecord(this, request.origin());
        request.logical().carry(asked);
        return asked;
    }

    /** A caller sends a write: gives back who hears its answer before the caller does. */
    Reply sent(Request request, Reply caller) {
        WriteLedger.Write write = writes.of(request);
        CommitRecord asked = asked(request);
        return (outcome, detail) -> {
            if (outcome.good()) {
                writes.acknowledged(write);
                asked.committed.stream()
                        .filter(its -> its.told == detail)
                        .forEach(its -> acknowledged(its, versions.stamp(simulation.now())));
            } else {
                writes.failed(write);
            }
            caller.accept(outcome, detail);
        };
    }

    /** A node has committed a write for a request. */
    void committed(Request request, RowWrite write, long position) {
        writes.logged(write.entry, position);
        asked(request).committed.add(write);
        long promisedAt = versions.kept(request);
        if (promisedAt != VersionRegistry.NOTHING) {
            acknowledged(write, promisedAt);
        }
    }

    /** A write is gone for another that had not seen it. */
    void givenUp(RowWrite write) {
        writes.unlogged(write.entry);
    }

    private void acknowledged(RowWrite write, long at) {
        if (!write.acknowledged && write.key != 0) {
            write.acknowledged = true;
            WriteHistory history = histories.get(write.origin);
            history.acknowledged(write.key, history.version(write.number), at);
        }
    }

    /** Returns the number of writes that nodes have committed more than once. */
    long duplicates() {
        return writes.duplicates();
    }

    /** What has become of all writes, with what readers missed. */
    DataResult settle(Staleness staleness) {
        return writes.settle(staleness.reads(), staleness.ageMaxNanos(), 0);
    }
}
