package dev.brownout.component.loadbalancer;

import dev.brownout.network.Edge;
import dev.brownout.spi.component.Tier.Affinity;
import java.util.List;
import java.util.Optional;

/**
 * Routes from one host of a load balancer to the hosts of one server behind it, for one kind of call.
 *
 * @param server name of the server
 * @param edgesToServers one edge to each host
 * @param timeoutNanos timeout of the callers; 0 for none
 * @param affinity affinity of requests to hosts; empty if all hosts are equal
 * @param idempotent whether a call may be repeated after it may have been executed: nothing behind the balancer writes
 */
record ServerRoutes(
        String server, List<Edge> edgesToServers, long timeoutNanos, Optional<Affinity> affinity, boolean idempotent) {
    /** Copies the list. */
    ServerRoutes {
        edgesToServers = List.copyOf(edgesToServers);
    }

    /** Returns the routes to the hosts in a region alone. */
    ServerRoutes inRegion(String region) {
        List<Edge> near = edgesToServers.stream()
                .filter(edge -> edge.callee().site().region().equals(region))
                .toList();
        return new ServerRoutes(server, near, timeoutNanos, affinity, idempotent);
    }
}
