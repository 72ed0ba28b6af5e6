package dev.brownout.component.loadbalancer;

import dev.brownout.hashing.HashRing;
import dev.brownout.hashing.MaglevTable;
import dev.brownout.hashing.RankedPlacement;
import dev.brownout.spec.Doc;
import java.util.List;

/** Algorithms by which a load balancer picks a host. */
public enum BalancingAlgorithm {
    @Doc("Each in turn.")
    ROUND_ROBIN,
    @Doc("Each in turn, heavier ones more often.")
    WEIGHTED,
    @Doc("Any.")
    RANDOM,
    @Doc("The one with the fewest calls in flight.")
    LEAST_CONNECTIONS,
    @Doc("The one with the smallest product of calls in flight and response time, a moving average.")
    LEAST_RESPONSE_TIME,
    @Doc("Of two drawn at random the one with fewer calls in flight.")
    POWER_OF_TWO,
    @Doc("By who asks: the remainder of the user's hash divided by the number of machines that are in. When one comes "
            + "or goes, nearly all users change theirs.")
    SOURCE_HASH,
    @Doc("By the request's key on a ring, as ketama: when a machine goes, only its own keys move. Requests without a "
            + "key go to any.")
    RING_HASH,
    @Doc("By the request's key in a table of 65,537 places, spread more evenly than on a ring: when a machine goes, "
            + "its own keys move and a few more. Requests without a key go to any.")
    MAGLEV;

    /** Returns whether the algorithm uses in-flight calls, which must then be counted. */
    boolean counts() {
        return this == LEAST_CONNECTIONS || this == LEAST_RESPONSE_TIME || this == POWER_OF_TWO;
    }

    /**
     * Returns whether hashing is consistent: a key keeps its host while that is available, and most keys do when
     * another host leaves.
     */
    boolean consistent() {
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
        return this == SOURCE_HASH || consistent();
    }

    /** Returns the placement of keys on hosts with these names; only for {@link #consistent} algorithms. */
    RankedPlacement table(List<String> machines, int virtualNodes) {
        return this == MAGLEV ? new MaglevTable(machines) : HashRing.of(machines, virtualNodes);
    }
}
