package dev.brownout.component.loadbalancer;

import dev.brownout.hashing.Hashing;
import dev.brownout.hashing.Placement;
import dev.brownout.random.KeyNames;
import dev.brownout.random.KeyPopularity;
import dev.brownout.wiring.Demand;
import dev.brownout.wiring.Spread;
import java.util.List;
import java.util.Optional;

/**
 * The shares of calls that machines get by a hash: the hashes of the popular keys, or of the users, are worked out one
 * by one.
 *
 * @param algorithm one that goes by a hash
 * @param virtualNodes points of a machine on a ring
 * @param users of each place, for the one that goes by who asks
 * @param bounded whether calls go on from machines that have their share in flight
 */
record HashSpread(BalancingAlgorithm algorithm, int virtualNodes, int users, boolean bounded) implements Spread {
    /** Keys and users beyond this rank are taken to be spread evenly. */
    private static final int RANKS_ALONE = 20_000;

    /** That of a balancer; empty where it spreads calls evenly. */
    static Optional<Spread> of(LoadBalancerSpec spec) {
        return spec.algorithm().hashes()
                ? Optional.of(new HashSpread(
                        spec.algorithm(),
                        spec.virtual_nodes(),
                        spec.users(),
                        spec.hash_balance_factor().isPresent()))
                : Optional.empty();
    }

    @Override
    public boolean byKey() {
        return algorithm.consistent();
    }

    @Override
    public String unknown() {
        return bounded ? "calls go on from machines that have their share in flight" : "";
    }

    @Override
    public double[] shares(Demand calls, List<String> machines, int place, KeyNames names) {
        double[] shares = new double[machines.size()];
        double left = 1;
        Placement placement =
                byKey() ? algorithm.table(machines, virtualNodes) : Hashing.MODULO.over(machines, virtualNodes);
        if (!byKey()) {
            for (int user = 0; user < Math.min(RANKS_ALONE, users); user++) {
                shares[placement.nodeOf(Hashing.hash(place * users + user))] += 1.0 / users;
                left -= 1.0 / users;
            }
        } else if (calls.keys().isPresent()) {
            KeyPopularity keys = calls.keys().get();
            for (int rank = 1; rank <= Math.min(RANKS_ALONE, keys.size()); rank++) {
                shares[placement.nodeOf(Hashing.hash(keys.key(rank, names)))] += keys.probability(rank);
                left -= keys.probability(rank);
            }
        }
        for (int i = 0; i < shares.length; i++) {
            shares[i] += left / shares.length;
        }
        return shares;
    }
}
