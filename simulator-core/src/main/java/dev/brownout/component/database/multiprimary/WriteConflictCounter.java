package dev.brownout.component.database.multiprimary;

import dev.brownout.component.database.log.ConflictMetrics;
import dev.brownout.kernel.Simulation;
import dev.brownout.spi.ComponentContext;
import java.util.List;

/**
 * Counts conflicts between writes of different nodes that have not seen each other. Each conflict counts on the origin
 * node of the write.
 */
final class WriteConflictCounter {
    private final Simulation simulation;
    private final List<WriteConflictMetrics> measures;
    private final List<ConflictMetrics> conflicts;
    private final WriteOutcomeLedger ledger;

    WriteConflictCounter(ComponentContext context, List<PrimaryNode> nodes, WriteOutcomeLedger ledger) {
        this.ledger = ledger;
        this.simulation = context.simulation();
        this.measures = nodes.stream()
                .map(node -> context.metrics().instruments(WriteConflictMetrics.class, node.host()))
                .toList();
        this.conflicts = nodes.stream()
                .map(node -> context.metrics().instruments(ConflictMetrics.class, node.host()))
                .toList();
    }

    /**
     * Checks a write that arrives at another node for conflicts, and counts it at most once.
     *
     * @param index number of that node
     * @param own last write of the row that this node has committed; {@code null} for none
     */
    void onWriteArrival(RowWrite write, int index, RowWrite own) {
        boolean later = write.unseen != null && write.unseen[index];
        if (later && !write.isMet) {
            write.isMet = true;
            conflicts.get(write.origin).conflicts().add(simulation.now());
        }
        boolean isConcurrent = later || own != null && !write.hasSeen(own) && !own.hasSeen(write);
        if (isConcurrent && !write.isConcurrent) {
            write.isConcurrent = true;
            measures.get(write.origin).concurrentWrites().add(simulation.now());
        }
    }

    /** Counts a write that a node has discarded for one that has not seen it, once for all nodes. */
    void givenUp(RowWrite write, RowWrite forOther) {
        if (!write.isLost) {
            write.isLost = true;
            ledger.givenUp(write);
            WriteConflictMetrics its = measures.get(write.origin);
            its.lostUpdates().add(simulation.now());
            if (write.hasSeen(forOther)) {
                its.clockLosses().add(simulation.now());
            }
        }
    }
}
