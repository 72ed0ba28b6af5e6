package dev.brownout.component.quorumstore;

import dev.brownout.spec.Doc;

/** Resolution of two writes of one key when neither has seen the other. */
public enum ConflictPolicy {
    @Doc("The one with the later timestamp stays, by the clocks of the nodes that were called; the other is lost.")
    LAST_WRITE,
    @Doc("Both stay, as siblings, until a write takes their place that has seen both: one that follows a read of its "
            + "visit. A write that follows none builds on what its node has.")
    VECTOR_CLOCK
}
