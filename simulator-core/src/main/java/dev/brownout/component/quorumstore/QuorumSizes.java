package dev.brownout.component.quorumstore;

import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.Default;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;

/** Number of copies that must respond to a read and to a write. */
@Doc("How many copies must have answered before the caller is: the first that do decide. Where the two together are "
        + "more than the copies, a read meets every acknowledged write.")
public record QuorumSizes(
        @Doc("Copies whose answers a read waits for.")
        @Default("1")
        @AtLeast(1)
        @AtMost(100)
        @DefaultSource("Cassandra's drivers: consistency LOCAL_ONE")
        int read,

        @Doc("Copies that a write waits for.")
        @Default("1")
        @AtLeast(1)
        @AtMost(100)
        @DefaultSource("Cassandra's drivers: consistency LOCAL_ONE")
        int write,

        @Doc("Whether the next nodes on the ring stand in for those that are held to be down: they answer, with what "
                + "they were given meanwhile, and hand it over later. What a read meets is no longer sure then.")
        @Default("false")
        boolean sloppy) {}
