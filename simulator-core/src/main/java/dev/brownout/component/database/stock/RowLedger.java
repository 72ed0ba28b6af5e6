package dev.brownout.component.database.stock;

import dev.brownout.service.Outcome;
import dev.brownout.service.Request;
import dev.brownout.spi.RowOperation;
import java.util.function.BooleanSupplier;

/** Effects of the operations of a replica group on the numbers of its rows. They follow the log of the group. */
public interface RowLedger {
    /** Rows without numbers. */
    RowLedger PLAIN = new RowLedger() {};

    /** A write of the primary itself, which takes no time. */
    interface PrimaryWrite {
        /**
         * Writes a row.
         *
         * @param source number of the request class that caused the write
         */
        void write(int source, int key, int sizeBytes, RowChange change);
    }

    /** A change of a row by a write in the log, as {@link #apply} makes it. */
    interface RowChange {
        /** Changes the row. */
        void apply(long position, long version, long decidedAt);
    }

    /** Records that a caller sends an operation. */
    default void sent(RowOperation operation, Request request) {}

    /** Returns the outcome of an operation on the primary; OK if it changes the row. */
    default Outcome decide(RowOperation operation, Request request) {
        return Outcome.OK;
    }

    /** Returns whether an operation repeats one that is in the log, so that it has no further effect. */
    default boolean isRepeated(RowOperation operation, Request request) {
        return false;
    }

    /** Counts an operation that was refused. */
    default void onRefused(RowOperation operation) {}

    /**
     * Changes the row by an operation that is written to the log.
     *
     * @param position position in the log
     * @param version version of the write
     * @param decidedAt last position that no failover loses
     */
    default void apply(RowOperation operation, Request request, long position, long version, long decidedAt) {}

    /**
     * Sets the writes that a primary makes itself, without a request.
     *
     * @param possible whether there is a primary that can make a write now
     */
    default void writeBy(BooleanSupplier possible, PrimaryWrite write) {}

    /** Starts a failover: the old primary may continue with the present rows. */
    default void failOver() {}

    /** Undoes the change at the last position of the log, which a failover loses. */
    default void cutOff(long position) {}

    /** Returns the outcome of an operation on a former primary that does not know that it was replaced. */
    default Outcome decideLate(RowOperation operation, Request request) {
        return Outcome.OK;
    }

    /** Records the first acknowledgement of an operation. */
    default void onAcknowledged(RowOperation operation, Request request) {}
}
