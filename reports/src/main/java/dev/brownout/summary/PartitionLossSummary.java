package dev.brownout.summary;

import dev.brownout.format.QuantityFormat;
import dev.brownout.result.PartitionLoss;
import dev.brownout.summary.Block.Note;
import java.util.stream.Collectors;

/** Analytical estimate of the lost partitions of stores. */
final class PartitionLossSummary {
    private PartitionLossSummary() {}

    /** Returns the row of a store. */
    static Note row(PartitionLoss loss) {
        String losses = loss.losses().stream().map(PartitionLossSummary::each).collect(Collectors.joining(", "));
        return Note.hanging(loss.component() + ": placement " + loss.placement() + " of "
                + QuantityFormat.count(loss.partitions()) + " partitions with " + QuantityFormat.count(loss.copies())
                + (loss.copies() == 1 ? " replica" : " replicas") + " on " + QuantityFormat.count(loss.nodes())
                + " nodes; probability that all replicas of some partition are lost: " + losses);
    }

    private static String each(PartitionLoss.NodeLoss loss) {
        return QuantityFormat.percent(loss.probability()) + " if "
                + QuantityFormat.count(loss.nodes())
                + (loss.nodes() == 1 ? " random node is lost (" : " random nodes are lost (")
                + QuantityFormat.count(loss.meanPartitions()) + " partitions on average)";
    }
}
