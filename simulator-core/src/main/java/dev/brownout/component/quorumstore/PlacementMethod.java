package dev.brownout.component.quorumstore;

import dev.brownout.spec.Doc;

/** Methods that choose the nodes with the copies of a partition. */
public enum PlacementMethod {
    @Doc("The first nodes of a hash ring from the position of the key on.")
    RING,
    @Doc("Random nodes for each partition: the more partitions, the more combinations of nodes have all copies of one, "
            + "so that nodes that are lost together lose some partition.")
    RANDOM,
    @Doc("Copysets: random permutations of the nodes are cut into groups, and all copies of a partition are on one "
            + "group. Few combinations of nodes have all copies of a partition.")
    COPYSETS
}
