package dev.brownout.component.database.replication;

import dev.brownout.spec.Doc;

/** What becomes of two writes of one row by different primaries of which neither has seen the other. */
public enum ConflictResolution {
    @Doc("The one with the later time stays, by the clocks of the nodes that committed them; the other is lost.")
    LAST_WRITE,
    @Doc("Both stay, as siblings, until a write takes their place that has seen both.")
    VECTOR_CLOCK
}
