package dev.brownout.experiment.falsify;

/** Places where a fault can occur. */
public enum FaultPlace {
    /** A node of a component. */
    NODE,
    /** The nodes of all components in one zone of one region. */
    ZONE,
    /** The nodes of all components in one region. */
    REGION,
    /** The network between the callers of a component and one of its nodes, or between two regions. */
    CALL,
    /** The link between two regions. */
    REGION_LINK,
    /** The disk of one node of a component. */
    DISK,
    /** The entries of a cache. */
    CACHE,
    /** The users. */
    USERS
}
