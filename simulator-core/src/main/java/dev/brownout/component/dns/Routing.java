package dev.brownout.component.dns;

/** By what the authority chooses a region. */
public enum Routing {
    /** The one with the shortest round trip to the resolver. */
    LATENCY,
    /** At random, by weight. */
    WEIGHTED,
    /** The first in an order that is up. */
    FAILOVER,
    /** Any, all alike. */
    SIMPLE
}
