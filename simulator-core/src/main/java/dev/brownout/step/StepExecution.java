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
    private Aside sideExecution;

    private boolean admitted;
    private boolean holdsMemory;
    private boolean finished;
    /** Index of the next action. */
    private char nextAction;

    private long detail;

    StepExecution(StepProgram program, Request request, Reply reply) {
        this.program = program;
        this.request = request;
        this.reply = reply;
    }

    /** Starts the execution when a worker is free. */
    @Override
    protected void onAdmitted() {
        admitted = true;
        begin();
    }

    /** Takes the first step as soon as memory is available. */
    void begin() {
        if (program.heap == null) {
            nextStep();
        } else {
            program.heap.reserve(this);
        }
    }

    @Override
    public void onGranted() {
        holdsMemory = true;
        nextStep();
    }

    @Override
    public void onRefused() {
        detail = program.number;
        finish(end.good() ? Outcome.FAILED : end);
    }

    /** Continues after work on a core. */
    @Override
    protected void onWorked() {
        nextStep();
    }

    /** Continues after the reply to a call. */
    @Override
    public void accept(Outcome outcome, long answerDetail) {
        if (outcome.proceeds()) {
            detail = program.versions.join(detail, answerDetail);
            if (outcome == Outcome.STALE && end == Outcome.OK) {
                end = Outcome.STALE;
            }
            nextStep();
        } else {
            detail = answerDetail;
            finish(outcome);
        }
    }

    /** Returns a reply that remembers the version of the data before the execution continues. */
    Reply remembering() {
        return (outcome, version) -> {
            sideExecution().read = outcome.good() ? version : 0;
            accept(outcome, version);
        };
    }

    /** Returns the version of the last data that was read and remembered; 0 for none. */
    long remembered() {
        return sideExecution == null ? 0 : sideExecution.read;
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

    private Aside sideExecution() {
        if (sideExecution == null) {
            sideExecution = new Aside();
        }
        return sideExecution;
    }

    /**
     * Returns the index of the current repetition of a step, from 0. The step is repeated unless this is the last of
     * {@code times} repetitions.
     */
    int turn(int times) {
        Aside its = sideExecution();
        int now = its.turn++;
        if (its.turn < times) {
            nextAction--;
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
    void onConnected(ConnectionPool pool, boolean transaction, StepAction action) {
        ConnectionPool.Lease held = lease(pool);
        if (held != null && !isLost(held.session())) {
            acquire(held, transaction, action);
            return;
        }
        if (held != null) {
            sideExecution.connections.remove(held);
            held.release();
        }
        sideExecution().connections.add(pool.lease(new ConnectionPool.Claim() {
            @Override
            public void onGranted() {
                if (end.good()) {
                    acquire(lease(pool), transaction, action);
                } else {
                    nextStep();
                }
            }

            @Override
            public void onRefused() {
                reject();
            }
        }));
        lease(pool).acquire();
    }

    private static boolean isLost(DatabaseSession session) {
        return session != null && !session.isConnected() && !session.hasTransaction();
    }

    private void acquire(ConnectionPool.Lease held, boolean transaction, StepAction action) {
        if (transaction) {
            held.session().beginTransaction();
        }
        action.execute(this);
    }

    /** Returns the connection of a pool that is held or waited for; {@code null} if there is none. */
    private ConnectionPool.Lease lease(ConnectionPool pool) {
        for (ConnectionPool.Lease lease : sideExecution().connections) {
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
        for (ConnectionPool.Lease lease : sideExecution().connections) {
            if (lease.session() != null && lease.session().inTransaction()) {
                lease.session()
                        .commits()
                        .call(
                                request.child(COMMIT, step).withSession(lease.session()),
                                (outcome, location) -> onCommitted(lease, step, outcome, location));
                return;
            }
        }
        nextStep();
    }

    private void onCommitted(ConnectionPool.Lease lease, int step, Outcome outcome, long location) {
        if (!outcome.good()) {
            detail = location;
            finish(outcome);
            return;
        }
        lease.session().endTransaction();
        if (!lease.keptByVisit()) {
            sideExecution.connections.remove(lease);
            lease.release();
        }
        commit(step);
    }

    /** Continues with the action at an index. The index after the last action ends the execution. */
    void jump(int to) {
        nextAction = (char) to;
        nextStep();
    }

    void nextStep() {
        if (nextAction == program.actions.length) {
            detail = end.good() ? detail : program.number;
            finish(end);
        } else if (nextAction == 0 && request.token() != CancellationToken.NONE) {
            takeFirst();
        } else {
            program.actions[nextAction++].execute(this);
        }
    }

    /** Takes the first step. The work for the call begins with it, unless it waits for a core. */
    private void takeFirst() {
        program.actions[nextAction++].execute(this);
        if (!finished && !isWaiting()) {
            request.token().begin();
        }
    }

    @Override
    protected void onServed() {
        request.token().begin();
    }

    /**
     * Cancels the execution: no further step starts. Work in a queue ends immediately; work on a core does so if the
     * settings say so.
     */
    @Override
    public void onCancelled(Outcome outcome) {
        end = outcome;
        nextAction = (char) program.actions.length;
        if (leave()) {
            leftLine(outcome);
        } else if (sideExecution != null && sideExecution.abandons()) {
            detail = program.number;
            finish(outcome);
        } else if (program.settings.cancellation() == StepProgram.Cancellation.RUNNING && abort()) {
            detail = program.number;
            finish(outcome);
        }
    }

    @Override
    protected long patienceNanos() {
        return program.settings.timeout().sampleNanos(program.settings.draws().withIdentity(request.identity()));
    }

    @Override
    protected int rank() {
        return program.settings.rank().applyAsInt(request);
    }

    @Override
    protected void onRejected() {
        leftLine(Outcome.REJECTED);
    }

    private void leftLine(Outcome outcome) {
        if (program.slots == null || admitted) {
            detail = program.number;
            finish(outcome);
        } else {
            reject(outcome);
        }
    }

    /** Ends an execution that has no worker. */
    void reject(Outcome outcome) {
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
        lease.release();
    }

    private void finish(Outcome outcome) {
        finished = true;
        if (request.token() != CancellationToken.NONE) {
            request.token().unlisten(this);
        }
        if (sideExecution != null) {
            sideExecution.connections.forEach(StepExecution::release);
        }
        if (holdsMemory) {
            program.heap.release();
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
