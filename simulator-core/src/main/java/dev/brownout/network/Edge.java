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
 * Client-side connection from a location to a service on a host: network delay in both directions, host state as seen
 * by the caller, call metrics, timeout, and a check that each call gets exactly one reply.
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
    /** Counters of the transferred bytes; {@code null} if none are counted. */
    final TransferCounters transfers;

    private final Function<String, CallCounts[]> callers;
    /** Component of the latest caller, cached with its counters. An edge is shared by all callers of a location. */
    private String caller = "";

    private CallCounts[] counts;
    private final Map<String, CallCounts[]> known = new LinkedHashMap<>();
    final long salt;
    private long issued;
    private long ended;
    private long waiting;

    /**
     * Creates an edge to a host.
     *
     * @param there link from the caller's location
     * @param back link to the caller's location
     * @param callee the host
     * @param number number of the host's component, reported as the detail of failures that arise here
     * @param service service on the host
     * @param timeoutNanos timeout of the caller, in ns; 0 for none
     * @param handshakes round trips before the first byte of each call
     * @param versions tells whether the host needs the sending time of arriving calls
     * @param errors keyed random numbers for calls that fail immediately
     * @param callers counters for the calls of a component: a single one, or one per request class
     * @param transfers counters of the transferred bytes; {@code null} for none
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

    /** Creates a copy of an edge, without any calls yet. */
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

    /** Records the end of a call for its caller. */
    void settled() {
        waiting--;
        ended++;
    }

    /** Returns the counters for a call of a host. */
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

    /** Returns the host at the other end. */
    public Host callee() {
        return callee;
    }

    /** Returns the number of the host's component, reported as the detail of failures that arise here. */
    public int number() {
        return number;
    }

    /** Returns the number of calls sent by callers. */
    public long issued() {
        return issued;
    }

    /**
     * Returns the number of calls that have ended for their callers: with an outcome, by timeout, or by the caller's
     * death.
     */
    public long ended() {
        return ended;
    }

    /** Returns the number of calls with a waiting caller. */
    public long waiting() {
        return waiting;
    }

    /**
     * Sends a call.
     *
     * @param from the calling host
     * @param request the request
     * @param reply receives the outcome
     */
    public void send(Host from, Request request, Reply reply) {
        depart(crossing(from, request, reply), request);
    }

    /** Sends a call that is refused on arrival because no host is in service. */
    void sendRefused(Host from, Request request, Reply reply) {
        CallExchange crossing = crossing(from, request, reply);
        crossing.refuseOnArrival();
        depart(crossing, request);
    }

    /**
     * Sends a call over an established connection, which a process keeps to its end. A process that is about to end
     * accepts it as well.
     */
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

    /**
     * Cancels the timeout of a call. Without a timeout, the timer is not touched, as it is probably not in the
     * processor's cache.
     */
    void disarm(CallExchange crossing) {
        if (timeout != null) {
            simulation.cancel(crossing.patience);
        }
    }

    /** Returns a service that sends the calls of one host over this edge. */
    public Service from(Host caller) {
        return (request, reply) -> send(caller, request, reply);
    }

    /** Sends a call that can be cancelled. Ends it immediately if it has been cancelled before. */
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
