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

/**
 * Client-side connection from a location to a service on a host: network delay in both directions, host state as seen
 * by the caller, call metrics, timeout, and a check that no call gets two replies.
 */
public class Edge {
    final Simulation simulation;
    final Link outbound;
    final Link inbound;
    final Host callee;
    final int number;
    final Service service;
    private final ConstantDelayQueue timeout;
    final int handshakes;
    final VersionRegistry versions;
    final KeyedRandom errors;
    /** Counters of the transferred bytes; {@code null} if none are counted. */
    final TransferCounters transfers;

    private final CallerCounters callers;
    /** Component of the latest caller, cached with its counters. An edge is shared by all callers of a location. */
    private String caller = "";

    private CallCounts[] counts;
    private final Map<String, CallCounts[]> known = new LinkedHashMap<>();
    final long salt;
    private boolean omitsInstantCalls;
    private long issued;
    private long endedCalls;
    private long waiting;

    /**
     * Creates an edge to a host.
     *
     * @param outbound link from the caller's location
     * @param inbound link to the caller's location
     * @param callee the host
     * @param number number of the host's component, reported as the detail of failures that arise here
     * @param service service on the host
     * @param timeoutNanos timeout of the caller, in ns; 0 for none
     * @param handshakes round trips before the first byte of each call
     * @param versions tells whether the host needs the sending time of arriving calls
     * @param errors keyed random numbers for calls that fail immediately
     * @param callers counters for the calls of a component
     * @param transfers counters of the transferred bytes; {@code null} for none
     */
    public Edge(
            Simulation simulation,
            Link outbound,
            Link inbound,
            Host callee,
            int number,
            Service service,
            long timeoutNanos,
            int handshakes,
            VersionRegistry versions,
            KeyedRandom errors,
            CallerCounters callers,
            TransferCounters transfers) {
        this.simulation = simulation;
        this.outbound = outbound;
        this.inbound = inbound;
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
                other.outbound,
                other.inbound,
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

    /** Excludes calls without any duration at the callee from its latency, such as commits that need no flush. */
    public void omitInstantCalls() {
        omitsInstantCalls = true;
    }

    /** Returns whether the duration of a successful call counts as latency of the callee. */
    boolean hasLatency(long nanos) {
        return nanos > 0 || !omitsInstantCalls;
    }

    /** Records the end of a call for its caller. */
    void recordEnd() {
        waiting--;
        endedCalls++;
    }

    /** Returns the counters for a call of a host. */
    CallCounts counts(Host from, Request request) {
        if (!from.component().equals(caller)) {
            selectCounts(from.component());
        }
        int index = counts.length == 1 ? 0 : request.source().number();
        CallCounts found = counts[index];
        if (found == null) {
            found = callers.of(caller, index);
            counts[index] = found;
        }
        return found;
    }

    private void selectCounts(String component) {
        caller = component;
        counts = known.computeIfAbsent(component, name -> new CallCounts[callers.number(name)]);
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
    public long endedCalls() {
        return endedCalls;
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
        start(newExchange(from, request, reply), request);
    }

    /** Sends a call that is refused on arrival because no host is in service. */
    void sendRefused(Host from, Request request, Reply reply) {
        CallExchange exchange = newExchange(from, request, reply);
        exchange.refuseOnArrival();
        start(exchange, request);
    }

    /**
     * Sends a call over an established connection, which a process keeps to its end. A process that is about to end
     * accepts it as well.
     */
    public void sendEstablished(Host from, Request request, Reply reply) {
        CallExchange exchange = newExchange(from, request, reply);
        exchange.establish();
        start(exchange, request);
    }

    private CallExchange newExchange(Host from, Request request, Reply reply) {
        CallExchange exchange = outbound.free;
        if (exchange == null) {
            exchange = new CallExchange();
        } else {
            outbound.free = exchange.pooled;
        }
        exchange.begin(this, from, request, reply);
        issued++;
        waiting++;
        return exchange;
    }

    private void start(CallExchange exchange, Request request) {
        if (request.token() == CancellationToken.NONE) {
            if (timeout != null) {
                simulation.scheduleAfter(timeout, exchange.timeoutTimer, CallExchange.EXPIRE);
            }
            exchange.depart();
        } else {
            sendCancellable(exchange, request.token());
        }
    }

    /**
     * Cancels the timeout of a call. Without a timeout, the timer is not touched, as it is probably not in the
     * processor's cache.
     */
    void disarm(CallExchange exchange) {
        if (timeout != null) {
            simulation.cancel(exchange.timeoutTimer);
        }
    }

    /** Returns a service that sends the calls of one host over this edge. */
    public Service from(Host caller) {
        return (request, reply) -> send(caller, request, reply);
    }

    /** Sends a call that can be cancelled. Ends it immediately if it has been cancelled before. */
    private void sendCancellable(CallExchange exchange, CancellationToken token) {
        if (token.isCancelled()) {
            exchange.onCancelled(token.outcome());
            return;
        }
        if (timeout != null) {
            simulation.scheduleAfter(timeout, exchange.timeoutTimer, CallExchange.EXPIRE);
        }
        exchange.attachCancellation(token);
        exchange.depart();
    }
}
