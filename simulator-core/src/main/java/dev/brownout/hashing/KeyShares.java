package dev.brownout.hashing;

import dev.brownout.random.KeyNames;
import dev.brownout.random.KeyPopularity;

/** Analytical shares of calls by node, for calls routed by key. */
public final class KeyShares {
    /**
     * Number of most popular keys that are evaluated individually; less popular keys are assumed to be spread evenly.
     */
    public static final int RANKS_ALONE = 20_000;

    private KeyShares() {}

    /**
     * Returns the share of each node; the shares sum to 1.
     *
     * @param names the keys that the scenario names
     * @param placement placement on {@code nodes} nodes
     * @param nodes number of nodes, at least one
     */
    public static double[] shares(KeyPopularity keys, KeyNames names, Placement placement, int nodes) {
        double[] shares = new double[nodes];
        double left = 1;
        for (int rank = 1; rank <= Math.min(RANKS_ALONE, keys.size()); rank++) {
            double share = keys.probability(rank);
            shares[placement.nodeOf(Hashing.hash(keys.key(rank, names)))] += share;
            left -= share;
        }
        for (int i = 0; i < nodes; i++) {
            shares[i] += left / nodes;
        }
        return shares;
    }
}
