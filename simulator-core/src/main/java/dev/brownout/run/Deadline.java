package dev.brownout.run;

import dev.brownout.kernel.Delay;
import dev.brownout.kernel.Simulation;
import dev.brownout.service.Filter;
import dev.brownout.service.Outcome;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.Service;

/** The user gives up after a time, whatever filters behind still try; an answer that comes later is dropped. */
final class Deadline implements Filter {
    private final Simulation simulation;
    private final Delay limit;

    Deadline(Simulation simulation, long limitNanos) {
        this.simulation = simulation;
        this.limit = simulation.delay(limitNanos);
    }

    @Override
    public void call(Request request, Service next, Reply reply) {
        Wait wait = new Wait(reply);
        wait.timer = simulation.after(limit, step -> wait.giveUp(), 0);
        next.call(request, wait);
    }

    private final class Wait implements Reply {
        private Reply reply;
        private long timer;

        Wait(Reply reply) {
            this.reply = reply;
        }

        void giveUp() {
            Reply waiter = reply;
            reply = null;
            waiter.accept(Outcome.TIMED_OUT, 0);
        }

        @Override
        public void accept(Outcome outcome, long detail) {
            Reply waiter = reply;
            if (waiter != null) {
                reply = null;
                simulation.cancel(timer);
                waiter.accept(outcome, detail);
            }
        }
    }
}
