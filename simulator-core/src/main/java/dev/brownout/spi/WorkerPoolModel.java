package dev.brownout.spi;

import java.util.List;
import java.util.Optional;

/**
 * Analytical model of slots of hosts, one of which each call occupies from its acceptance to its response, also while
 * it waits for other components. They limit the calls of a tier with little work and long waits.
 *
 * @param name name of the slots: {@code workers}
 * @param nodes names of the hosts with slots; empty if only some of the calls need them, on any host
 * @param slotsPerHost slots of a host, more than 0
 * @param occupyingCalls the calls that occupy a slot
 * @param remotelyFed whether a free slot receives its next call from another host, after a round trip
 * @param totalSlots slots of all hosts together, more than 0 if there are hosts
 * @param description description of the slots; empty for {@code each} slots per host
 */
public record WorkerPoolModel(
        String name,
        List<String> nodes,
        int slotsPerHost,
        List<OfferedDemand> occupyingCalls,
        boolean remotelyFed,
        double totalSlots,
        Optional<String> description) {
    /** Creates slots of hosts that all have the same number. */
    public WorkerPoolModel(String what, List<String> nodes, int each, List<OfferedDemand> held, boolean fetched) {
        this(what, nodes, each, held, fetched, (double) nodes.size() * each, Optional.empty());
    }

    /** Copies the lists. */
    public WorkerPoolModel {
        nodes = List.copyOf(nodes);
        occupyingCalls = List.copyOf(occupyingCalls);
    }
}
