package dev.brownout.component.loadbalancer;

import dev.brownout.host.Host;
import dev.brownout.instrument.Counter;
import dev.brownout.network.Edge;
import dev.brownout.random.KeyedRandom;
import dev.brownout.result.VariantResult.TimelineEvent;
import dev.brownout.sentence.Sentence;
import dev.brownout.service.Service;
import dev.brownout.spec.Doc;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.RequiresParameter;
import java.util.List;

/**
 * A pair of hosts in one location and the addresses under which they are called. A host that is dead, unreachable or
 * paused sends no advertisements to its peer; a slow host, or one that only users cannot reach, does.
 */
final class RedundantPair {
    @RequiresParameter("twin")
    record Measures(
            @Doc("Moves of an address from one node to the other, failbacks included.")
            Counter takeovers) {}

    private final ComponentContext context;
    private final List<Host> machines;
    private final long takeoverNanos;
    private final long advertisementNanos;
    /** Random age of the last advertisement at the time of a failure. */
    private final KeyedRandom phases;

    private final Counter takeovers;
    /** The host that holds each address; its home has the same number. */
    private final int[] hostOfAddress;
    /**
     * Number of state changes of each host, whether it sends advertisements, and whether the peer has noticed the
     * change.
     */
    private final int[] changes = new int[2];

    private final boolean[] isReachable = {true, true};
    private final boolean[] known = {true, true};

    /** Creates a pair of available hosts, each with its own address, or the first with the only one. */
    RedundantPair(RedundancySpec spec, ComponentContext context, List<Host> machines) {
        this.context = context;
        this.machines = List.copyOf(machines);
        this.takeoverNanos = spec.takeover().toNanos();
        this.advertisementNanos = spec.advertisement().toNanos();
        this.phases = context.random("twin.advertisement");
        this.takeovers = context.metrics().instruments(Measures.class).takeovers();
        this.hostOfAddress = new int[spec.addresses()];
        for (int i = 0; i < hostOfAddress.length; i++) {
            hostOfAddress[i] = i;
        }
        for (int i = 0; i < machines.size(); i++) {
            machines.get(i).attach(new Partner(i));
        }
    }

    /** Returns the hosts, in order. */
    List<Host> machines() {
        return machines;
    }

    /** Returns a client that sends each call to one of the addresses, and so to its current holder. */
    Service from(Host caller, Edge[] edges, KeyedRandom random) {
        return (request, reply) -> {
            int address = hostOfAddress.length == 1
                    ? 0
                    : random.withIdentity(request.identity()).nextInt(hostOfAddress.length);
            edges[hostOfAddress[address]].send(caller, request, reply);
        };
    }

    private final class Partner implements Host.Resident {
        private final int number;

        Partner(int number) {
            this.number = number;
        }

        @Override
        public void stateChanged() {
            if (machines.get(number).isUp() != isReachable[number]) {
                isReachable[number] = !isReachable[number];
                known[number] = false;
                context.simulation()
                        .scheduleAfter(silenceNanos(), change -> onNoticed(number, change), ++changes[number]);
            }
        }

        /**
         * Returns the time until the peer notices: the full time after a recovery; less the age of the last
         * advertisement after a failure.
         */
        private long silenceNanos() {
            if (isReachable[number] || advertisementNanos == 0) {
                return takeoverNanos;
            }
            long identity =
                    KeyedRandom.key(changes[number], 0, machines.get(number).node());
            return Math.max(
                    0, takeoverNanos - (long) (phases.withIdentity(identity).uniform() * advertisementNanos));
        }
    }

    /** Handles a state change when the peer notices it, unless the state has changed again. */
    private void onNoticed(int machine, int change) {
        if (change != changes[machine]) {
            return;
        }
        known[machine] = true;
        int other = 1 - machine;
        for (int address = 0; address < hostOfAddress.length; address++) {
            if (isReachable[machine] && (address == machine || !isReachable[hostOfAddress[address]])) {
                assign(address, machine);
            } else if (!isReachable[machine]
                    && hostOfAddress[address] == machine
                    && isReachable[other]
                    && known[other]) {
                assign(address, other);
            }
        }
    }

    private void assign(int address, int machine) {
        if (hostOfAddress[address] == machine) {
            return;
        }
        hostOfAddress[address] = machine;
        takeovers.add(context.simulation().now());
        String name = context.name() + "/" + machines.get(machine).node();
        String home = context.name() + "/" + machines.get(address).node();
        context.timeline()
                .note(
                        "took-over",
                        machines.get(machine).node(),
                        address == machine
                                ? Sentence.of("{} takes its address back", name)
                                : Sentence.of("{} takes over the address of {}", name, home),
                        TimelineEvent.facts("machine", name, "home", home));
    }
}
