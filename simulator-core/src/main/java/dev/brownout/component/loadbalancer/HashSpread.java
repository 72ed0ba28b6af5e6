package dev.brownout.component.loadbalancer;

import dev.brownout.hashing.Hashing;
import dev.brownout.hashing.KeyShares;
import dev.brownout.hashing.Placement;
import dev.brownout.random.KeyNames;
import dev.brownout.sentence.Sentence;
import dev.brownout.spi.CallDistribution;
import dev.brownout.spi.OfferedDemand;
import java.util.List;
import java.util.Optional;

/**
 * The distribution of calls over hosts by a hash: hashes of the most popular keys, or of the users, are evaluated
 * individually.
 *
 * @param algorithm a hashing algorithm
 * @param virtualNodes points of a host on a ring
 * @param users per location, for hashing by user
 * @param weights weights of the hosts of each location, by their numbers; empty if they are equal
 * @param bounded whether a load bound diverts calls from busy hosts
 */
record HashSpread(BalancingAlgorithm algorithm, int virtualNodes, int users, List<Integer> weights, boolean bounded)
        implements CallDistribution {
    /** Returns the distribution for a balancer; empty if its algorithm does not hash. */
    static Optional<CallDistribution> of(HostSelection selection) {
        return selection.algorithm().hashes()
                ? Optional.of(new HashSpread(
                        selection.algorithm(),
                        selection.virtualNodes(),
                        selection.users(),
                        selection.reducedWeights(),
                        selection.hashBalanceFactor().isPresent()))
                : Optional.empty();
    }

    @Override
    public boolean byKey() {
        return algorithm.isConsistent();
    }

    @Override
    public Sentence unknown() {
        return bounded ? Sentence.of("busy backends divert calls to others") : Sentence.EMPTY;
    }

    @Override
    public double[] shares(OfferedDemand calls, List<String> machines, int place, KeyNames names) {
        if (byKey() && calls.keys().isPresent()) {
            Placement table = algorithm.table(machines, virtualNodes, weights(machines));
            return KeyShares.shares(calls.keys().get(), names, table, machines.size());
        }
        List<Integer> hostWeights = weights(machines);
        double total = hostWeights.isEmpty()
                ? machines.size()
                : hostWeights.stream().mapToLong(Integer::longValue).sum();
        double[] shares = new double[machines.size()];
        double left = 1;
        if (!byKey() && hostWeights.isEmpty()) {
            Placement placement = Hashing.MODULO.placementOf(machines, virtualNodes);
            for (int user = 0; user < Math.min(KeyShares.RANKS_ALONE, users); user++) {
                shares[placement.nodeOf(Hashing.hash(place * users + user))] += 1.0 / users;
                left -= 1.0 / users;
            }
        }
        for (int i = 0; i < shares.length; i++) {
            shares[i] += left * (hostWeights.isEmpty() ? 1 : hostWeights.get(i)) / total;
        }
        return shares;
    }

    private List<Integer> weights(List<String> machines) {
        return weights.isEmpty()
                ? weights
                : machines.stream()
                        .map(name -> weights.get((Integer.parseInt(name) - 1) % weights.size()))
                        .toList();
    }
}
