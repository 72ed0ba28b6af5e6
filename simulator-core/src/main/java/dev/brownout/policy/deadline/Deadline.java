package dev.brownout.policy.deadline;

import dev.brownout.host.Host;
import dev.brownout.kernel.ConstantDelayQueue;
import dev.brownout.kernel.DelayedEvent;
import dev.brownout.kernel.Simulation;
import dev.brownout.service.CancellationToken;
import dev.brownout.service.Filter;
import dev.brownout.service.Outcome;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.Service;

/** Ends a call and its downstream work at the call's deadline. */
final class Deadline implements Filter {
    private final Simulation simulation;
    private final Host place;
    private final ConstantDelayQueue limit;
    private final int number;

    Deadline(Simulation simulation, Host place, long limitNanos, int number) {
        this.simulation = simulation;
        this.place = place;
        this.limit = simulation.delay(limitNanos);
        this.number = number;
    }

    @Override
    public void call(Request request, Service next, Reply reply) {
        Wait wait = new Wait(request.token().part(), reply);
        simulation.after(limit, wait, 0);
        next.call(request.withCancellation(wait.work), wait);
    }

    private final class Wait extends DelayedEvent implements Reply {
        private final int incarnation = place.incarnation();
        private final CancellationToken work;
        private Reply caller;

        Wait(CancellationToken work, Reply caller) {
            this.work = work;
            this.caller = caller;
        }

        @Override
        public void fire(int step) {
            if (place.incarnation() != incarnation || caller == null) {
                return;
            }
            if (place.isSuspended()) {
                place.defer(this, step);
                return;
            }
            Reply waiter = caller;
            caller = null;
            work.end(Outcome.TIMED_OUT);
            waiter.accept(Outcome.TIMED_OUT, number);
        }

        @Override
        public void accept(Outcome outcome, long detail) {
            Reply waiter = caller;
            if (waiter != null) {
                caller = null;
                simulation.cancel(this);
                work.release();
                waiter.accept(outcome, detail);
            }
        }
    }
}
