package dev.brownout.step;

import dev.brownout.host.ConnectionPool;
import dev.brownout.host.GarbageCollectedHeap;
import dev.brownout.host.Task;
import dev.brownout.random.KeyedRandom;
import dev.brownout.service.CancellationToken;
import dev.brownout.service.DatabaseSession;
import dev.brownout.service.Outcome;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import java.util.ArrayList;
import java.util.List;

/** Execution of a request on a host: its position in the program, and its reply. */
final class StepExecution extends Task implements Reply, CancellationToken.Listener, GarbageCollectedHeap.Claim {
    /** Component of the identities of commits. */
    private static final long COMMIT = KeyedRandom.key(0, 0, "commit");

    final Request request;
    private final StepProgram program;
    private final Reply reply;
    private Outcome end = Outcome.OK;
    /** Rarely used state; {@code null} for most executions, to save memory. */
    private Aside aside;

    private boolean admitted;
    private boolean holdsMemory;
    private boolean finished;
    /** Index of the next action. */
    private char taken;

    private long detail;

    StepExecution(StepProgram program, Request request, Reply reply) {
        this.program = program;
        this.request = request;
        this.reply = reply;
    }

    /** Starts the execution when a worker is free. */
    @Override
    protected void admitted() {
        admitted = true;
        begin();
    }

    /** Takes the first step as soon as memory is available. */
    void begin() {
        if (program.heap == null) {
            goOn();
        } else {
            program.heap.take(this);
        }
    }

    @Override
    public void granted() {
        holdsMemory = true;
        goOn();
    }

    @Override
    public void refused() {
        detail = program.number;
        finish(end.good() ? Outcome.FAILED : end);
    }

    /** Continues after work on a core. */
    @Override
    protected void worked() {
        goOn();
    }

    /** Continues after the reply to a call. */
    @Override
    public void accept(Outcome outcome, long answerDetail) {
        if (outcome.proceeds()) {
            detail = program.versions.join(detail, answerDetail);
            if (outcome == Outcome.STALE && end == Outcome.OK) {
                end = Outcome.STALE;
            }
            goOn();
        } else {
            detail = answerDetail;
            finish(outcome);
        }
    }

    /** Returns a reply that remembers the version of the data before the execution continues. */
    Reply remembering() {
        return (outcome, version) -> {
            aside().read = outcome.good() ? version : 0;
            accept(outcome, version);
        };
    }

    /** Returns the version of the last data that was read and remembered; 0 for none. */
    long remembered() {
        return aside == null ? 0 : aside.read;
    }

    /**
     * Version of the last data read, repetition index of a repeated step, and connections that are held or waited for.
     */
    private static final class Aside {
        private final List<ConnectionPool.Lease> connections = new ArrayList<>(1);
        private int turn;
        private long read;

        /** Cancels the wait for a connection. Returns whether it was waiting. */
        boolean abandons() {
            return !connections.isEmpty()
                    && connections.get(connections.size() - 1).abandon();
        }
    }

    private Aside aside() {
        if (aside == null) {
            aside = new Aside();
        }
        return aside;
    }

    /**
     * Returns the index of the current repetition of a step, from 0. The step is repeated unless this is the last of
     * {@code times} repetitions.
     */
    int turn(int times) {
        Aside its = aside();
        int now = its.turn++;
        if (its.turn < times) {
            taken--;
        } else {
            its.turn = 0;
        }
        return now;
    }

    /**
     * Runs an action with a connection of a pool. The connection is held from the first such action to the end of the
     * execution, or of the transaction if the pool says so. A connection that an earlier action has lost, such as a
     * timeout that a retry has repaired, is replaced unless its transaction is lost with it.
     *
     * @param transaction whether the action is a part of a transaction
     */
    void connected(ConnectionPool pool, boolean transaction, StepAction action) {
        ConnectionPool.Lease held = lease(pool);
        if (held != null && !isLost(held.session())) {
            take(held, transaction, action);
            return;
        }
        if (held != null) {
            aside.connections.remove(held);
            held.giveBack();
        }
        aside().connections.add(pool.lease(new ConnectionPool.Claim() {
            @Override
            public void granted() {
                if (end.good()) {
                    take(lease(pool), transaction, action);
                } else {
                    goOn();
                }
            }

            @Override
            public void refused() {
                reject();
            }
        }));
        lease(pool).take();
    }

    private static boolean isLost(DatabaseSession session) {
        return session != null && !session.isConnected() && !session.hasTransaction();
    }

    private void take(ConnectionPool.Lease held, boolean transaction, StepAction action) {
        if (transaction) {
            held.session().beginTransaction();
        }
        action.take(this);
    }

    /** Returns the connection of a pool that is held or waited for; {@code null} if there is none. */
    private ConnectionPool.Lease lease(ConnectionPool pool) {
        for (ConnectionPool.Lease lease : aside().connections) {
            if (lease.of(pool)) {
                return lease;
            }
        }
        return null;
    }

    /** Returns the session of the connection that is held of a pool. */
    DatabaseSession session(ConnectionPool pool) {
        return lease(pool).session();
    }

    /**
     * Commits the transactions of the execution, one after the other, and goes on.
     *
     * @param step number of the step, for the identities of the calls
     */
    void commit(int step) {
        for (ConnectionPool.Lease lease : aside().connections) {
            if (lease.session() != null && lease.session().inTransaction()) {
                lease.session()
                        .commits()
                        .call(
                                request.child(COMMIT, step).withSession(lease.session()),
                                (outcome, where) -> committed(lease, step, outcome, where));
                return;
            }
        }
        goOn();
    }

    private void committed(ConnectionPool.Lease lease, int step, Outcome outcome, long where) {
        if (!outcome.good()) {
            detail = where;
            finish(outcome);
            return;
        }
        lease.session().endTransaction();
        if (!lease.keptByVisit()) {
            aside.connections.remove(lease);
            lease.giveBack();
        }
        commit(step);
    }

    /** Continues with the action at an index. The index after the last action ends the execution. */
    void jump(int to) {
        taken = (char) to;
        goOn();
    }

    void goOn() {
        if (taken == program.actions.length) {
            detail = end.good() ? detail : program.number;
            finish(end);
        } else if (taken == 0 && request.token() != CancellationToken.NONE) {
            takeFirst();
        } else {
            program.actions[taken++].take(this);
        }
    }

    /** Takes the first step. The work for the call begins with it, unless it waits for a core. */
    private void takeFirst() {
        program.actions[taken++].take(this);
        if (!finished && !isWaiting()) {
            request.token().begin();
        }
    }

    @Override
    protected void served() {
        request.token().begin();
    }

    /**
     * Cancels the execution: no further step starts. Work in a queue ends immediately; work on a core does so if the
     * settings say so.
     */
    @Override
    public void ended(Outcome why) {
        end = why;
        taken = (char) program.actions.length;
        if (leave()) {
            leftLine(why);
        } else if (aside != null && aside.abandons()) {
            detail = program.number;
            finish(why);
        } else if (program.settings.cancellation() == StepProgram.Cancellation.RUNNING && abort()) {
            detail = program.number;
            finish(why);
        }
    }

    @Override
    protected long patienceNanos() {
        return program.settings.patience().sampleNanos(program.settings.draws().at(request.identity()));
    }

    @Override
    protected int rank() {
        return program.settings.rank().applyAsInt(request);
    }

    @Override
    protected void turnedAway() {
        leftLine(Outcome.REJECTED);
    }

    private void leftLine(Outcome why) {
        if (program.slots == null || admitted) {
            detail = program.number;
            finish(why);
        } else {
            turnAway(why);
        }
    }

    /** Ends an execution that has no worker. */
    void turnAway(Outcome outcome) {
        request.token().unlisten(this);
        if (program.census != null) {
            program.census.leave();
        }
        reply.accept(outcome, program.number);
    }

    void reject() {
        detail = program.number;
        finish(Outcome.REJECTED);
    }

    /** Releases a connection. An open transaction ends with its connection, as the driver closes it after an error. */
    private static void release(ConnectionPool.Lease lease) {
        if (lease.session() != null && lease.session().inTransaction()) {
            lease.session().disconnect();
        }
        lease.giveBack();
    }

    private void finish(Outcome outcome) {
        finished = true;
        if (request.token() != CancellationToken.NONE) {
            request.token().unlisten(this);
        }
        if (aside != null) {
            aside.connections.forEach(StepExecution::release);
        }
        if (holdsMemory) {
            program.heap.give();
        }
        if (program.slots != null) {
            program.slots.leave();
        }
        if (program.census != null) {
            program.census.leave();
        }
        reply.accept(outcome, detail);
    }
}
