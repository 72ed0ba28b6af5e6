package dev.brownout.policy.timeout;

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

/** Ends the wait for a response after a fixed time. */
final class Timeout implements Filter {
    private final Simulation simulation;
    private final Host place;
    private final ConstantDelayQueue limit;
    private final int number;

    Timeout(Simulation simulation, Host place, long limitNanos, int number) {
        this.simulation = simulation;
        this.place = place;
        this.limit = simulation.delay(limitNanos);
        this.number = number;
    }

    @Override
    public void call(Request request, Service next, Reply reply) {
        CancellationToken work = request.token() == CancellationToken.NONE
                ? null
                : request.token().part();
        Wait wait = new Wait(work, reply);
        simulation.after(limit, wait, 0);
        next.call(work == null ? request : request.withCancellation(work), wait);
    }

    private final class Wait extends DelayedEvent implements Reply {
        private final int incarnation = place.incarnation();
        /** Token of the work for the call; {@code null} if the call cannot be cancelled. */
        private final CancellationToken work;

        private Reply caller;

        Wait(CancellationToken work, Reply caller) {
            this.work = work;
            this.caller = caller;
        }

        @Override
        public void fire(int step) {
            if (place.incarnation() == incarnation && caller != null) {
                if (place.isSuspended()) {
                    place.defer(this, step);
                } else {
                    Reply waiter = caller;
                    caller = null;
                    if (work != null) {
                        work.end(Outcome.CANCELLED);
                    }
                    waiter.accept(Outcome.TIMED_OUT, number);
                }
            }
        }

        @Override
        public void accept(Outcome outcome, long detail) {
            Reply waiter = caller;
            if (waiter != null) {
                caller = null;
                simulation.cancel(this);
                if (work != null) {
                    work.release();
                }
                waiter.accept(outcome, detail);
            }
        }
    }
}
