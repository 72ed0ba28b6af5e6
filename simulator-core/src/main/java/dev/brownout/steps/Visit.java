package dev.brownout.steps;

import dev.brownout.node.Task;
import dev.brownout.service.Outcome;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;

/** A request on a machine: where it is in the machine's program, and who waits for it. */
final class Visit extends Task implements Reply {
    final Request request;
    private final Program program;
    private final Reply reply;
    private int taken;
    private long detail;

    Visit(Program program, Request request, Reply reply) {
        this.program = program;
        this.request = request;
        this.reply = reply;
    }

    /** A worker is free: begin. */
    @Override
    protected void admitted() {
        goOn();
    }

    /** A core has done its part. */
    @Override
    protected void worked() {
        goOn();
    }

    /** A call has come back. */
    @Override
    public void accept(Outcome outcome, long answerDetail) {
        detail = answerDetail;
        if (outcome.good()) {
            goOn();
        } else {
            finish(outcome);
        }
    }

    void goOn() {
        if (taken == program.actions.length) {
            finish(Outcome.OK);
        } else {
            program.actions[taken++].take(this);
        }
    }

    void reject() {
        detail = program.number;
        finish(Outcome.REJECTED);
    }

    private void finish(Outcome outcome) {
        if (program.slots != null) {
            program.slots.leave();
        }
        if (program.census != null) {
            program.census.leave();
        }
        reply.accept(outcome, detail);
    }
}
