package dev.brownout.spi;

import dev.brownout.spec.Doc;

/** Selection of the nodes of a store that serve a read. */
public enum ReadFrom {
    @Doc("Everybody but the primary; the primary where there are no replicas at all.")
    REPLICAS,
    @Doc("The primary.")
    PRIMARY,
    @Doc("All nodes.")
    ANY
}
