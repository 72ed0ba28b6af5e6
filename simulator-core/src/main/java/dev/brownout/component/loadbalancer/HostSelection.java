package dev.brownout.component.loadbalancer;

import dev.brownout.hashing.Hashing;
import dev.brownout.random.KeyedRandom;
import dev.brownout.service.Request;
import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.Default;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Factor;
import dev.brownout.spec.MachineCount;
import dev.brownout.spec.NoneKeyword;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.component.UserAssignment;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** Selection of a host for each call. */
public record HostSelection(
        @Doc("Rule that selects a backend.")
        @Default("round-robin")
        @DefaultSource("nginx, HAProxy, Envoy: round robin")
        BalancingAlgorithm algorithm,

        @Doc("Required for weighted: the weight of each backend in the order of their numbers, such as [5, 1, 1].")
        @AtLeast(1)
        @AtMost(1_000_000)
        List<Integer> weights,

        @Doc("For power-of-two: number of random backends that are compared.")
        @Default("2")
        @AtLeast(2)
        @DefaultSource("HAProxy configuration manual: random(2)")
        @AtMost(MachineCount.MOST)
        int choices,

        @Doc("For source-hash: number of users in each region, each with an address of its own.")
        @Default("10k")
        @AtLeast(1)
        @AtMost(10_000_000)
        int users,

        @Doc("For ring-hash: points of each backend on the ring; more points spread the keys more evenly.")
        @Default("160")
        @AtLeast(1)
        @AtMost(10_000)
        @DefaultSource("nginx, upstream module: hash ... consistent")
        int virtual_nodes,

        @Doc("For ring-hash and maglev: maximum of calls in flight of a backend, as a multiple of the mean over the"
                + " available backends, such as x1.25 (three decimals). Further calls go to the next backend.")
        @Default("none")
        @NoneKeyword("none")
        @AtLeast(1)
        @AtMost(1000)
        @DefaultSource("HAProxy: hash-balance-factor 0; Envoy: hash_balance_factor is not set")
        Optional<Factor> hash_balance_factor) {
    /** Rejects weights and a balance factor that do not fit the algorithm with an IllegalArgumentException. */
    public HostSelection {
        weights = List.copyOf(weights);
        if ((algorithm == BalancingAlgorithm.WEIGHTED) == weights.isEmpty()) {
            throw new IllegalArgumentException(
                    "'weights' and algorithm: weighted need each other; set both or neither");
        }
        if (hash_balance_factor.isPresent() && !algorithm.consistent()) {
            throw new IllegalArgumentException("'hash_balance_factor' needs algorithm: ring-hash or maglev");
        }
        if (weights.stream().anyMatch(weight -> weight < 1)) {
            throw new IllegalArgumentException("each of 'weights' must be a whole number of at least 1");
        }
    }

    /** Returns the maximum ratio of a host's in-flight calls to the mean; 0 for no bound. */
    double bound() {
        return hash_balance_factor.map(Factor::times).orElse(0.0);
    }

    /** Returns whether in-flight calls must be counted. */
    boolean counts() {
        return algorithm.counts() || hash_balance_factor.isPresent();
    }

    /** Returns the hash function of requests; a constant if the algorithm does not hash. */
    ToLongFunction<Request> hash(ComponentContext context) {
        if (algorithm == BalancingAlgorithm.SOURCE_HASH) {
            UserAssignment visitors = new UserAssignment(
                    context.random("algorithm"), users, context.workload().classNumbers());
            return request -> Hashing.hash(visitors.of(request));
        }
        return algorithm.consistent()
                ? request -> request.key() == 0 ? request.identity() : Hashing.hash(request.key())
                : request -> 0;
    }

    /**
     * Creates the strategy that picks among hosts.
     *
     * @param machines names of the hosts
     * @param spilled called for each call that the load bound diverts to another host
     */
    BalancingStrategy strategy(KeyedRandom random, List<String> machines, Runnable spilled) {
        return switch (algorithm) {
            case ROUND_ROBIN -> new RoundRobin();
            case WEIGHTED -> new SmoothWeighted(weights);
            case RANDOM -> new RandomBalancing(random);
            case LEAST_CONNECTIONS -> new LeastConnections(random, machines.size());
            case LEAST_RESPONSE_TIME -> new LeastResponseTime(random, machines.size());
            case POWER_OF_TWO -> new PowerOfChoices(random, choices);
            // when a host enters or leaves, nearly every hash changes its host
            case SOURCE_HASH ->
                (candidates, count, inFlight, identity, hash) -> candidates[(int) Long.remainderUnsigned(hash, count)];
            case RING_HASH, MAGLEV -> new HashBalancing(this, machines, spilled);
        };
    }
}
