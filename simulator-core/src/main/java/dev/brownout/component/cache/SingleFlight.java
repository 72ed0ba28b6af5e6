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
 * The loads that go on on one machine, one for each key: whoever misses a key that is being loaded waits for the same
 * answer (single flight). The load is made for all of them, so that none of them can take it back.
 */
final class SingleFlight implements Host.Resident {
    private final Simulation simulation;
    private final VersionRegistry versions;
    private final Counter joined;
    private final Map<Integer, Flight> flights = new LinkedHashMap<>();

    /**
     * No loads yet.
     *
     * @param machine where the loads are made; with its process they are gone
     * @param joined counts those who wait for the load of another
     */
    SingleFlight(ComponentContext context, Host machine, Counter joined) {
        this.simulation = context.simulation();
        this.versions = context.versions();
        this.joined = joined;
        machine.attach(this);
    }

    /** The same service, asked once at a time for each key. */
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

    /** Who waits for the load of another, and the bound that a load of its own would have had. */
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
            Trail own = simulation.trail();
            first.accept(outcome, detail);
            for (Waiter waiter : waiters) {
                simulation.resume(waiter.trail, RequestPhase.OTHERS);
                waiter.reply.accept(outcome.good() ? judge(waiter, outcome, detail) : outcome, detail);
            }
            simulation.restore(own);
        }

        /** Who joined asked later, and may miss a write that the first one could not have seen. */
        private Outcome judge(Waiter waiter, Outcome outcome, long version) {
            long missed = versions.missed(version, request.key(), waiter.bound);
            if (outcome == Outcome.STALE) {
                missed = Math.min(missed, request.logical().missed());
            }
            if (missed == VersionRegistry.NOTHING) {
                return outcome;
            }
            waiter.request.logical().miss(missed);
            return Outcome.STALE;
        }
    }
}
