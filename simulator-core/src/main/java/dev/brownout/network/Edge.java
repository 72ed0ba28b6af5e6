package dev.brownout.network;

import dev.brownout.host.Host;
import dev.brownout.kernel.ConstantDelayQueue;
import dev.brownout.kernel.Simulation;
import dev.brownout.random.KeyedRandom;
import dev.brownout.service.CancellationToken;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.Service;
import dev.brownout.service.VersionRegistry;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * The way from one place to a service on a machine: the hop there and back, what the caller sees of the machine's
 * state, the meter at its door, the caller's patience, and the check that each call is answered exactly once.
 */
public class Edge {
    final Simulation simulation;
    final Link there;
    final Link back;
    final Host callee;
    final int number;
    final Service service;
    private final ConstantDelayQueue timeout;
    final int handshakes;
    final VersionRegistry versions;
    final KeyedRandom errors;
    /** Who counts its bytes; {@code null} where nobody does. */
    final TransferCounters transfers;

    private final Function<String, CallCounts[]> callers;
    /** The component of the latest caller, and where its calls count: a way is shared by all callers of a place. */
    private String caller = "";

    private CallCounts[] counts;
    private final Map<String, CallCounts[]> known = new LinkedHashMap<>();
    final long salt;
    private long issued;
    private long ended;
    private long waiting;

    /**
     * A way to a machine.
     *
     * @param there link from the caller's place
     * @param back link to the caller's place
     * @param callee the machine
     * @param number number of its component, the detail of failures that arise here
     * @param service what it does
     * @param timeoutNanos how long a caller waits; 0 for ever
     * @param handshakes round trips before the first byte of each call
     * @param versions whether the machine has to know when calls were sent
     * @param errors keyed draws for calls that fail at once
     * @param callers where the calls of a component count: all in one, or by the class of the requests
     * @param transfers who counts the bytes that cross it; {@code null} for nobody
     */
    public Edge(
            Simulation simulation,
            Link there,
            Link back,
            Host callee,
            int number,
            Service service,
            long timeoutNanos,
            int handshakes,
            VersionRegistry versions,
            KeyedRandom errors,
            Function<String, CallCounts[]> callers,
            TransferCounters transfers) {
        this.simulation = simulation;
        this.there = there;
        this.back = back;
        this.callee = callee;
        this.number = number;
        this.service = service;
        this.timeout = timeoutNanos > 0 ? simulation.delay(timeoutNanos) : null;
        this.handshakes = handshakes;
        this.versions = versions;
        this.errors = errors;
        this.callers = callers;
        this.transfers = transfers;
        this.salt = KeyedRandom.key(0, 0, callee.component());
    }

    /** Another one like it, of which nothing has been sent yet. */
    protected Edge(Edge other) {
        this(
                other.simulation,
                other.there,
                other.back,
                other.callee,
                other.number,
                other.service,
                other.timeout == null ? 0 : other.timeout.nanos(),
                other.handshakes,
                other.versions,
                other.errors,
                other.callers,
                other.transfers);
    }

    /** A call has ended for its caller. */
    void settled() {
        waiting--;
        ended++;
    }

    /** Where it counts a call of a machine. */
    CallCounts counts(Host from, Request request) {
        if (!from.component().equals(caller)) {
            turnTo(from.component());
        }
        return counts[counts.length == 1 ? 0 : request.source()];
    }

    private void turnTo(String component) {
        caller = component;
        counts = known.computeIfAbsent(component, callers);
    }

    /** The machine at its end. */
    public Host callee() {
        return callee;
    }

    /** The number of the machine's component: the detail of failures that arise here. */
    public int number() {
        return number;
    }

    /** Calls sent by callers. */
    public long issued() {
        return issued;
    }

    /** Calls that have ended for their callers: answered, given up, or the caller is dead. */
    public long ended() {
        return ended;
    }

    /** Calls whose callers still wait. */
    public long waiting() {
        return waiting;
    }

    /**
     * Sends a call.
     *
     * @param from the machine that calls
     * @param request what it asks for
     * @param reply who waits on it
     */
    public void send(Host from, Request request, Reply reply) {
        depart(crossing(from, request, reply), request);
    }

    /** The same for a call that finds nobody in service: it is refused where it arrives. */
    void sendRefused(Host from, Request request, Reply reply) {
        CallExchange crossing = crossing(from, request, reply);
        crossing.refuseOnArrival();
        depart(crossing, request);
    }

    /** The same over a connection that a process keeps to its end: one that is about to end takes the call as well. */
    public void crossEstablished(Host from, Request request, Reply reply) {
        CallExchange crossing = crossing(from, request, reply);
        crossing.establish();
        depart(crossing, request);
    }

    private CallExchange crossing(Host from, Request request, Reply reply) {
        CallExchange crossing = there.free;
        if (crossing == null) {
            crossing = new CallExchange();
        } else {
            there.free = crossing.pooled;
        }
        crossing.begin(this, from, request, reply);
        issued++;
        waiting++;
        return crossing;
    }

    private void depart(CallExchange crossing, Request request) {
        if (request.token() == CancellationToken.NONE) {
            if (timeout != null) {
                simulation.after(timeout, crossing.patience, CallExchange.EXPIRE);
            }
            crossing.depart();
        } else {
            sendCancellable(crossing, request.token());
        }
    }

    /** Ends the wait of a caller. Where no call waits, its timer is not touched: it can lie far away in memory. */
    void disarm(CallExchange crossing) {
        if (timeout != null) {
            simulation.cancel(crossing.patience);
        }
    }

    /** The calls that one machine sends this way. */
    public Service from(Host caller) {
        return (request, reply) -> send(caller, request, reply);
    }

    /** The same for a call that may be taken back, or has been. */
    private void sendCancellable(CallExchange crossing, CancellationToken wanted) {
        if (wanted.onCancelled()) {
            crossing.ended(wanted.outcome());
            return;
        }
        if (timeout != null) {
            simulation.after(timeout, crossing.patience, CallExchange.EXPIRE);
        }
        crossing.attachCancellation(wanted);
        crossing.depart();
    }
}
