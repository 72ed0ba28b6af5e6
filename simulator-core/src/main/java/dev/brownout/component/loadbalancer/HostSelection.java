package dev.brownout.component.loadbalancer;

import dev.brownout.hashing.Hashing;
import dev.brownout.random.KeyedRandom;
import dev.brownout.sentence.InvalidValueException;
import dev.brownout.service.Request;
import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.Default;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Factor;
import dev.brownout.spec.MachineCount;
import dev.brownout.spec.NoneKeyword;
import dev.brownout.spec.Reference;
import dev.brownout.spec.effect.EffectiveWith;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.Step;
import dev.brownout.spi.component.UserAssignment;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** Selection of a host for each call. */
public record HostSelection(
        @Doc("Rule that selects a backend.")
        @Default("round-robin")
        @DefaultSource("nginx, HAProxy, Envoy: round robin")
        BalancingAlgorithm algorithm,

        @Doc("Weights of the backends in the order of their numbers, such as [5, 1, 1]: a backend with weight 5 gets"
                + " five times the calls of a backend with weight 1. Required for weighted, unless 'backends' has"
                + " the weights. Default: equal weights.")
        @AtLeast(1)
        @AtMost(MOST_WEIGHT)
        List<Integer> weights,

        @Doc("Servers behind the balancer, each with the weight of each of its nodes, such as { stable: 4, canary:"
                + " 1 }. The algorithm, the checks and the ejections see the nodes of all servers as one tier. The"
                + " selected node runs the called endpoint, as in call: lb/quote, or all later steps of the path."
                + " Default: the next component of the path.")
        @Default("{}")
        @DefaultSource("nginx: server ... weight=; HAProxy: server ... weight; Envoy: load_balancing_weight of an"
                + " endpoint")
        @Reference
        @AtLeast(1)
        @AtMost(MOST_WEIGHT)
        Map<String, Integer> backends,

        @Doc("Number of random backends that are compared.")
        @Default("2")
        @AtLeast(2)
        @DefaultSource("HAProxy configuration manual: random(2); Envoy: choice_count 2")
        @AtMost(MachineCount.MAXIMUM)
        @EffectiveWith(
                value = "algorithm",
                in = {"power-of-two", "least-request"})
        int choices,

        @Doc("Number of users in each region, each with an address of its own.")
        @Default("10k")
        @AtLeast(1)
        @AtMost(10_000_000)
        @EffectiveWith(value = "algorithm", in = "source-hash")
        int users,

        @Doc("Points of each backend on the ring; more points spread the keys more evenly.")
        @Default("160")
        @AtLeast(1)
        @AtMost(10_000)
        @DefaultSource("nginx, upstream module: hash ... consistent")
        @EffectiveWith(value = "algorithm", in = "ring-hash")
        int virtualNodes,

        @Doc("For ring-hash and maglev: maximum of calls in flight of a backend, as a multiple of the mean over the"
                + " available backends, such as x1.25 (three decimals). Further calls go to the next backend.")
        @Default("none")
        @NoneKeyword("none")
        @AtLeast(1)
        @AtMost(1000)
        @DefaultSource("HAProxy: hash-balance-factor 0; Envoy: hash_balance_factor is not set")
        Optional<Factor> hashBalanceFactor,

        @Doc("For shuffle-sharding: backends of each key. Default: 2.")
        @AtLeast(1)
        @DefaultSource("Amazon Builders' Library, Workload isolation using shuffle-sharding: two of eight workers")
        @AtMost(MachineCount.MAXIMUM)
        Optional<Integer> shard) {
    /** Default number of backends of a key. */
    private static final int DEFAULT_SHARD = 2;

    /** Message about a ring with too many points. */
    static final String TOO_MANY_POINTS = "the weights times 'virtual_nodes' give more than 8M points on the ring; use"
            + " smaller weights, such as 9 and 1 for 900 and 100";

    /** Largest number of points of a ring with weights: maximum_ring_size of Envoy. */
    static final int MOST_POINTS = 1 << 23;

    /** Largest weight of a host. */
    static final int MOST_WEIGHT = 1_000_000;

    /** Rejects weights and a balance factor that do not fit the algorithm with an IllegalArgumentException. */
    public HostSelection {
        weights = List.copyOf(weights);
        backends = Collections.unmodifiableMap(new LinkedHashMap<>(backends));
        if (algorithm == BalancingAlgorithm.WEIGHTED && weights.isEmpty() && backends.isEmpty()) {
            throw new InvalidValueException("algorithm: weighted needs 'weights', or 'backends' with weights");
        }
        if (!weights.isEmpty() && !backends.isEmpty()) {
            throw new InvalidValueException(
                    "'backends' has the weights of the nodes; remove 'weights', or write the tier "
                            + "behind the balancer in the path");
        }
        if (algorithm == BalancingAlgorithm.RING_HASH
                && reduced(weights).stream().mapToLong(Integer::longValue).sum() * virtualNodes > MOST_POINTS) {
            throw new InvalidValueException(TOO_MANY_POINTS);
        }
        if (hashBalanceFactor.isPresent() && !algorithm.isConsistent()) {
            throw new InvalidValueException("'hash_balance_factor' needs algorithm: ring-hash or maglev");
        }
        if (shard.isPresent() && algorithm != BalancingAlgorithm.SHUFFLE_SHARDING) {
            throw new InvalidValueException("'shard' needs algorithm: shuffle-sharding");
        }
        boolean unequal =
                !weights.isEmpty() || backends.values().stream().distinct().count() > 1;
        if (algorithm == BalancingAlgorithm.SHUFFLE_SHARDING && unequal) {
            throw new InvalidValueException(
                    "algorithm: shuffle-sharding has no weights: each combination of backends is equally probable");
        }
        if (weights.stream().anyMatch(weight -> weight < 1)) {
            throw new InvalidValueException("each of 'weights' must be a whole number of at least 1");
        }
    }

    /** Returns the number of hosts of each key with shuffle sharding. */
    int shardSize() {
        return shard.orElse(DEFAULT_SHARD);
    }

    /** Returns the maximum ratio of a host's in-flight calls to the mean; 0 for no bound. */
    double bound() {
        return hashBalanceFactor.map(Factor::times).orElse(0.0);
    }

    /** Returns whether in-flight calls must be counted. */
    boolean counts() {
        return algorithm.counts() || hashBalanceFactor.isPresent();
    }

    /** Returns the hash function of requests; a constant if the algorithm does not hash. */
    ToLongFunction<Request> hash(ComponentContext context) {
        if (algorithm == BalancingAlgorithm.SOURCE_HASH) {
            UserAssignment visitors = new UserAssignment(
                    context.random("algorithm"), users, context.workload().classNumbers());
            return request -> Hashing.hash(visitors.of(request));
        }
        return algorithm.isConsistent() || algorithm == BalancingAlgorithm.SHUFFLE_SHARDING
                ? request -> request.key() == 0 ? request.identity() : Hashing.hash(request.key())
                : request -> 0;
    }

    /** Returns the servers to which calls go: those in 'backends', otherwise the next component of the path. */
    List<String> servers(List<Step> rest) {
        return backends.isEmpty()
                ? rest.stream()
                        .limit(1)
                        .flatMap(step -> Step.passesOnTo(step).stream())
                        .toList()
                : List.copyOf(backends.keySet());
    }

    /** Returns the weights of the hosts on some routes, without a common factor; empty if they are equal. */
    List<Integer> weightsOf(List<ServerRoutes> routes) {
        List<Integer> all = backends.isEmpty()
                ? weights
                : routes.stream()
                        .flatMap(server ->
                                Collections.nCopies(server.edgesToServers().size(), backends.get(server.server()))
                                        .stream())
                        .toList();
        return reduced(all);
    }

    /** Returns the configured weights of the hosts of one tier, without a common factor; empty if they are equal. */
    List<Integer> reducedWeights() {
        return reduced(weights);
    }

    private static List<Integer> reduced(List<Integer> all) {
        if (all.stream().distinct().count() <= 1) {
            return List.of();
        }
        int divisor = all.stream().reduce(0, HostSelection::greatestCommonDivisor);
        return all.stream().map(weight -> weight / divisor).toList();
    }

    /** Returns whether a ring of hosts with these weights has too many points. */
    boolean exceedsRing(List<Integer> hostWeights) {
        long points = hostWeights.stream().mapToLong(Integer::longValue).sum() * virtualNodes;
        return algorithm == BalancingAlgorithm.RING_HASH && points > MOST_POINTS;
    }

    private static int greatestCommonDivisor(int one, int other) {
        return other == 0 ? one : greatestCommonDivisor(other, one % other);
    }

    /** Returns whether several servers are behind the balancer. */
    boolean hasPools() {
        return backends.size() > 1;
    }

    /**
     * Creates the strategy that picks among hosts.
     *
     * @param machines names of the hosts
     * @param hostWeights weights of the hosts; empty if they are equal
     * @param spilled called for each call that the load bound diverts to another host
     */
    BalancingStrategy strategy(KeyedRandom random, List<String> machines, List<Integer> hostWeights, Runnable spilled) {
        return switch (algorithm) {
            case ROUND_ROBIN -> hostWeights.isEmpty() ? new RoundRobin() : new SmoothWeighted(hostWeights);
            case WEIGHTED ->
                new SmoothWeighted(hostWeights.isEmpty() ? Collections.nCopies(machines.size(), 1) : hostWeights);
            case RANDOM -> new RandomBalancing(random);
            case LEAST_CONNECTIONS -> new LeastConnections(random, machines.size());
            case LEAST_RESPONSE_TIME -> new LeastResponseTime(random, machines.size());
            case POWER_OF_TWO -> new PowerOfChoices(random, choices);
            case LEAST_REQUEST -> new LeastRequest(random, choices);
            case SOURCE_HASH -> new ModuloBalancing();
            case SHUFFLE_SHARDING -> new ShuffleSharding(random, machines.size(), shardSize());
            case RING_HASH, MAGLEV -> new HashBalancing(this, machines, hostWeights, spilled);
        };
    }
}
