package dev.brownout.component.cache;

import dev.brownout.host.Host;
import dev.brownout.instrument.Counter;
import dev.brownout.kernel.RequestPhase;
import dev.brownout.kernel.Simulation;
import dev.brownout.kernel.Simulation.Trail;
import dev.brownout.service.CancellationToken;
import dev.brownout.service.Outcome;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.Service;
import dev.brownout.service.VersionRegistry;
import dev.brownout.spi.ComponentContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The pending loads of one host, at most one per key: further misses of the key wait for the same response (single
 * flight). A load is shared, so that no caller can cancel it.
 */
final class SingleFlight implements Host.Resident {
    private final Simulation simulation;
    private final VersionRegistry versions;
    private final Counter joined;
    private final Map<Integer, Flight> flights = new LinkedHashMap<>();

    /**
     * Creates an instance without loads.
     *
     * @param machine the host that loads; a crash discards the loads
     * @param joined counts misses that wait for another load
     */
    SingleFlight(ComponentContext context, Host machine, Counter joined) {
        this.simulation = context.simulation();
        this.versions = context.versions();
        this.joined = joined;
        machine.attach(this);
    }

    /** Returns a service with at most one concurrent load per key. */
    Service joining(Service load) {
        return (request, reply) -> {
            Flight flight = flights.get(request.key());
            if (flight == null) {
                flight = new Flight(request, reply);
                flights.put(request.key(), flight);
                load.call(request.withCancellation(CancellationToken.NONE), flight);
            } else {
                joined.add(simulation.now());
                flight.waiters.add(new Waiter(request, versions.bound(simulation.now()), simulation.trail(), reply));
            }
        };
    }

    @Override
    public void onCrash() {
        flights.clear();
    }

    /** A request waiting for another request's load, with the staleness bound that its own load would have had. */
    private record Waiter(Request request, long bound, Trail trail, Reply reply) {}

    private final class Flight implements Reply {
        private final Request request;
        private final Reply first;
        private final List<Waiter> waiters = new ArrayList<>();

        Flight(Request request, Reply first) {
            this.request = request;
            this.first = first;
        }

        @Override
        public void accept(Outcome outcome, long detail) {
            flights.remove(request.key(), this);
            Trail savedTrail = simulation.trail();
            first.accept(outcome, detail);
            for (Waiter waiter : waiters) {
                simulation.resume(waiter.trail, RequestPhase.OTHERS);
                waiter.reply.accept(outcome.good() ? evaluate(waiter, outcome, detail) : outcome, detail);
            }
            simulation.restore(savedTrail);
        }

        /**
         * Judges the response for a request that joined later: it may miss a write that happened after the load
         * started.
         */
        private Outcome evaluate(Waiter waiter, Outcome outcome, long version) {
            long missedStamp = versions.oldestMissed(version, request.key(), waiter.bound);
            if (outcome == Outcome.STALE) {
                missedStamp = Math.min(missedStamp, request.logical().oldestMissedAcknowledgement());
            }
            if (missedStamp == VersionRegistry.NOTHING) {
                return outcome;
            }
            waiter.request.logical().miss(missedStamp);
            return Outcome.STALE;
        }
    }
}
