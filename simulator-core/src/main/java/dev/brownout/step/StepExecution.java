package dev.brownout.step;

import dev.brownout.host.ConnectionPool;
import dev.brownout.host.GarbageCollectedHeap;
import dev.brownout.host.Task;
import dev.brownout.service.CancellationToken;
import dev.brownout.service.Outcome;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import java.util.ArrayList;
import java.util.List;

/** A request on a machine: where it is in the machine's program, and who waits for it. */
final class StepExecution extends Task implements Reply, CancellationToken.Listener, GarbageCollectedHeap.Claim {
    final Request request;
    private final StepProgram program;
    private final Reply reply;
    private Outcome end = Outcome.OK;
    /** What few jobs have; {@code null} for most, of which each byte counts. */
    private Aside aside;

    private boolean admitted;
    private boolean holdsMemory;
    /** Steps taken so far. */
    private char taken;

    private long detail;

    StepExecution(StepProgram program, Request request, Reply reply) {
        this.program = program;
        this.request = request;
        this.reply = reply;
    }

    /** A worker is free: begin. */
    @Override
    protected void admitted() {
        admitted = true;
        begin();
    }

    /** Takes its first step as soon as there is memory for it. */
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

    /** A core has done its part. */
    @Override
    protected void worked() {
        goOn();
    }

    /** A call has come back. */
    @Override
    public void accept(Outcome outcome, long answerDetail) {
        if (outcome.good()) {
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

    /** Turns of a step that is taken several times, and connections that are held or waited for. */
    private static final class Aside {
        private final List<ConnectionPool.Lease> connections = new ArrayList<>(1);
        private int turn;

        /** Whether it waited for a connection, and does so no longer. */
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

    /** Which of so many turns of the step it takes now, from 0; but for the last it takes the step once more. */
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

    /** Takes an action with a connection of a pool, which it keeps from the first such action to its end. */
    void connected(ConnectionPool pool, StepAction action) {
        List<ConnectionPool.Lease> connections = aside().connections;
        if (connections.stream().anyMatch(lease -> lease.of(pool))) {
            action.take(this);
            return;
        }
        ConnectionPool.Lease lease = pool.lease(new ConnectionPool.Claim() {
            @Override
            public void granted() {
                if (end.good()) {
                    action.take(StepExecution.this);
                } else {
                    goOn();
                }
            }

            @Override
            public void refused() {
                reject();
            }
        });
        connections.add(lease);
        lease.take();
    }

    /** Goes on with another step of the program, by its number; with the one after the last it ends. */
    void jump(int to) {
        taken = (char) to;
        goOn();
    }

    void goOn() {
        if (taken == program.actions.length) {
            detail = end.good() ? detail : program.number;
            finish(end);
        } else {
            program.actions[taken++].take(this);
        }
    }

    /** Nobody wants the answer any more: no further step is taken, and what waits or may be stopped ends here. */
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

    /** Ends a visit that has no worker. */
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

    private void finish(Outcome outcome) {
        if (request.token() != CancellationToken.NONE) {
            request.token().unlisten(this);
        }
        if (aside != null) {
            aside.connections.forEach(ConnectionPool.Lease::giveBack);
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
