package dev.brownout.component.database.replication;

import dev.brownout.component.database.failover.PrimaryLeadership;
import dev.brownout.component.database.log.DivergedLog;
import dev.brownout.component.database.log.Log;
import dev.brownout.component.database.log.LostWrites;
import dev.brownout.component.database.log.WriteLedger;
import dev.brownout.component.database.node.DatabaseNode;
import dev.brownout.component.database.node.OpenTransactions;
import dev.brownout.component.database.stock.RowLedger;
import dev.brownout.component.database.storage.NodeContents;
import dev.brownout.component.database.storage.NodeDisk;
import dev.brownout.host.Task;
import dev.brownout.instrument.Counter;
import dev.brownout.kernel.Simulation;
import dev.brownout.random.KeyedRandom;
import dev.brownout.random.Sampler;
import dev.brownout.sentence.Sentence;
import dev.brownout.service.LogicalRequest;
import dev.brownout.service.Outcome;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.VersionRegistry;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.RowOperation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntPredicate;

/**
 * Write path of a replica group. A write works on a core of the primary and is appended to the log. It is acknowledged
 * when enough replicas have received it. A node that is no longer primary rejects the write, before or after the work.
 */
public final class WriteCommitter {
    private static final long NO_ROOM = 0;

    private final ComponentContext context;
    private final Simulation simulation;
    private final int number;
    private final VersionRegistry versions;
    private final Sampler work;
    private final KeyedRandom random;
    private final boolean deduplicate;
    private final Log log;
    private final ReplicationStreams streams;
    private final CommitAcknowledgements acknowledgements;
    private final PrimaryLeadership leadership;
    private final NodeContents contents;
    private final Counter lostWrites;
    private final LostWrites losses;
    private final Function<DatabaseNode, RowLocks> locks;
    private final Function<DatabaseNode, NodeDisk> disks;
    private final RowLedger rows;
    private final IntPredicate isRemoved;
    private final WriteLedger ledger;
    private final List<Reply> unconfirmedReplies = new ArrayList<>();
    private DatabaseNode demoted;
    private DatabaseNode noted;

    /**
     * Creates the write path.
     *
     * @param contents storage use of the nodes; {@code null} for no limit
     * @param lostWrites counts acknowledged writes that are not in the log of the new primary
     * @param losses fates of the lost writes; {@code null} without recovery
     * @param ledger state of each write
     */
    public WriteCommitter(
            ComponentContext context,
            CommitPolicy policy,
            Log log,
            ReplicationStreams streams,
            CommitAcknowledgements acknowledgements,
            PrimaryLeadership leadership,
            NodeContents contents,
            Counter lostWrites,
            LostWrites losses,
            WriteLedger ledger) {
        this.context = context;
        this.simulation = context.simulation();
        this.number = context.number();
        this.versions = context.versions();
        this.work = policy.work();
        this.random = context.random("write");
        this.deduplicate = policy.deduplicate();
        this.log = log;
        this.streams = streams;
        this.acknowledgements = acknowledgements;
        this.leadership = leadership;
        this.contents = contents;
        this.lostWrites = lostWrites;
        this.losses = losses;
        this.locks = policy.locks();
        this.disks = policy.disks();
        this.rows = policy.rows();
        this.isRemoved = policy.isRemoved();
        this.ledger = ledger;
    }

    /**
     * Returns the reply for a write that a client sends. It records the outcome and passes it to {@code caller}.
     *
     * @param operation operation on the row; {@code null} for a plain write
     */
    public Reply sent(Request request, RowOperation operation, Reply caller) {
        if (operation != null) {
            rows.sent(operation, request);
        }
        return new WriteReply(ledger.of(request), request, operation, caller);
    }

    /** Returns the position of the write of a request; 0 if it is not in the log, or if all nodes have applied it. */
    public long position(Request request) {
        return log.positionOf(ledger.of(request));
    }

    /**
     * Processes a write that arrives at a node. The node may reject it.
     *
     * @param operation operation on the row; {@code null} for a plain write
     */
    public void arrive(DatabaseNode node, Request request, RowOperation operation, Reply reply) {
        if (!leadership.accepts(node)) {
            refuse(node, reply);
        } else if (locks == null || request.key() == 0) {
            begin(node, request, operation, reply);
        } else {
            lock(locks.apply(node), node, request, operation, reply);
        }
    }

    /** Starts a write when it has the lock of its row. A transaction of several queries keeps the lock to its end. */
    private void lock(RowLocks locked, DatabaseNode node, Request request, RowOperation operation, Reply reply) {
        int key = request.key();
        OpenTransactions.Transaction transaction = node.transaction(request);
        if (transaction == null) {
            locked.acquire(key, null, () -> begin(node, request, operation, locked.returning(key, reply)), null);
        } else {
            Runnable begin = () -> begin(node, request, operation, reply);
            locked.acquireForTransaction(key, transaction, begin, () -> reply.accept(Outcome.FAILED, number));
        }
    }

    private void begin(DatabaseNode node, Request request, RowOperation operation, Reply reply) {
        long nanos = work.sampleNanos(random.withIdentity(request.identity()));
        if (!node.cores().offer(new WriteTask(node, request, operation, reply, nanos), nanos)) {
            reply.accept(Outcome.REJECTED, number);
        }
    }

    private void commit(WriteTask write) {
        if (!leadership.accepts(write.node)) {
            refuse(write.node, write.reply);
        } else if (write.node.role() == DatabaseNode.Role.LATE) {
            acceptStaleWrite(write);
        } else if (isRemoved != null && isRemoved.test(write.request.key())) {
            write.reply.accept(Outcome.UNAVAILABLE, number);
        } else {
            log(write);
        }
    }

    private void log(WriteTask write) {
        Request request = write.request;
        WriteLedger.Write entry = ledger.of(request);
        boolean done = entry.position() != 0
                && (deduplicate || write.operation != null && rows.isRepeated(write.operation, request));
        if (!done && isRefused(write)) {
            return;
        }
        long position = !done ? 0 : isRemoved == null ? entry.position() : log.positionOf(entry);
        if (!done) {
            position = append(entry, request.key(), request.sizeBytes(), write.workNanos, false);
            if (position == NO_ROOM) {
                write.reply.accept(Outcome.FULL, number);
                return;
            }
            if (write.operation != null) {
                rows.apply(write.operation, request, position, entry.version(), log.base());
            }
        }
        long promisedAt = versions.fulfil(request);
        if (promisedAt != VersionRegistry.NOTHING) {
            log.acknowledge(entry, request.key(), entry.version(), promisedAt);
        }
        acknowledgements.await(position, entry.version(), write.reply);
    }

    /** Refuses an operation for which no unit is free or held. Returns whether it did. */
    private boolean isRefused(WriteTask write) {
        Outcome outcome = write.operation == null ? Outcome.OK : rows.decide(write.operation, write.request);
        if (!outcome.proceeds()) {
            rows.onRefused(write.operation);
            write.reply.accept(outcome, 0);
        }
        return !outcome.proceeds();
    }

    /** Changes a row by a write of the primary itself, which takes no time. The group must have a primary. */
    public void writeRow(int source, int key, int sizeBytes, RowLedger.RowChange change) {
        WriteLedger.Write write = ledger.of(new LogicalRequest(), 0, source);
        long position = append(write, key, sizeBytes, 0, false);
        change.apply(position, write.version(), log.base());
    }

    /** Appends a write to the log. Returns its position, or {@link #NO_ROOM} without storage space. */
    private long append(WriteLedger.Write entry, int key, int sizeBytes, long workNanos, boolean restored) {
        boolean added = contents != null && contents.isNew(key, log);
        if (added && !contents.fits(sizeBytes)) {
            return NO_ROOM;
        }
        if (losses != null) {
            losses.logged(entry, restored, simulation.now());
        }
        long position = log.append(simulation.now(), entry, key, sizeBytes, workNanos);
        ledger.logged(entry, position);
        if (added) {
            contents.onKeyAdded(position, sizeBytes, log);
        }
        streams.onCommitted();
        return position;
    }

    /**
     * Restores a lost write from the diverged log of a node. With deduplication, a write that is already in the log is
     * not written again.
     *
     * @return false if there is no storage space for it
     */
    public boolean restore(DivergedLog.Entry lost) {
        WriteLedger.Write write = lost.write();
        if (deduplicate && write.position() != 0) {
            return true;
        }
        if (append(write, lost.key(), lost.sizeBytes(), lost.workNanos(), true) == NO_ROOM) {
            return false;
        }
        if (write.isAcknowledged()) {
            log.acknowledge(write, lost.key(), write.version(), versions.stamp(simulation.now()));
        }
        return true;
    }

    /** Applies a write on a former primary that does not know yet that it was replaced. The write is not replicated. */
    private void acceptStaleWrite(WriteTask write) {
        Outcome outcome = write.operation == null ? Outcome.OK : rows.decideLate(write.operation, write.request);
        if (!outcome.proceeds()) {
            write.reply.accept(outcome, 0);
            return;
        }
        WriteLedger.Write entry = ledger.of(write.request);
        ledger.strayed(entry);
        if (losses != null) {
            losses.of(write.node.number()).add(entry, write.request.key(), write.request.sizeBytes(), write.workNanos);
        }
        if (noted != write.node) {
            noted = write.node;
            context.timeline()
                    .note(
                            "late-write-accepted",
                            write.node.name(),
                            Sentence.of("{} accepted a write after another node was promoted", write.node.name()));
        }
        if (acknowledgements.isNeeded()) {
            unconfirmedReplies.add(write.reply);
        } else {
            write.reply.accept(Outcome.OK, log.number());
        }
    }

    /**
     * Demotes a primary. Its writes that wait for replica acknowledgements get no reply until the node learns of its
     * demotion.
     */
    public void demote(DatabaseNode node) {
        unconfirmedReplies.addAll(acknowledgements.drain());
        demoted = node;
        noted = null;
    }

    /** Fails the waiting writes of a demoted node when it learns of its demotion. */
    public void failWaiting(DatabaseNode node) {
        if (node == demoted) {
            List<Reply> waiting = new ArrayList<>(unconfirmedReplies);
            discard(node);
            waiting.forEach(reply -> reply.accept(Outcome.FAILED, number));
        }
    }

    /** Discards the waiting writes of a demoted node when its process dies. Their clients get no reply. */
    public void discard(DatabaseNode node) {
        if (node == demoted) {
            unconfirmedReplies.clear();
            demoted = null;
        }
    }

    private void refuse(DatabaseNode node, Reply reply) {
        if (noted != node) {
            noted = node;
            context.timeline()
                    .note(
                            "late-write-rejected",
                            node.name(),
                            Sentence.of("{} rejected a write: it is no longer primary", node.name()));
        }
        reply.accept(Outcome.UNAVAILABLE, number);
    }

    /**
     * Truncates the log behind {@code end} when a node takes over that has received the log through {@code end}. The
     * writes behind it are lost.
     *
     * @param old the former primary, which keeps these writes on its disk
     * @return the number of acknowledged writes among them
     */
    public int cutOff(long end, DatabaseNode old) {
        int lost = 0;
        rows.failOver();
        if (losses != null) {
            log.copy(end, losses.of(old.number()));
        }
        while (log.end() > end) {
            boolean isRetained = log.lastHasLeft();
            if (contents != null) {
                contents.cutOff(log.end(), isRetained);
            }
            rows.cutOff(log.end());
            WriteLedger.Write last = log.removeLast();
            lost += !isRetained && ledger.isUnlogged(last) ? 1 : 0;
        }
        lostWrites.add(simulation.now(), lost);
        if (losses != null) {
            losses.recordLoss(simulation.now(), lost);
        }
        return lost;
    }

    /** A write on a node. It is committed when its work is done and, outside of a transaction, when it is synced. */
    private final class WriteTask extends Task {
        private final DatabaseNode node;
        private final Request request;
        private final RowOperation operation;
        private final Reply reply;
        private final long workNanos;

        WriteTask(DatabaseNode node, Request request, RowOperation operation, Reply reply, long workNanos) {
            this.node = node;
            this.request = request;
            this.operation = operation;
            this.reply = reply;
            this.workNanos = workNanos;
        }

        @Override
        protected void onWorked() {
            if (disks == null
                    || operation != null && !rows.decide(operation, request).proceeds()) {
                commit(this);
            } else if (!disks.apply(node).write(request, node.transaction(request), log, () -> commit(this))) {
                reply.accept(Outcome.REJECTED, number);
            }
        }
    }

    /** Records the outcome that the client of a write receives. */
    private final class WriteReply implements Reply {
        private final WriteLedger.Write write;
        private final Request request;
        private final RowOperation operation;
        private final Reply caller;

        WriteReply(WriteLedger.Write write, Request request, RowOperation operation, Reply caller) {
            this.write = write;
            this.request = request;
            this.operation = operation;
            this.caller = caller;
        }

        @Override
        public void accept(Outcome outcome, long detail) {
            if (outcome.proceeds()) {
                long now = simulation.now();
                if (operation != null && !write.isAcknowledged()) {
                    rows.onAcknowledged(operation, request);
                }
                if (ledger.isAcknowledged(write)) {
                    lostWrites.add(now);
                    if (losses != null) {
                        losses.recordLateAcknowledgement(write, now);
                    }
                }
                log.acknowledge(write, request.key(), detail, versions.stamp(now));
            } else {
                ledger.onFailed(write);
            }
            caller.accept(outcome, detail);
        }
    }
}
