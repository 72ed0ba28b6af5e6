package dev.brownout.result;

import java.util.List;

/**
 * Loss of partitions of a store with a configured placement, when nodes are lost together.
 *
 * @param component the store
 * @param placement method of the placement: {@code copysets}
 * @param partitions number of partitions
 * @param copies replicas of each partition
 * @param nodes number of nodes
 * @param losses losses by number of lost nodes, in ascending order
 */
public record PartitionLoss(
        String component, String placement, int partitions, int copies, int nodes, List<NodeLoss> losses) {
    /** Copies the list. */
    public PartitionLoss {
        losses = List.copyOf(losses);
    }

    /**
     * Loss of a number of nodes. Each set of that many nodes is equally probable.
     *
     * @param nodes number of lost nodes
     * @param probability probability that all replicas of at least one partition are on them, 0 to 1
     * @param meanPartitions mean number of partitions with all replicas on them
     */
    public record NodeLoss(int nodes, double probability, double meanPartitions) {}
}
