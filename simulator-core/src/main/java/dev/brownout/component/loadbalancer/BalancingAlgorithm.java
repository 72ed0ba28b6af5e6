package dev.brownout.component.loadbalancer;

import dev.brownout.hashing.HashRing;
import dev.brownout.hashing.MaglevTable;
import dev.brownout.hashing.RankedPlacement;
import dev.brownout.spec.Doc;
import java.util.List;

/** Algorithms by which a load balancer picks a host. */
public enum BalancingAlgorithm {
    @Doc("Each backend in turn, those with a higher weight more often.")
    ROUND_ROBIN,
    @Doc("The same order as round-robin. It needs weights.")
    WEIGHTED,
    @Doc("A random backend.")
    RANDOM,
    @Doc("The backend with the fewest calls in flight, divided by its weight.")
    LEAST_CONNECTIONS,
    @Doc("The backend with the smallest product of calls in flight and mean response time (moving average).")
    LEAST_RESPONSE_TIME,
    @Doc("The backend with fewer calls in flight of two random ones.")
    POWER_OF_TWO,
    @Doc("Envoy's least request: of two random backends the one with fewer calls in flight; with unequal weights"
            + " round robin by the weight divided by the calls in flight plus one.")
    LEAST_REQUEST,
    @Doc("The user hash modulo the number of available backends. If a backend enters or leaves, nearly all users"
            + " move to another one.")
    SOURCE_HASH,
    @Doc("The request key on a ring, as in ketama: if a backend leaves, only its own keys move. Requests without a"
            + " key go to a random backend.")
    RING_HASH,
    @Doc("The request key in a table of 65,537 slots, spread more evenly than on a ring: if a backend leaves, its"
            + " own keys move and a few more. Requests without a key go to a random backend.")
    MAGLEV,
    @Doc("A random one of the 'shard' backends of the request key: each key has a combination of its own, and fails if"
            + " they are all unavailable. Requests without a key go to a random backend.")
    SHUFFLE_SHARDING;

    /** Returns whether the algorithm uses in-flight calls, which must then be counted. */
    boolean counts() {
        return this == LEAST_CONNECTIONS
                || this == LEAST_RESPONSE_TIME
                || this == POWER_OF_TWO
                || this == LEAST_REQUEST;
    }

    /**
     * Returns whether hashing is consistent: a key keeps its host while that is available, and most keys do when
     * another host leaves.
     */
    boolean isConsistent() {
        return this == RING_HASH || this == MAGLEV;
    }

    /**
     * Returns whether the placement of keys contains the available hosts only and is rebuilt when they change. A ring
     * contains every host, and its unavailable hosts are skipped, so that only their keys move.
     */
    boolean rebuilds() {
        return this == MAGLEV;
    }

    /** Returns whether a user or key keeps its host as long as the set of available hosts does not change. */
    boolean hashes() {
        return this == SOURCE_HASH || isConsistent();
    }

    /**
     * Returns the placement of keys on hosts; only for {@link #isConsistent} algorithms. The share of a host is in
     * proportion to its weight: on a ring by its number of points, in a table by its turns.
     *
     * @param machines names of the hosts
     * @param virtualNodes points of a host with the weight 1
     * @param weights weights of the hosts; empty if they are equal
     */
    RankedPlacement table(List<String> machines, int virtualNodes, List<Integer> weights) {
        if (weights.isEmpty()) {
            return this == MAGLEV ? new MaglevTable(machines) : HashRing.of(machines, virtualNodes);
        }
        return this == MAGLEV
                ? new MaglevTable(machines, weights)
                : HashRing.of(
                        machines,
                        weights.stream()
                                .mapToInt(weight -> Math.multiplyExact(weight, virtualNodes))
                                .toArray());
    }
}
