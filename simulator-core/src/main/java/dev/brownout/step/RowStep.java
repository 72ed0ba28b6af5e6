package dev.brownout.step;

import dev.brownout.sentence.InvalidValueException;
import dev.brownout.spi.CallStep;
import dev.brownout.spi.KeylessStep;
import dev.brownout.spi.component.StockOperation;

/** A call on the number in the row of a request's key: a unit of the stock, or the counter, of a database. */
interface RowStep extends CallStep, KeylessStep {
    /** Returns the database. */
    String component();

    /** Returns the operation of the call. */
    StockOperation operation();

    @Override
    default Target target() {
        return new Target(component(), Purpose.STOCK, operation().endpoint());
    }

    /**
     * Rejects a key of the step: the operations on a row belong together by the key of the request.
     *
     * @param step the step as a noun with its article, for the message
     * @throws IllegalArgumentException if the step has a key of its own
     */
    static void requireKeyOfRequest(String step, Options options) {
        if (options.key().isPresent()) {
            throw new InvalidValueException(
                    "{} has the key of its request; remove 'key' of the step, and set the key of the request, "
                            + "such as key: uniform(100)",
                    step);
        }
    }
}
