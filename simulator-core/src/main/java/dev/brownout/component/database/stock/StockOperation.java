package dev.brownout.component.database.stock;

import dev.brownout.sentence.Sentence;
import dev.brownout.spi.RowOperation;

/** An operation on the units of a key. */
enum StockOperation implements RowOperation {
    /** Takes a unit if one is free, and holds it. */
    RESERVE,
    /** Takes a unit without a check, and holds it. */
    RESERVE_UNCHECKED,
    /** Sells a held unit. */
    CONFIRM,
    /** Returns a held unit. */
    RELEASE;

    /** Returns whether the operation takes a unit. */
    boolean consumesUnit() {
        return this == RESERVE || this == RESERVE_UNCHECKED;
    }

    @Override
    public boolean checksRead() {
        return this == RESERVE_UNCHECKED;
    }

    @Override
    public Sentence unsupportedBy(String store) {
        return Sentence.of("{} has no units to reserve; add, for example, stock: { units: 100, hold: 10m }", store);
    }
}
