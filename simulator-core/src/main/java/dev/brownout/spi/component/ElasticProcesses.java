package dev.brownout.spi.component;

import dev.brownout.spi.ComponentSpec;

/**
 * A component with as many processes on a host as its calls need. Each process has the state of its own clients:
 * connection pools, connections, policies of calls, and fetched segments.
 */
public interface ElasticProcesses {
    /** Returns whether a platform runs as many processes of a component as its calls need. */
    static boolean of(ComponentSpec spec) {
        return spec instanceof ElasticProcesses;
    }
}
