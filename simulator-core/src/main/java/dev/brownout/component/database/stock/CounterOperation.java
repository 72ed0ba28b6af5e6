package dev.brownout.component.database.stock;

import dev.brownout.sentence.Sentence;
import dev.brownout.spi.RowOperation;

/** An operation on the counter of a key. */
enum CounterOperation implements RowOperation {
    /** Adds 1 to the present value. */
    INCREMENT,
    /** Writes the value that the caller has read, plus 1. */
    INCREMENT_READ;

    @Override
    public boolean checksRead() {
        return this == INCREMENT_READ;
    }

    @Override
    public Sentence unsupportedBy(String store) {
        return Sentence.of("{} has no counters to increment; add counters: {}", store, "{}");
    }
}
