package dev.brownout.component.database.stock;

import dev.brownout.service.Outcome;
import dev.brownout.service.Request;
import dev.brownout.spi.component.StockOperation;

/** Effects of the operations of a replica group on the numbers of its rows. They follow the log of the group. */
public interface RowLedger {
    /** Rows without numbers. */
    RowLedger PLAIN = new RowLedger() {};

    /** Records that a caller sends an operation. */
    default void sent(StockOperation operation, Request request) {}

    /** Returns the outcome of an operation on the primary; OK if it changes the row. */
    default Outcome decide(StockOperation operation, Request request) {
        return Outcome.OK;
    }

    /** Returns whether an operation repeats one that is in the log, so that it has no further effect. */
    default boolean isRepeated(StockOperation operation, Request request) {
        return false;
    }

    /** Counts an operation that was refused. */
    default void onRefused(StockOperation operation) {}

    /**
     * Changes the row by an operation that is written to the log.
     *
     * @param position position in the log
     * @param version version of the write
     * @param decidedAt last position that no failover loses
     */
    default void apply(StockOperation operation, Request request, long position, long version, long decidedAt) {}

    /** Starts a failover: the old primary may continue with the present rows. */
    default void failOver() {}

    /** Undoes the change at the last position of the log, which a failover loses. */
    default void cutOff(long position) {}

    /** Returns the outcome of an operation on a former primary that does not know that it was replaced. */
    default Outcome decideLate(StockOperation operation, Request request) {
        return Outcome.OK;
    }

    /** Records the first acknowledgement of an operation. */
    default void onAcknowledged(StockOperation operation, Request request) {}
}
