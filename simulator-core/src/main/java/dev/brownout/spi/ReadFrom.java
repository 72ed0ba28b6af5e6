package dev.brownout.spi;

import dev.brownout.spec.Doc;

/** Selection of the nodes of a store that serve a read. */
public enum ReadFrom {
    @Doc("Replicas only; the primary if there are no replicas.")
    REPLICAS,
    @Doc("The primary.")
    PRIMARY,
    @Doc("All nodes.")
    ANY
}
