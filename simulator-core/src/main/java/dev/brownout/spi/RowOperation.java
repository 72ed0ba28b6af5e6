package dev.brownout.spi;

import dev.brownout.sentence.Sentence;

/**
 * An operation on the row of a request's key, such as a reservation of a unit. The part of a store that has the number
 * in the row defines it.
 */
public interface RowOperation {
    /** Returns the name of the operation, unique among all operations on rows. */
    String name();

    /**
     * Returns the endpoint of the calls with this operation, as {@code explain} lists it. No endpoint of a scenario has
     * a colon.
     */
    default String endpoint() {
        return "stock:" + name();
    }

    /** Returns whether the request checks the condition of the operation in data that it has read before. */
    boolean checksRead();

    /** Returns the reason why a store does not execute the operation, with a setting that changes that. */
    Sentence unsupportedBy(String store);
}
