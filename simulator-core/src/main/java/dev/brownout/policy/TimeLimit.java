package dev.brownout.policy;

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
public abstract class TimeLimit implements Filter {
    private final Simulation simulation;
    private final Host place;
    private final ConstantDelayQueue limit;
    private final int number;
    private final boolean deadline;

    /**
     * Creates the limit at one host.
     *
     * @param place host of the caller
     * @param limitNanos time limit, at least 1 ns
     * @param number number of the owner of the policy, reported as the origin of a timeout
     * @param deadline whether the work of every call ends at the limit, as timed out; otherwise the work ends only if
     *     the call can be cancelled, as cancelled
     */
    protected TimeLimit(Simulation simulation, Host place, long limitNanos, int number, boolean deadline) {
        this.simulation = simulation;
        this.place = place;
        this.limit = simulation.delay(limitNanos);
        this.number = number;
        this.deadline = deadline;
    }

    @Override
    public final void call(Request request, Service next, Reply reply) {
        CancellationToken work = null;
        if (deadline) {
            work = request.token().part();
        } else if (request.token() != CancellationToken.NONE) {
            work = request.token().limitedPart();
        }
        Wait wait = new Wait(work, reply);
        simulation.scheduleAfter(limit, wait, 0);
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
            if (place.incarnation() != incarnation || caller == null) {
                return;
            }
            if (place.isSuspended()) {
                place.defer(this, step);
                return;
            }
            Reply waiter = caller;
            caller = null;
            if (work != null) {
                work.end(deadline ? Outcome.TIMED_OUT : Outcome.CANCELLED);
            }
            waiter.accept(Outcome.TIMED_OUT, number);
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
