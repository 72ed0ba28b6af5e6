package dev.brownout.component.loadbalancer;

import dev.brownout.hashing.HashRing;
import dev.brownout.hashing.Hashing;
import dev.brownout.hashing.MaglevTable;
import dev.brownout.hashing.RankedPlacement;
import dev.brownout.random.KeyedRandom;
import dev.brownout.service.Request;
import dev.brownout.spec.Doc;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.UserAssignment;
import java.util.List;
import java.util.function.ToLongFunction;

/** How a load balancer picks a machine. */
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

    /** Whether it looks at the calls in flight, so that they must be counted. */
    boolean counts() {
        return this == LEAST_CONNECTIONS || this == LEAST_RESPONSE_TIME || this == POWER_OF_TWO;
    }

    /** Whether a key comes to the same machine as long as that is in, and most do whoever else goes. */
    boolean consistent() {
        return this == RING_HASH || this == MAGLEV;
    }

    /** Whether the same user or key comes to the same machine as long as the same machines are in. */
    boolean hashes() {
        return this == SOURCE_HASH || consistent();
    }

    /** Where keys are among machines of these names, of one that is {@link #consistent}. */
    RankedPlacement table(List<String> machines, int virtualNodes) {
        return this == MAGLEV ? new MaglevTable(machines) : HashRing.of(machines, virtualNodes);
    }

    /** What it goes by besides the machines themselves; the same number for all requests where that is nothing. */
    ToLongFunction<Request> hash(LoadBalancerSpec spec, ComponentContext context) {
        if (this == SOURCE_HASH) {
            UserAssignment visitors =
                    new UserAssignment(context.random("algorithm"), spec.users(), context.classNumbers());
            return request -> Hashing.hash(visitors.of(request));
        }
        return consistent()
                ? request -> request.key() == 0 ? request.identity() : Hashing.hash(request.key())
                : request -> 0;
    }

    /**
     * How a balancer picks among machines.
     *
     * @param machines their names
     * @param spilled called for each call that a bound sends on
     */
    BalancingStrategy choice(LoadBalancerSpec spec, KeyedRandom random, List<String> machines, Runnable spilled) {
        return switch (this) {
            case ROUND_ROBIN -> new RoundRobin();
            case WEIGHTED -> new SmoothWeighted(spec.weights());
            case RANDOM -> new RandomBalancing(random);
            case LEAST_CONNECTIONS -> new LeastConnections(random, machines.size());
            case LEAST_RESPONSE_TIME -> new LeastResponseTime(random, machines.size());
            case POWER_OF_TWO -> new PowerOfChoices(random, spec.choices());
            case SOURCE_HASH -> new ModuloHashing();
            case RING_HASH, MAGLEV -> new HashBalancing(this, spec, machines, spilled);
        };
    }
}
