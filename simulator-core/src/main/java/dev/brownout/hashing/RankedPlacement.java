package dev.brownout.hashing;

import java.util.function.IntPredicate;

/** Placement of keys on nodes, with an order of fallback nodes for each key. */
public interface RankedPlacement extends Placement {
    /**
     * Returns the first accepted node in the key's order.
     *
     * @param hash the key's hash, with 64 significant bits
     * @param eligible whether the node at an index is accepted; at least one must be
     */
    int nodeOf(long hash, IntPredicate eligible);
}
