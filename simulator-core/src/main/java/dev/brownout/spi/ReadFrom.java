package dev.brownout.spi;

import dev.brownout.spec.Doc;

/** Which nodes of a store are asked for a read. */
public enum ReadFrom {
    @Doc("Everybody but the primary; the primary where there are no replicas at all.")
    REPLICAS,
    @Doc("The primary.")
    PRIMARY,
    @Doc("All nodes.")
    ANY
}
