package dev.brownout.hashing;

import dev.brownout.random.KeyNames;
import dev.brownout.random.KeyPopularity;

/** What each node gets of calls that go by their key, on paper. */
public final class KeyShares {
    /** Keys beyond this rank are taken to be spread evenly. */
    public static final int RANKS_ALONE = 20_000;

    private KeyShares() {}

    /**
     * The share of each node; they add up to 1.
     *
     * @param names the keys that the scenario calls by name
     * @param placement over as many nodes as are asked for
     * @param nodes how many, at least one
     */
    public static double[] of(KeyPopularity keys, KeyNames names, Placement placement, int nodes) {
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
