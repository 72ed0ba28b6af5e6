package dev.brownout.spi.component;

import dev.brownout.spi.ComponentSpec;
import dev.brownout.spi.Step;
import java.util.Optional;

/** Connections of a component to its callers and to the components behind it, and failover between hosts. */
public interface ConnectionHandling {
    /** No limits of connections, and no failover. */
    ConnectionHandling DEFAULT = new ConnectionHandling() {};

    /** Returns the connections of a component. */
    static ConnectionHandling of(ComponentSpec spec) {
        return spec instanceof ConnectionHandling handling ? handling : DEFAULT;
    }

    /**
     * Pooled connections through which hosts call a component.
     *
     * @param each maximum number of connections of one host, more than 0
     * @param all maximum number of connections of all hosts together, more than 0
     * @param kept whether a visit holds its connection to its end, and not only until a call is answered
     */
    record Connections(int each, int all, boolean kept) {
        /** Returns the connections of processes that share all of them, as their number has no limit. */
        public Connections pool() {
            return new Connections(all, all, kept);
        }

        /** Returns the connections of each of n hosts that share them evenly, at least 1. */
        public int eachOf(int machines) {
            return Math.max(1, Math.min(each, all / Math.max(1, machines)));
        }
    }

    /**
     * Limited connections to the component behind this one.
     *
     * @param eachNode maximum number of connections of a node, more than 0
     * @param heldByCalls whether a call outside of a transaction holds a connection until its response, and no longer
     */
    record ServerConnections(int eachNode, boolean heldByCalls) {}

    /** Returns the pooled connections through which hosts call the component; empty for no limit. */
    default Optional<Connections> pooledConnections() {
        return Optional.empty();
    }

    /** Returns the limited connections to the component behind this one; empty for no limit. */
    default Optional<ServerConnections> serverConnections() {
        return Optional.empty();
    }

    /**
     * Returns whether a visit to a host can hold the pooled connection with which it executes a step, from its first
     * call to its end.
     */
    default boolean keepsConnection(Step step) {
        return false;
    }

    /** Returns whether the component detects without a call that hosts behind it are down, and sends them none. */
    default boolean checksHealth() {
        return false;
    }

    /** Returns whether callers reach other hosts of the component if one is down, without a call to that one. */
    default boolean routesAround() {
        return false;
    }
}
