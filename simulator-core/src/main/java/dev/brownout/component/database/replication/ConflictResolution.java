package dev.brownout.component.database.replication;

import dev.brownout.spec.Doc;

/** Resolution of two concurrent writes of one row by different primaries. */
public enum ConflictResolution {
    @Doc("The one with the later time stays, by the clocks of the nodes that committed them; the other is lost.")
    LAST_WRITE,
    @Doc("Both stay, as siblings, until a write takes their place that has seen both.")
    VECTOR_CLOCK
}
