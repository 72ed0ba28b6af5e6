package dev.brownout.component.database;

import dev.brownout.component.database.log.Log;
import dev.brownout.component.database.log.WriteLedger;
import dev.brownout.component.database.sharding.KeyLocations;
import dev.brownout.component.database.stock.Hold;
import dev.brownout.component.database.stock.StockLedger;
import dev.brownout.component.database.stock.StockRows;
import dev.brownout.service.WriteHistory;
import dev.brownout.spi.ComponentContext;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Write records of a replica group, or of several groups between which keys move.
 *
 * @param history acknowledged writes and their version numbers
 * @param ledger outcome of each write
 * @param stock units of the rows; {@code null} for none
 * @param homes locations of the keys; empty if no key moves
 */
record GroupWriteModel(WriteHistory history, WriteLedger ledger, StockLedger stock, Optional<KeyLocations> homes) {
    /**
     * Creates the records of a group that keeps its keys.
     *
     * @param stock units of the rows of all groups; {@code null} for none
     */
    static GroupWriteModel alone(ComponentContext context, DatabaseMetrics measures, StockRows stock) {
        return new GroupWriteModel(
                context.versions().store(context.name()),
                ledger(context, measures),
                stock == null ? null : stock.ledger(),
                Optional.empty());
    }

    /**
     * Creates the records of groups between which keys move. Their writes have one order, so that any two of a key are
     * comparable.
     */
    static GroupWriteModel together(ComponentContext context, DatabaseMetrics measures, KeyLocations homes) {
        return new GroupWriteModel(
                context.versions().store(context.name()), ledger(context, measures), null, Optional.of(homes));
    }

    private static WriteLedger ledger(ComponentContext context, DatabaseMetrics measures) {
        return new WriteLedger(context.simulation(), context.audit().losses(), measures.duplicateWrites);
    }

    /** Lets the holds on units expire by writes of a primary. */
    void expireHolds(BooleanSupplier primary, Consumer<Hold> write) {
        if (stock != null) {
            stock.expireBy(primary, write);
        }
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
