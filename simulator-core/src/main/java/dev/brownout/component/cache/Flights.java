package dev.brownout.component.cache;

import dev.brownout.kernel.Simulation;
import dev.brownout.measure.Counter;
import dev.brownout.node.Host;
import dev.brownout.service.CancellationToken;
import dev.brownout.service.Outcome;
import dev.brownout.service.Reply;
import dev.brownout.service.Service;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The loads that go on on one machine, one for each key: whoever misses a key that is being loaded waits for the same
 * answer (single flight). The load is made for all of them, so that none of them can take it back.
 */
final class Flights implements Host.Resident {
    private final Simulation simulation;
    private final Counter joined;
    private final Map<Integer, Flight> flights = new LinkedHashMap<>();

    /**
     * No loads yet.
     *
     * @param machine where the loads are made; with its process they are gone
     * @param joined counts those who wait for the load of another
     */
    Flights(Simulation simulation, Host machine, Counter joined) {
        this.simulation = simulation;
        this.joined = joined;
        machine.house(this);
    }

    /** The same service, asked once at a time for each key. */
    Service joining(Service load) {
        return (request, reply) -> {
            Flight flight = flights.get(request.key());
            if (flight == null) {
                flight = new Flight(request.key());
                flights.put(request.key(), flight);
                flight.waiters.add(reply);
                load.call(request.within(CancellationToken.NONE), flight);
            } else {
                joined.add(simulation.now());
                flight.waiters.add(reply);
            }
        };
    }

    @Override
    public void died() {
        flights.clear();
    }

    private final class Flight implements Reply {
        private final int key;
        private final List<Reply> waiters = new ArrayList<>();

        Flight(int key) {
            this.key = key;
        }

        @Override
        public void accept(Outcome outcome, long detail) {
            flights.remove(key, this);
            waiters.forEach(waiter -> waiter.accept(outcome, detail));
        }
    }
}
