package dev.brownout.component.database.multiprimary;

import dev.brownout.component.database.log.ConflictMetrics;
import dev.brownout.kernel.Simulation;
import dev.brownout.spi.ComponentContext;
import java.util.List;

/** Counts where writes of different nodes meet that have not seen each other, by whose write it is. */
final class WriteConflictCounter {
    private final Simulation simulation;
    private final List<WriteConflictMetrics> measures;
    private final List<ConflictMetrics> conflicts;
    private final WriteOutcomeLedger ledger;

    WriteConflictCounter(ComponentContext context, List<PrimaryNode> nodes, WriteOutcomeLedger ledger) {
        this.ledger = ledger;
        this.simulation = context.simulation();
        this.measures = nodes.stream()
                .map(node -> context.measures(WriteConflictMetrics.class, node.host()))
                .toList();
        this.conflicts = nodes.stream()
                .map(node -> context.measures(ConflictMetrics.class, node.host()))
                .toList();
    }

    /**
     * A write has come to another node.
     *
     * @param at number of that node
     * @param own the last write of the row that this node has committed; {@code null} for none
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
            measures.get(write.origin).concurrent_writes().add(simulation.now());
        }
    }

    /** A node has given up a write for another one that had not seen it. */
    void givenUp(RowWrite write, RowWrite forOther) {
        if (!write.lost) {
            write.lost = true;
            ledger.givenUp(write);
            WriteConflictMetrics its = measures.get(write.origin);
            its.lost_updates().add(simulation.now());
            if (write.saw(forOther)) {
                its.clock_losses().add(simulation.now());
            }
        }
    }
}
