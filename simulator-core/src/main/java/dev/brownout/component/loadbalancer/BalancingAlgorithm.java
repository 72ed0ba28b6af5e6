package dev.brownout.component.loadbalancer;

import dev.brownout.hashing.HashRing;
import dev.brownout.hashing.Hashing;
import dev.brownout.hashing.MaglevTable;
import dev.brownout.hashing.RankedPlacement;
import dev.brownout.random.KeyedRandom;
import dev.brownout.service.Request;
import dev.brownout.spec.Doc;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.component.UserAssignment;
import java.util.List;
import java.util.function.ToLongFunction;

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

    /** Returns the hash function of requests for this algorithm; a constant if it does not hash. */
    ToLongFunction<Request> hash(LoadBalancerSpec spec, ComponentContext context) {
        if (this == SOURCE_HASH) {
            UserAssignment visitors = new UserAssignment(
                    context.random("algorithm"),
                    spec.selection().users(),
                    context.workload().classNumbers());
            return request -> Hashing.hash(visitors.of(request));
        }
        return consistent()
                ? request -> request.key() == 0 ? request.identity() : Hashing.hash(request.key())
                : request -> 0;
    }

    /**
     * Creates the strategy that picks among hosts.
     *
     * @param machines names of the hosts
     * @param spilled called for each call that the load bound diverts to another host
     */
    BalancingStrategy choice(LoadBalancerSpec spec, KeyedRandom random, List<String> machines, Runnable spilled) {
        return switch (this) {
            case ROUND_ROBIN -> new RoundRobin();
            case WEIGHTED -> new SmoothWeighted(spec.selection().weights());
            case RANDOM -> new RandomBalancing(random);
            case LEAST_CONNECTIONS -> new LeastConnections(random, machines.size());
            case LEAST_RESPONSE_TIME -> new LeastResponseTime(random, machines.size());
            case POWER_OF_TWO -> new PowerOfChoices(random, spec.selection().choices());
            // when a host enters or leaves, nearly every hash changes its host
            case SOURCE_HASH ->
                (candidates, count, inFlight, identity, hash) -> candidates[(int) Long.remainderUnsigned(hash, count)];
            case RING_HASH, MAGLEV -> new HashBalancing(this, spec, machines, spilled);
        };
    }
}
