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
     * @param at number of that node
     * @param own last write of the row that this node has committed; {@code null} for none
     */
    void came(RowWrite write, int at, RowWrite own) {
        boolean later = write.unseen != null && write.unseen[at];
        if (later && !write.met) {
            write.met = true;
            conflicts.get(write.origin).conflicts().add(simulation.now());
        }
        boolean beside = later || own != null && !write.saw(own) && !own.saw(write);
        if (beside && !write.beside) {
            write.beside = true;
            measures.get(write.origin).concurrentWrites().add(simulation.now());
        }
    }

    /** Counts a write that a node has discarded for one that has not seen it, once for all nodes. */
    void givenUp(RowWrite write, RowWrite forOther) {
        if (!write.lost) {
            write.lost = true;
            ledger.givenUp(write);
            WriteConflictMetrics its = measures.get(write.origin);
            its.lostUpdates().add(simulation.now());
            if (write.saw(forOther)) {
                its.clockLosses().add(simulation.now());
            }
        }
    }
}
