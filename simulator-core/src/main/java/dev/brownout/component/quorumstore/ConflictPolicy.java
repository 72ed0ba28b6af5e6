package dev.brownout.component.quorumstore;

import dev.brownout.spec.Doc;

/** Resolution of two writes of one key when neither has seen the other. */
public enum ConflictPolicy {
    @Doc("The write with the later timestamp wins, by the clocks of the coordinators; the other one is lost.")
    LAST_WRITE,
    @Doc("Both are kept as siblings until a write that has seen both replaces them. A write has seen the values "
            + "that its request read before; without a read, those of its coordinator.")
    VECTOR_CLOCK
}
