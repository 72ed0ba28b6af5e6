package dev.brownout.component.database;

import dev.brownout.component.database.log.Log;
import dev.brownout.component.database.log.WriteLedger;
import dev.brownout.component.database.sharding.KeyLocations;
import dev.brownout.component.database.stock.RowLedger;
import dev.brownout.service.WriteHistory;
import dev.brownout.spi.ComponentContext;
import java.util.Optional;

/**
 * Write records of a replica group, or of several groups between which keys move.
 *
 * @param history acknowledged writes and their version numbers
 * @param ledger outcome of each write
 * @param rows effects of operations on the numbers of the rows
 * @param homes locations of the keys; empty if no key moves
 */
record GroupWriteModel(WriteHistory history, WriteLedger ledger, RowLedger rows, Optional<KeyLocations> homes) {
    /**
     * Creates the records of a group that keeps its keys.
     *
     * @param rows effects of operations on the numbers of its rows
     */
    static GroupWriteModel ofSingleGroup(ComponentContext context, DatabaseMetrics measures, RowLedger rows) {
        return new GroupWriteModel(
                context.versions().store(context.name()), ledger(context, measures), rows, Optional.empty());
    }

    /**
     * Creates the records of groups between which keys move. Their writes have one order, so that any two of a key are
     * comparable.
     */
    static GroupWriteModel ofGroups(ComponentContext context, DatabaseMetrics measures, KeyLocations homes) {
        return new GroupWriteModel(
                context.versions().store(context.name()),
                ledger(context, measures),
                RowLedger.PLAIN,
                Optional.of(homes));
    }

    private static WriteLedger ledger(ComponentContext context, DatabaseMetrics measures) {
        return new WriteLedger(context.simulation(), context.audit().losses(), measures.duplicateWrites);
    }

    /** Creates the empty log of a group. It tracks the written keys if keys move between groups. */
    Log log(ComponentContext context) {
        Log log = new Log(history);
        if (homes.isPresent()) {
            log.track();
        }
        context.audit().reportMemoryUse("writes in the log", 100, () -> log.end() - log.base());
        return log;
    }
}
