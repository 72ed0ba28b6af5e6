package dev.brownout.host;

import dev.brownout.instrument.CallMeter;
import dev.brownout.kernel.Event;
import dev.brownout.kernel.RequestPhase;
import dev.brownout.kernel.Simulation;
import dev.brownout.kernel.Simulation.Trail;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.List;

/** Calls in flight at a host, and the events deferred while it is suspended. */
final class InFlightCalls {
    private record DeferredEvent(Event event, int step, Trail trail, boolean arriving) {}

    private final ArrayDeque<DeferredEvent> inbox = new ArrayDeque<>();
    private ActiveCall first;

    void enter(ActiveCall call) {
        call.next = first;
        if (first != null) {
            first.previous = call;
        }
        call.previous = null;
        first = call;
    }

    void leave(ActiveCall call) {
        if (call.previous == null) {
            first = call.next;
        } else {
            call.previous.next = call.next;
        }
        if (call.next != null) {
            call.next.previous = call.previous;
        }
        call.next = null;
        call.previous = null;
    }

    boolean isAnyActive() {
        return first != null || !inbox.isEmpty();
    }

    /** Returns the number of deferred events. */
    int heldUp() {
        return inbox.size();
    }

    MeteredInFlightCount present() {
        long count = 0;
        BigInteger sum = BigInteger.ZERO;
        for (ActiveCall call = first; call != null; call = call.next) {
            count++;
            sum = sum.add(BigInteger.valueOf(call.arrivedAt()));
        }
        return new MeteredInFlightCount(
                count, sum, inbox.stream().filter(DeferredEvent::arriving).count());
    }

    /** Records the calls, in progress or buffered, that arrived before an instant as overdue. */
    void recordOverdue(long beforeNanos, CallMeter meter) {
        for (ActiveCall call = first; call != null; call = call.next) {
            recordOverdue(call, beforeNanos, meter);
        }
        for (DeferredEvent waiting : inbox) {
            if (waiting.arriving()) {
                recordOverdue((ActiveCall) waiting.event(), beforeNanos, meter);
            }
        }
    }

    private static void recordOverdue(ActiveCall call, long beforeNanos, CallMeter meter) {
        if (call.arrivedAt() < beforeNanos) {
            meter.overdue(call.arrivedAt());
        }
    }

    void defer(Event event, int step, Trail trail) {
        inbox.add(new DeferredEvent(event, step, trail, false));
    }

    void keepWaiting(ActiveCall call, int step, Simulation simulation, CallMeter meter) {
        meter.backlog().onArrival(simulation.now());
        inbox.add(new DeferredEvent(call, step, simulation.trail(), true));
    }

    /** Fires deferred events one by one, until the host is suspended again. */
    void fireDeferred(Host host, Simulation simulation) {
        while (!host.isSuspended() && !inbox.isEmpty()) {
            DeferredEvent next = inbox.poll();
            if (next.arriving()) {
                host.meter().backlog().onAccepted(simulation.now());
            }
            Trail own = simulation.trail();
            simulation.resume(next.trail(), RequestPhase.WAITING);
            next.event().fire(next.step());
            simulation.restore(own);
        }
    }

    /**
     * Ends all calls at a host with a dead process. Deferred events of its own outgoing calls fire, so that these
     * detect the death of their caller.
     */
    void end(Host dead, long now) {
        ActiveCall inside = first;
        List<DeferredEvent> waiting = List.copyOf(inbox);
        first = null;
        inbox.clear();
        for (ActiveCall call = inside; call != null; ) {
            ActiveCall following = call.next;
            call.next = null;
            call.previous = null;
            call.end(dead);
            call = following;
        }
        for (DeferredEvent deferred : waiting) {
            if (deferred.arriving()) {
                dead.meter().backlog().recordLoss(now);
            }
            if (deferred.event() instanceof ActiveCall call) {
                if (call.isAt(dead)) {
                    call.end(dead);
                } else {
                    deferred.event().fire(deferred.step());
                }
            }
        }
    }
}
