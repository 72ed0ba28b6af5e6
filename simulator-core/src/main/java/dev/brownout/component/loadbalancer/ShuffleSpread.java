package dev.brownout.component.loadbalancer;

import dev.brownout.hashing.KeyShares;
import dev.brownout.hashing.Placement;
import dev.brownout.random.KeyNames;
import dev.brownout.sentence.Sentence;
import dev.brownout.spi.CallDistribution;
import dev.brownout.spi.OfferedDemand;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The distribution of calls over hosts by shuffle sharding: each key has an equal share at each host of its shard. The
 * most popular keys are evaluated individually.
 *
 * @param size hosts of a shard
 */
record ShuffleSpread(int size) implements CallDistribution {
    /** Returns the distribution for a balancer; empty for other algorithms. */
    static Optional<CallDistribution> of(HostSelection selection) {
        return selection.algorithm() == BalancingAlgorithm.SHUFFLE_SHARDING
                ? Optional.of(new ShuffleSpread(selection.shardSize()))
                : Optional.empty();
    }

    /** Returns false: the calls for one key go to several hosts. */
    @Override
    public boolean byKey() {
        return false;
    }

    @Override
    public Sentence unknown() {
        return Sentence.EMPTY;
    }

    @Override
    public double[] shares(OfferedDemand calls, List<String> machines, int place, KeyNames names) {
        double[] shares = new double[machines.size()];
        if (calls.keys().isEmpty()) {
            Arrays.fill(shares, 1.0 / shares.length);
            return shares;
        }
        int each = Math.min(size, shares.length);
        for (int i = 0; i < each; i++) {
            int turn = i;
            Placement placement = hash -> ShuffleSharding.shard(hash, shares.length, each)[turn];
            double[] part = KeyShares.shares(calls.keys().get(), names, placement, shares.length);
            for (int host = 0; host < shares.length; host++) {
                shares[host] += part[host] / each;
            }
        }
        return shares;
    }
}
