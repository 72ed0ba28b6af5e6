package dev.brownout.component.quorumstore;

import dev.brownout.elementary.PartitionLossFormulas;
import dev.brownout.result.PartitionLoss;
import dev.brownout.result.PartitionLoss.NodeLoss;
import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.Default;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;
import dev.brownout.spec.InvalidParameterException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** Placement of the copies of each key on the nodes. */
public record ReplicaPlacementSpec(
        @Doc("Virtual nodes: points of each node on the hash ring. With placement random and copysets the number of "
                + "partitions is this number times the number of nodes.")
        @Default("16")
        @AtLeast(1)
        @AtMost(10_000)
        @DefaultSource("Cassandra 4.0: num_tokens")
        int virtualNodes,

        @Doc("Method that chooses the nodes with the copies of a partition; default: ring, without the metrics of "
                + "partitions.")
        @DefaultSource("Dynamo and Cassandra: a ring; HDFS: random; Cidon et al., ATC 2013: copysets")
        Optional<PlacementMethod> placement,

        @Doc("For placement copysets: number of other nodes that share the data of a node, at least. Each permutation "
                + "of the nodes adds the number of copies minus 1. Default: one permutation.")
        @AtLeast(1)
        @AtMost(1000)
        @DefaultSource("Cidon et al., ATC 2013: P = S / (R - 1) permutations")
        Optional<Integer> scatterWidth) {
    /**
     * Rejects a scatter width of another placement.
     *
     * @throws IllegalArgumentException if the parameters contradict each other
     */
    public ReplicaPlacementSpec {
        if (scatterWidth.isPresent() && method(placement) != PlacementMethod.COPYSETS) {
            throw new InvalidParameterException("scatter_width", "'scatter_width' needs placement: copysets");
        }
    }

    private static PlacementMethod method(Optional<PlacementMethod> placement) {
        return placement.orElse(PlacementMethod.RING);
    }

    /** Returns the method that chooses the nodes. */
    PlacementMethod method() {
        return method(placement);
    }

    /**
     * Returns the number of permutations of the nodes that give each of them the scatter width.
     *
     * @param copies copies of each key
     */
    int permutations(int copies) {
        int each = copies - 1;
        return each == 0 ? 1 : (scatterWidth.orElse(each) + each - 1) / each;
    }

    /**
     * Returns the lost partitions for as many lost nodes as copies, and for 1 % and 10 % of the nodes; empty without a
     * configured placement, and for the ring, which has no formula.
     *
     * @param nodes number of nodes, all in one region
     * @param copies copies of each partition, 1 to {@code nodes}
     */
    Optional<PartitionLoss> loss(String store, int nodes, int copies) {
        int partitions = nodes * virtualNodes;
        return placement.filter(method -> method != PlacementMethod.RING).map(method -> {
            List<NodeLoss> losses = IntStream.of(copies, (nodes + 99) / 100, (nodes + 9) / 10)
                    .filter(lost -> lost >= copies)
                    .distinct()
                    .sorted()
                    .mapToObj(lost -> new NodeLoss(
                            lost,
                            method == PlacementMethod.RANDOM
                                    ? PartitionLossFormulas.random(partitions, lost, nodes, copies)
                                    : PartitionLossFormulas.copysets(
                                            partitions, permutations(copies), lost, nodes, copies),
                            partitions * PartitionLossFormulas.onePartition(lost, nodes, copies)))
                    .toList();
            return new PartitionLoss(store, method.name().toLowerCase(Locale.ROOT), partitions, copies, nodes, losses);
        });
    }
}
