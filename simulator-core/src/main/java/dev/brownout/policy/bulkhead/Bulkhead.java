package dev.brownout.policy.bulkhead;

import dev.brownout.host.Host;
import dev.brownout.kernel.RequestPhase;
import dev.brownout.kernel.Simulation;
import dev.brownout.kernel.Simulation.Trail;
import dev.brownout.service.Filter;
import dev.brownout.service.Outcome;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.Service;
import java.util.ArrayDeque;

/** A semaphore in front of a service: a call holds a permit from its start to its response. */
final class Bulkhead implements Filter, Host.Resident {
    private final BulkheadSpec spec;
    private final Simulation simulation;
    private final Host host;
    /** Number of the component, reported as the detail of rejections. */
    private final int number;

    private final BulkheadSpec.Measures measures;
    private final ArrayDeque<QueuedCall> queue = new ArrayDeque<>();
    private final long maxWaitNanos;
    private final int queueCapacity;
    private int permitsInUse;

    Bulkhead(BulkheadSpec spec, Simulation simulation, Host host, int number, BulkheadSpec.Measures measures) {
        this.spec = spec;
        this.simulation = simulation;
        this.host = host;
        this.number = number;
        this.measures = measures;
        this.maxWaitNanos = spec.maxWait().toNanos();
        this.queueCapacity = spec.queue().orElse(Integer.MAX_VALUE);
        host.attach(this);
    }

    @Override
    public void call(Request request, Service next, Reply reply) {
        if (permitsInUse < spec.concurrent()) {
            changePermits(1);
            pass(request, next, reply);
        } else if (maxWaitNanos > 0 && queue.size() < queueCapacity) {
            queue.add(new QueuedCall(request, next, reply));
        } else {
            reject(reply);
        }
    }

    /** Returns the number of calls waiting for a permit. */
    int waiting() {
        return queue.size();
    }

    private void pass(Request request, Service next, Reply reply) {
        int incarnation = host.incarnation();
        next.call(request, (outcome, detail) -> {
            if (host.incarnation() == incarnation) {
                release();
            }
            reply.accept(outcome, detail);
        });
    }

    /**
     * Passes the permit to the call that has waited longest; via the event list, because responses may be immediate.
     */
    private void release() {
        QueuedCall following = queue.poll();
        if (following == null) {
            changePermits(-1);
        } else {
            Trail own = simulation.trail();
            simulation.resume(following.trail, RequestPhase.WAITING);
            host.schedule(0, () -> pass(following.request, following.next, following.reply));
            simulation.restore(own);
        }
    }

    private void changePermits(int change) {
        permitsInUse += change;
        measures.bulkheadHeld().add(simulation.now(), change);
    }

    private void reject(Reply reply) {
        measures.bulkheadRejected().add(simulation.now());
        reply.accept(Outcome.REJECTED, number);
    }

    @Override
    public void onCrash() {
        changePermits(-permitsInUse);
        queue.clear();
    }

    /** A call waiting for a permit. */
    private final class QueuedCall {
        private final Request request;
        private final Service next;
        private final Reply reply;
        private final Trail trail;

        QueuedCall(Request request, Service next, Reply reply) {
            this.request = request;
            this.next = next;
            this.reply = reply;
            this.trail = simulation.trail();
            host.schedule(maxWaitNanos, RequestPhase.WAITING, this::expire);
        }

        private void expire() {
            if (queue.remove(this)) {
                reject(reply);
            }
        }
    }
}
