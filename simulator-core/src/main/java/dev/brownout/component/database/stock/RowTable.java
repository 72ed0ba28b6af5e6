package dev.brownout.component.database.stock;

import dev.brownout.service.Outcome;
import dev.brownout.service.Request;
import dev.brownout.spi.RowOperation;

/** Numbers in the rows of a database, such as units or counters. */
public interface RowTable {
    /** Rows without numbers. */
    RowTable PLAIN = new RowTable() {
        @Override
        public RowLedger ledger() {
            return RowLedger.PLAIN;
        }

        @Override
        public Outcome check(RowOperation operation, Request request, long version) {
            throw new IllegalStateException("no numbers");
        }
    };

    /** Creates the effects of the operations of a replica group. */
    RowLedger ledger();

    /** Returns the outcome of the check of an operation in data of a version that a request has read; 0 for none. */
    Outcome check(RowOperation operation, Request request, long version);
}
