package dev.brownout.spi.component;

import dev.brownout.cost.Price;
import dev.brownout.spi.ComponentSpec;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/** Hosts of a component as its platform or provider supplies them: place, number, processes, prices and limits. */
public interface HostProvisioning {
    /** Hosts in their regions, in a fixed number, with processes that only faults affect. */
    HostProvisioning DEFAULT = new HostProvisioning() {};

    /** Returns the provisioning of a component. */
    static HostProvisioning of(ComponentSpec spec) {
        return spec instanceof HostProvisioning provisioning ? provisioning : DEFAULT;
    }

    /**
     * Behaviour of the processes of a component.
     *
     * @param coldStart slowdown of a host after each process start; empty for none
     * @param pauses whether hosts can pause without a fault, such as for garbage collection
     * @param terminates whether processes can terminate and restart without a fault, such as when they run out of
     *     memory
     * @param hasState whether hosts keep state between calls that is lost when their process restarts
     */
    record Processes(Optional<ColdStart> coldStart, boolean pauses, boolean terminates, boolean hasState) {}

    /**
     * Slowdown of a host after its process has started.
     *
     * @param lastingNanos duration of the slowdown, in nanoseconds
     * @param slower factor by which work takes longer
     */
    record ColdStart(long lastingNanos, double slower) {}

    /**
     * Returns whether the component is placed at the edge of the network. Without configured regions, it runs in all
     * regions of the scenario and not in the first one. Its hosts are outside the data centers of their regions, so
     * that region and zone faults do not affect them.
     */
    default boolean isAtEdge() {
        return false;
    }

    /** Returns the cores of each host for colocated processes, at least 1; empty for a component that hosts none. */
    default OptionalInt coresForOthers() {
        return OptionalInt.empty();
    }

    /** Returns whether an autoscaler sets the number of hosts. */
    default boolean autoscales() {
        return false;
    }

    /** Returns whether lost hosts are replaced by hosts with other numbers. */
    default boolean replacesHosts() {
        return false;
    }

    /** Returns whether the component may add hosts to its initial ones by itself. */
    default boolean addsHosts() {
        return autoscales() || replacesHosts();
    }

    /**
     * Returns whether a platform runs as many processes on a host as its calls need. Each process has the state of its
     * own clients: connection pools, connections, policies of calls, and fetched segments.
     */
    default boolean hasElasticProcesses() {
        return false;
    }

    /** Returns the behaviour of the processes. */
    default Processes processes() {
        return new Processes(Optional.empty(), false, false, true);
    }

    /**
     * Returns the prices that the component states itself, by billed item, as its provider charges its own price. They
     * take precedence over the prices of its kind in the price list.
     */
    default SortedMap<String, Price> prices() {
        return new TreeMap<>();
    }

    /** Returns whether the component has no limit of calls of its own, so that calls never slow down or fail others. */
    default boolean acceptsAnyLoad() {
        return false;
    }
}
