package dev.brownout.component.dns;

import dev.brownout.spec.Doc;

/** Criterion by which the authority selects a region. */
public enum Routing {
    @Doc("The region with the shortest round trip to the resolver.")
    LATENCY,
    @Doc("Random, by weight.")
    WEIGHTED,
    @Doc("The first region in an order that is up.")
    FAILOVER,
    @Doc("Random, each region equally likely.")
    SIMPLE
}
