package dev.brownout.component.quorumstore;

import dev.brownout.spec.Doc;

/** Selection of the copies to which a read is sent. */
public enum ReadContact {
    @Doc("All copies that are held to be up; the first responses decide.")
    ALL,
    @Doc("As many copies as must answer: that of the node that was called, then the next ones on the ring, those of "
            + "its region first.")
    QUORUM
}
