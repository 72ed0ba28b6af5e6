package dev.brownout.component.server.channel;

import dev.brownout.spec.Doc;

/** Rules that select the node of a connection. */
public enum ConnectionBalancing {
    @Doc("A balancer of connections selects a random node: kube-proxy with iptables, or gRPC's pick_first with"
            + " addresses in random order.")
    RANDOM,
    @Doc("A balancer of connections selects each node in turn: IPVS with rr, or a network load balancer. The clients of"
            + " a region share its turn.")
    ROUND_ROBIN,
    @Doc("A balancer of connections selects the node with the fewest connections, the first one if several have as few:"
            + " IPVS with lc.")
    LEAST_CONNECTIONS,
    @Doc("Each client has a connection to each node that it has resolved, and its calls take them in turn: gRPC's"
            + " round_robin.")
    CLIENT_ROUND_ROBIN
}
