package dev.brownout.component.quorumstore;

import dev.brownout.spec.Doc;

/** Selection of the copies to which a read is sent. */
public enum ReadContact {
    @Doc("All replicas that are considered up; the first responses count.")
    ALL,
    @Doc("As many replicas as must respond: the coordinator's own, then the next ones on the ring, those of its "
            + "region first.")
    QUORUM
}
