package dev.brownout.component.quorumstore;

import java.util.function.IntPredicate;

/** Order in which a key chooses nodes. */
interface NodeOrder {
    /**
     * Returns the next node of a key.
     *
     * @param hash hash of the key
     * @param chosen number of nodes that the key has chosen so far
     * @param accepts whether a node may be next; at least one node must be accepted
     */
    int next(long hash, int chosen, IntPredicate accepts);

    /** Returns the number of partitions: keys of one partition have the same nodes. */
    int partitions();

    /**
     * Returns a hash of the keys of a partition.
     *
     * @param partition number of the partition, from 0
     */
    long hash(int partition);
}
