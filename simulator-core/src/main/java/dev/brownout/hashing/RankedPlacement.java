package dev.brownout.hashing;

import java.util.function.IntPredicate;

/** Which of some nodes a key lives on, and which one is next where that does not take it. */
public interface RankedPlacement extends Placement {
    /**
     * The first node from the key's own on that takes it, in an order that is that of its place.
     *
     * @param hash the key's hash: all 64 bits matter
     * @param takes whether the node at a position does; one of them must
     */
    int nodeOf(long hash, IntPredicate takes);
}
