package dev.brownout.spi.component;

import dev.brownout.spi.ComponentSpec;
import java.util.Optional;

/** Connection pools on the callers of a component. */
public interface ConnectionPooling {
    /**
     * Pooled connections through which hosts call a component.
     *
     * @param each maximum number of connections of one host, more than 0
     * @param all maximum number of connections of all hosts together, more than 0
     * @param kept whether a visit holds its connection to its end, and not only until a call is answered
     */
    record Connections(int each, int all, boolean kept) {
        /** Returns the connections of processes that share all of them, as their number has no limit. */
        public Connections together() {
            return new Connections(all, all, kept);
        }

        /** Returns the connections of each of n hosts that share them evenly, at least 1. */
        public int eachOf(int machines) {
            return Math.max(1, Math.min(each, all / Math.max(1, machines)));
        }
    }

    /** Returns the pooled connections through which hosts call the component; empty for no limit. */
    Optional<Connections> pooledConnections();

    /** Returns the pooled connections through which hosts call a component; empty for no limit. */
    static Optional<Connections> pooledConnections(ComponentSpec spec) {
        return spec instanceof ConnectionPooling pooling ? pooling.pooledConnections() : Optional.empty();
    }
}
