package dev.brownout.component.loadbalancer;

import dev.brownout.network.Edge;
import dev.brownout.spi.component.Tier.Affinity;
import java.util.List;
import java.util.Optional;

/**
 * Routes from one host of a load balancer to the hosts of one server behind it, for one kind of call.
 *
 * @param server name of the server
 * @param ways one edge to each host
 * @param timeoutNanos timeout of the callers; 0 for none
 * @param affinity affinity of requests to hosts; empty if all hosts are equal
 * @param idempotent whether a call may be repeated after it may have been executed: nothing behind the balancer writes
 */
record ServerRoutes(
        String server, List<Edge> ways, long timeoutNanos, Optional<Affinity> affinity, boolean idempotent) {
    /** Copies the list. */
    ServerRoutes {
        ways = List.copyOf(ways);
    }

    /** Returns the routes to the hosts in a region alone. */
    ServerRoutes within(String region) {
        List<Edge> near = ways.stream()
                .filter(way -> way.callee().site().region().equals(region))
                .toList();
        return new ServerRoutes(server, near, timeoutNanos, affinity, idempotent);
    }
}
