package dev.brownout.component.database.recovery;

import dev.brownout.component.database.failover.PrimaryLeadership;
import dev.brownout.component.database.failover.WriteRecoverySpec;
import dev.brownout.component.database.log.DivergedLog;
import dev.brownout.component.database.log.DivergedLog.Entry;
import dev.brownout.component.database.log.Log;
import dev.brownout.component.database.log.LostWrites;
import dev.brownout.component.database.log.WriteLedger.Fate;
import dev.brownout.component.database.node.DatabaseNode;
import dev.brownout.component.database.node.ReplicaGroupMembers;
import dev.brownout.component.database.replication.WriteCommitter;
import dev.brownout.host.Task;
import dev.brownout.kernel.Event;
import dev.brownout.kernel.Simulation;
import dev.brownout.result.VariantResult.TimelineEvent;
import dev.brownout.sentence.Sentence;
import dev.brownout.spi.AuditRegistry;
import dev.brownout.spi.ComponentContext;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Recovers lost writes like an operator's tool. A configured time after a former primary has returned, the tool reads
 * the writes that only that node has. It writes them to the current primary, in order and one at a time. It skips
 * writes of keys that were overwritten meanwhile.
 */
public final class Recovery extends Event {
    private static final int NEXT = -1;
    /** Delay of the next attempt, in ns, if no node accepts writes. */
    private static final long RETRY_NANOS = 1_000_000_000L;

    private final ComponentContext context;
    private final Simulation simulation;
    private final long afterNanos;
    private final long intervalNanos;
    private final ReplicaGroupMembers members;
    private final PrimaryLeadership leadership;
    private final WriteCommitter commits;
    private final Log log;
    private final LostWrites losses;
    private final boolean[] awaited;
    private final ArrayDeque<Entry> queue = new ArrayDeque<>();
    private final Map<Integer, Long> restored = new LinkedHashMap<>();
    private WriteReplay current;
    private long branch;
    private long nextAt;
    private int back;
    private int left;

    /** Creates the recovery of a group without lost writes. */
    public Recovery(
            ComponentContext context,
            WriteRecoverySpec recover,
            ReplicaGroupMembers members,
            PrimaryLeadership leadership,
            WriteCommitter commits,
            Log log,
            LostWrites losses) {
        this.context = context;
        this.simulation = context.simulation();
        this.afterNanos = recover.after().toNanos();
        this.intervalNanos = recover.intervalNanos();
        this.members = members;
        this.leadership = leadership;
        this.commits = commits;
        this.log = log;
        this.losses = losses;
        this.awaited = new boolean[members.size()];
        AuditRegistry audit = context.audit();
        audit.identity(
                "/" + members.primary().name()
                        + ": lost writes = recovered + overwritten + unrecoverable + repeated + pending",
                losses::lostCount,
                () -> losses.accounted(this::underway));
        audit.reportMemoryUse("recoverable writes", 60, () -> losses.retainedCount() + queue.size());
    }

    private void underway(Consumer<Entry> check) {
        queue.forEach(check);
        if (current != null) {
            check.accept(current.entry);
        }
    }

    /** Checks a node, which may have returned, for writes that are not in the log, and schedules their recovery. */
    public void onReturned(DatabaseNode node) {
        if (!awaited[node.number()] && isReadable(node)) {
            awaited[node.number()] = true;
            simulation.scheduleAfter(afterNanos, this, node.number());
        }
    }

    /**
     * Returns whether the disk of a node has lost writes, the node is up, and it knows that it is no longer primary.
     */
    private boolean isReadable(DatabaseNode node) {
        return node.host().isUp()
                && node.role() != DatabaseNode.Role.LATE
                && !losses.of(node.number()).entries().isEmpty();
    }

    /** Called when the process of a node dies. A write in progress there is tried again. */
    public void onDied(DatabaseNode node) {
        if (current != null && current.node == node) {
            retryWrite();
        }
    }

    /**
     * Called when a new machine takes the place of a node. The lost writes on its disk are not recoverable any more.
     */
    public void onMachineReplaced(DatabaseNode node) {
        DivergedLog its = losses.of(node.number());
        its.drain().forEach(entry -> losses.decide(entry.write(), Fate.LOST, simulation.now()));
    }

    @Override
    public void fire(int step) {
        if (step == NEXT) {
            writeNext();
        } else {
            read(members.all().get(step));
        }
    }

    private void read(DatabaseNode node) {
        awaited[node.number()] = false;
        if (!isReadable(node)) {
            return;
        }
        DivergedLog its = losses.of(node.number());
        context.timeline()
                .note(
                        "recovering",
                        node.name(),
                        Sentence.of(
                                "recovery of the lost writes of {} started: {} writes",
                                node.name(),
                                its.entries().size()),
                        TimelineEvent.facts("writes", its.entries().size()));
        boolean idle = queue.isEmpty() && current == null;
        queue.addAll(its.drain());
        if (idle) {
            back = 0;
            left = 0;
            nextAt = Math.max(nextAt, simulation.now());
            writeNext();
        }
    }

    /** Starts the next write if the rate allows it and a primary accepts it. */
    private void writeNext() {
        long now = simulation.now();
        DatabaseNode primary = members.primary();
        if (now < nextAt) {
            simulation.scheduleAt(nextAt, this, NEXT);
        } else if (!isRecovering(primary)) {
            waitForPrimary();
        } else {
            nextAt = Math.max(nextAt, now - intervalNanos) + intervalNanos;
            current = new WriteReplay(queue.remove(), primary);
            primary.cores().enqueueUnbounded(current, current.entry.workNanos());
        }
    }

    private boolean isRecovering(DatabaseNode node) {
        return node.host().isUp() && node.role() == DatabaseNode.Role.PRIMARY && leadership.accepts(node);
    }

    private void retryWrite() {
        queue.addFirst(current.entry);
        current = null;
        waitForPrimary();
    }

    private void waitForPrimary() {
        nextAt = simulation.now() + RETRY_NANOS;
        simulation.scheduleAt(nextAt, this, NEXT);
    }

    private void written() {
        if (!isRecovering(current.node)) {
            retryWrite();
            return;
        }
        Entry entry = current.entry;
        current = null;
        if (isOverwritten(entry)) {
            left++;
            losses.decide(entry.write(), Fate.OVERWRITTEN, simulation.now());
        } else if (commits.restore(entry)) {
            back++;
            restored.put(entry.key(), log.version(entry.key(), log.end()));
        } else {
            left++;
            losses.decide(entry.write(), Fate.LOST, simulation.now());
        }
        if (queue.isEmpty()) {
            finish();
        } else {
            writeNext();
        }
    }

    /** Returns whether the key was written since the failover, other than by this recovery. */
    private boolean isOverwritten(Entry entry) {
        if (branch != entry.since()) {
            branch = entry.since();
            restored.clear();
        }
        long existing = log.version(entry.key(), log.end());
        return entry.key() != 0 && existing > entry.since() && existing != restored.getOrDefault(entry.key(), 0L);
    }

    private void finish() {
        context.timeline()
                .note(
                        "recovered",
                        members.primary().name(),
                        Sentence.of(
                                "recovery finished: {} of {} lost writes restored; the rest were overwritten or "
                                        + "do not fit",
                                back,
                                back + left),
                        TimelineEvent.facts("restored", back, "left", left));
        restored.clear();
    }

    /** Repetition of a lost write on a node. */
    private final class WriteReplay extends Task {
        private final Entry entry;
        private final DatabaseNode node;

        WriteReplay(Entry entry, DatabaseNode at) {
            this.entry = entry;
            this.node = at;
        }

        @Override
        protected void onWorked() {
            written();
        }
    }
}
