package dev.brownout.spi.component;

import java.util.Arrays;
import java.util.Optional;

/** An operation on the units or the counter of a key. */
public enum StockOperation {
    /** Takes a unit if one is free, and holds it. */
    RESERVE,
    /** Takes a unit without a check, and holds it. */
    RESERVE_UNCHECKED,
    /** Sells a held unit. */
    CONFIRM,
    /** Returns a held unit. */
    RELEASE,
    /** Adds 1 to the present value of the counter. */
    INCREMENT,
    /** Writes the value of the counter that the caller has read, plus 1. */
    INCREMENT_READ;

    /** Prefix of the endpoints. No endpoint of a scenario has a colon. */
    private static final String PREFIX = "stock:";

    /** Returns the endpoint of the calls with this operation. */
    public String endpoint() {
        return PREFIX + name();
    }

    /** Returns the operation of the calls to an endpoint; empty for any other endpoint. */
    public static Optional<StockOperation> of(String endpoint) {
        return endpoint.startsWith(PREFIX)
                ? Arrays.stream(values())
                        .filter(operation -> operation.endpoint().equals(endpoint))
                        .findFirst()
                : Optional.empty();
    }

    /** Returns whether the operation takes a unit. */
    public boolean consumesUnit() {
        return this == RESERVE || this == RESERVE_UNCHECKED;
    }

    /** Returns whether the operation increments a counter. */
    public boolean counts() {
        return this == INCREMENT || this == INCREMENT_READ;
    }
}
