package dev.brownout.component.dns;

import dev.brownout.spec.Doc;

/** Criterion by which the authority selects a region. */
public enum Routing {
    @Doc("The one with the shortest round trip to the resolver.")
    LATENCY,
    @Doc("At random, by weight.")
    WEIGHTED,
    @Doc("The first in an order that is up.")
    FAILOVER,
    @Doc("Any, all alike.")
    SIMPLE
}
