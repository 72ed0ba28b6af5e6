package dev.brownout.component.database;

import dev.brownout.component.database.log.WriteLedger;
import dev.brownout.component.database.sharding.KeyLocations;
import dev.brownout.service.WriteHistory;
import dev.brownout.spi.ComponentContext;
import java.util.Optional;

/**
 * What is known of the writes of a group, or of several between which keys move.
 *
 * @param history the acknowledged ones, and their numbers
 * @param ledger what becomes of each
 * @param homes where keys are; empty where none moves
 */
record GroupWriteModel(WriteHistory history, WriteLedger ledger, Optional<KeyLocations> homes) {
    /** Of a group that keeps its keys. */
    static GroupWriteModel alone(ComponentContext context, DatabaseMetrics measures) {
        return new GroupWriteModel(
                context.versions().store(context.name()), ledger(context, measures), Optional.empty());
    }

    /** Of groups between which keys move: one order of writes, so that any two of a key can be compared. */
    static GroupWriteModel together(ComponentContext context, DatabaseMetrics measures, KeyLocations homes) {
        return new GroupWriteModel(
                context.versions().store(context.name()), ledger(context, measures), Optional.of(homes));
    }

    private static WriteLedger ledger(ComponentContext context, DatabaseMetrics measures) {
        return new WriteLedger(context.simulation(), context.losses(), measures.duplicateWrites);
    }
}
