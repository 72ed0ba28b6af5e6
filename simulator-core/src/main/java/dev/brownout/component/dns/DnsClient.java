package dev.brownout.component.dns;

import dev.brownout.component.dns.Lookups.How;
import dev.brownout.host.Host;
import dev.brownout.instrument.Counter;
import dev.brownout.kernel.Event;
import dev.brownout.kernel.RequestPhase;
import dev.brownout.kernel.Simulation;
import dev.brownout.service.CancellationToken;
import dev.brownout.service.Outcome;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.Service;
import java.util.List;

/**
 * Client side of a DNS name: a lookup, then a call to the resolved region. The timeout of the call covers a lookup that
 * takes time, as well as the call.
 */
final class DnsClient implements Service {
    private final Simulation simulation;
    private final Host caller;
    private final int place;
    private final Target target;
    private final Service[] edges;
    private final long timeoutNanos;

    /**
     * A DNS name with its resolution state, shared by all callers.
     *
     * @param number number of the component, the detail of failures that originate here
     * @param name the DNS name
     * @param regions candidate regions
     * @param recursion recursive resolution of the name
     * @param lookups lookup counters
     * @param stale counter of responses that named a region without a host that is up
     */
    record Target(
            int number,
            DnsRecord name,
            List<RegionalBackends> regions,
            RecursiveResolution recursion,
            Lookups lookups,
            Counter stale) {}

    /**
     * Creates the client of a caller.
     *
     * @param place number of the caller's region
     * @param services services of the candidate regions
     * @param timeoutNanos timeout of a call, in nanoseconds; 0 for none
     */
    DnsClient(Simulation simulation, Host caller, int place, Target target, Service[] services, long timeoutNanos) {
        this.simulation = simulation;
        this.caller = caller;
        this.place = place;
        this.target = target;
        this.edges = services;
        this.timeoutNanos = timeoutNanos;
    }

    @Override
    public void call(Request request, Reply reply) {
        long now = simulation.now();
        Resolver resolver = target.name.resolver(place, request.idempotencyKey());
        if (target.name.lookup(resolver, now)) {
            target.lookups.hit(now);
            send(resolver.answer, request, reply);
            return;
        }
        target.lookups.miss(now);
        if (target.recursion.atOnce(resolver)) {
            int region = target.recursion.learn(resolver, request.identity(), now);
            target.lookups.end(now, How.ANSWERED, 0);
            send(region, request, reply);
        } else {
            new Wait(request, reply).begin(resolver);
        }
    }

    private void send(int region, Request request, Reply reply) {
        if (!target.regions.get(region).answers()) {
            target.stale.add(simulation.now());
        }
        edges[region].call(request, reply);
    }

    /** A call with a lookup that may take time, from its start to its response. */
    private final class Wait extends Event implements Reply, DnsQuery.Asker, CancellationToken.Listener {
        private static final int FAILURE = 0;
        private static final int RESOLVED = 1;

        private final Request request;
        private final int incarnation = caller.incarnation();
        private final long startNanos = simulation.now();
        /** Token of the call after the lookup; {@code null} if it cannot be cancelled. */
        private CancellationToken work;
        /** Callback of the caller; {@code null} after the response. */
        private Reply waiter;

        private boolean looking = true;
        private int region;
        private long timer = Simulation.NO_TIMER;

        Wait(Request request, Reply waiter) {
            this.request = request;
            this.waiter = waiter;
        }

        void begin(Resolver resolver) {
            if (request.token().isCancelled()) {
                onAbandoned();
                finish(request.token().outcome(), target.number);
                return;
            }
            request.token().listen(this);
            if (timeoutNanos > 0) {
                timer = simulation.scheduleAfter(timeoutNanos, this, FAILURE);
            }
            target.recursion.resolve(resolver, request.identity(), this);
        }

        @Override
        public void onResolved(int named, How resolution) {
            if (!looking) {
                return;
            }
            request.token().unlisten(this);
            if (caller.incarnation() != incarnation) {
                onAbandoned();
                waiter = null;
                return;
            }
            looking = false;
            target.lookups.end(simulation.now(), resolution, simulation.now() - startNanos);
            region = named;
            if (caller.isSuspended()) {
                caller.defer(this, RESOLVED);
            } else {
                onResolved();
            }
        }

        private void onAbandoned() {
            looking = false;
            target.lookups.leave();
        }

        private void onResolved() {
            if (waiter == null) {
                return;
            }
            if (region == RecursiveResolution.NOTHING) {
                finish(Outcome.UNAVAILABLE, target.number);
                return;
            }
            if (request.token() == CancellationToken.NONE) {
                send(region, request, this);
            } else {
                work = request.token().part();
                send(region, request.withCancellation(work), this);
            }
        }

        @Override
        public void fire(int step) {
            if (caller.incarnation() != incarnation || waiter == null) {
                return;
            }
            if (caller.isSuspended()) {
                caller.defer(this, step);
            } else if (step == RESOLVED) {
                onResolved();
            } else {
                fail(Outcome.TIMED_OUT);
            }
        }

        @Override
        public RequestPhase phase(int step) {
            return RequestPhase.OTHERS;
        }

        /** Handles a cancellation by the caller during the lookup. */
        @Override
        public void onCancelled(Outcome outcome) {
            fail(outcome);
        }

        private void fail(Outcome outcome) {
            if (looking) {
                request.token().unlisten(this);
                onAbandoned();
            }
            if (work != null) {
                work.end(Outcome.CANCELLED);
            }
            if (waiter != null) {
                finish(outcome, target.number);
            }
        }

        @Override
        public void accept(Outcome outcome, long detail) {
            if (work != null) {
                work.release();
            }
            if (waiter != null) {
                finish(outcome, detail);
            }
        }

        private void finish(Outcome outcome, long detail) {
            Reply listener = waiter;
            waiter = null;
            simulation.cancel(timer);
            listener.accept(outcome, detail);
        }
    }
}
