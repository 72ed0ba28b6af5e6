package dev.brownout.component.database.reads;

import dev.brownout.component.database.log.Log;
import dev.brownout.component.database.node.DatabaseNode;
import dev.brownout.component.database.node.ReplicaGroupMembers;
import dev.brownout.component.database.reads.SessionRouting.CaughtUpReplica;
import dev.brownout.component.database.reads.SessionRouting.CausalReads;
import dev.brownout.component.database.reads.SessionRouting.PositionWait;
import dev.brownout.component.database.reads.SessionRouting.PrimaryAfterWrite;
import dev.brownout.kernel.Event;
import dev.brownout.kernel.Simulation;
import dev.brownout.service.LogicalRequest;
import dev.brownout.service.Request;
import dev.brownout.spi.ComponentContext;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * State of the sessions in one replica group: the node, the positions in the log, and the time of the last write of
 * each. Positions are those of the whole log, like an LSN or a GTID, and not of one key. All callers know them without
 * cost. A position that a failover has removed from the log counts as the end of the log.
 */
public final class SessionRouter {
    private static final long NEVER = -1;

    private final Simulation simulation;
    private final SessionRouting policy;
    private final ReplicaGroupMembers members;
    private final Log log;
    private final SessionReadMetrics measures;
    private final List<List<PositionWaiter>> waiting = new ArrayList<>();
    private long started;
    private long endNanos;

    /** State of one session. */
    private static final class SessionState extends LogicalRequest.IdempotencyRecord {
        private DatabaseNode node;
        private long position;
        private long writtenAt = NEVER;

        private SessionState(SessionRouter owner) {
            super(owner, 0);
        }
    }

    /** Read of a session that was not served because its wait timed out. */
    private static final class ExpiredWait extends LogicalRequest.IdempotencyRecord {
        private ExpiredWait(SessionRouter owner, long identity) {
            super(owner, identity);
        }
    }

    /** Creates a group without sessions. */
    public SessionRouter(ComponentContext context, SessionRouting policy, ReplicaGroupMembers members, Log log) {
        this.simulation = context.simulation();
        this.policy = policy;
        this.members = members;
        this.log = log;
        this.measures = context.metrics().instruments(SessionReadMetrics.class);
        members.all().forEach(node -> waiting.add(new ArrayList<>()));
        String group = members.all().get(0).name();
        context.audit()
                .identity(
                        ", sessions at " + group + ": waits begun = waits ended + waiting reads",
                        () -> started,
                        () -> endNanos + waitingReads());
        context.audit().reportMemoryUse("reads that wait for the log of " + group, 250, this::waitingReads);
    }

    private SessionState state(Request request) {
        return (SessionState) request.logical().session().find(this, 0);
    }

    private SessionState created(Request request) {
        SessionState known = state(request);
        if (known == null) {
            known = new SessionState(this);
            request.logical().session().carry(known);
        }
        return known;
    }

    /**
     * Records the response to a write.
     *
     * @param position position of the write in the log; 0 if it is not there or has failed
     */
    public void wrote(Request write, long position) {
        SessionState session = created(write);
        session.writtenAt = simulation.now();
        session.position = Math.max(session.position, position);
    }

    /** Records that a node serves a read, with all that it has applied. */
    void onServed(Request read, DatabaseNode node) {
        if (policy instanceof CausalReads) {
            SessionState session = created(read);
            session.position = Math.max(session.position, node.appliedPosition());
        }
    }

    /** Returns the node of a session if the session is bound to one; {@code null} otherwise. */
    DatabaseNode boundNode(Request read) {
        SessionState session = state(read);
        return session == null ? null : session.node;
    }

    /** Binds a session to a node, if the policy binds sessions. */
    void bind(Request read, DatabaseNode node) {
        if (policy instanceof SessionRouting.StickyNode && node != null) {
            SessionState session = created(read);
            if (session.node != null && session.node != node) {
                measures.sessionMoves().add(simulation.now());
            }
            session.node = node;
        }
    }

    /** Returns whether the reads of a session now go to the primary, after a write. */
    boolean requiresPrimary(Request read) {
        SessionState session = state(read);
        return policy instanceof PrimaryAfterWrite after
                && session != null
                && session.writtenAt != NEVER
                && simulation.now() - session.writtenAt < after.delay().toNanos();
    }

    /** Returns the position that a node must have applied to be selected for a read; 0 for any node. */
    long routingPosition(Request read) {
        SessionState session = state(read);
        return policy instanceof CaughtUpReplica caughtUp
                        && session != null
                        && simulation.now() - session.writtenAt
                                < caughtUp.expires().toNanos()
                ? Math.min(session.position, log.end())
                : 0;
    }

    /** Counts a read that the policy sends to the primary. */
    public void countPrimaryRead() {
        measures.sessionPrimaryReads().add(simulation.now());
    }

    /** Runs a read on a node as soon as the node has applied the position of its session. */
    void whenApplied(Request read, DatabaseNode node, Runnable serve, Runnable expire) {
        if (!policy.waits()) {
            serve.run();
            return;
        }
        SessionState session = state(read);
        long position = session == null ? 0 : session.position;
        if (node.appliedPosition() >= Math.min(position, log.end())) {
            measures.sessionWait().record(simulation.now(), 0);
            serve.run();
            return;
        }
        started++;
        PositionWaiter waiter = new PositionWaiter(read, node, position, serve, expire);
        waiting.get(node.number()).add(waiter);
        if (policy instanceof PositionWait wait) {
            waiter.timer = simulation.scheduleAfter(wait.timeout().toNanos(), waiter, 0);
        }
    }

    /** Called when a node has applied more of the log, or when the log was truncated. */
    public void onApplied(DatabaseNode node) {
        List<PositionWaiter> waiters = waiting.get(node.number());
        if (waiters.isEmpty()) {
            return;
        }
        List<PositionWaiter> ready = new ArrayList<>();
        for (Iterator<PositionWaiter> all = waiters.iterator(); all.hasNext(); ) {
            PositionWaiter waiter = all.next();
            if (node.appliedPosition() >= Math.min(waiter.position, log.end())) {
                all.remove();
                ready.add(waiter);
            }
        }
        ready.forEach(PositionWaiter::serve);
    }

    /** Discards the waiting reads of a node after a crash. Their callers get no response. */
    public void onDied(DatabaseNode node) {
        List<PositionWaiter> waiters = waiting.get(node.number());
        waiters.forEach(waiter -> simulation.cancel(waiter.timer));
        endNanos += waiters.size();
        waiters.clear();
    }

    private long waitingReads() {
        return waiting.stream().mapToLong(List::size).sum();
    }

    /** Returns whether a read was not served because its wait timed out. */
    public boolean isExpired(Request read) {
        return read.logical().find(this, read.identity()) != null;
    }

    /** Returns the primary, to which a read goes after the timeout of its wait. */
    public DatabaseNode primary() {
        return members.primary();
    }

    /** A read that waits at a node for a position. */
    private final class PositionWaiter extends Event {
        private final Request read;
        private final DatabaseNode node;
        private final long position;
        private final Runnable serve;
        private final Runnable expire;
        private final long startNanos = simulation.now();
        private long timer = Simulation.NO_TIMER;

        PositionWaiter(Request read, DatabaseNode node, long position, Runnable serve, Runnable expire) {
            this.read = read;
            this.node = node;
            this.position = position;
            this.serve = serve;
            this.expire = expire;
        }

        @Override
        public void fire(int step) {
            timer = Simulation.NO_TIMER;
            if (node.host().isSuspended()) {
                node.host().defer(this, step);
                return;
            }
            waiting.get(node.number()).remove(this);
            read.logical().carry(new ExpiredWait(SessionRouter.this, read.identity()));
            long now = simulation.now();
            measures.sessionWait().record(now, now - startNanos);
            measures.sessionWaitTimeouts().add(now);
            endNanos++;
            expire.run();
        }

        private void serve() {
            simulation.cancel(timer);
            long now = simulation.now();
            measures.sessionWait().record(now, now - startNanos);
            endNanos++;
            serve.run();
        }
    }
}
