package dev.brownout.component.database.replication;

import dev.brownout.spec.Doc;

/** Resolution of two concurrent writes of one row by different primaries. */
public enum ConflictResolution {
    @Doc("The write with the later timestamp wins, by the clocks of the committing nodes; the other one is lost.")
    LAST_WRITE,
    @Doc("Both are kept as siblings until a write that has seen both replaces them.")
    VECTOR_CLOCK
}
