package dev.brownout.spi.component;

/** The parameters of a component with a limited number of connections to the component behind it. */
public interface ServerConnections {
    /** Returns the maximum number of connections of a node, more than 0. */
    int connectionsOfNode();

    /** Returns whether a call outside of a transaction holds a connection until its response, and no longer. */
    boolean heldByCalls();
}
