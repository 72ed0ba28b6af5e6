package dev.brownout.reality.product;

import java.io.IOException;

/** A started product with its back ends, for one measurement. It is closed after the measurement. */
interface Site extends AutoCloseable {
    /** Sends a call of the load. */
    Call client();

    /**
     * Returns a number that only the product knows, such as the rows on a replica after the load.
     *
     * @throws IllegalArgumentException for an unknown name
     */
    default double number(String name) throws Exception {
        throw new IllegalArgumentException(name);
    }

    @Override
    void close() throws IOException;
}
