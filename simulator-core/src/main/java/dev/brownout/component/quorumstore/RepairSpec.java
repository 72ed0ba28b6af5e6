package dev.brownout.component.quorumstore;

import dev.brownout.spec.AtLeast;
import dev.brownout.spec.Default;
import dev.brownout.spec.Doc;
import dev.brownout.spec.NoneKeyword;
import java.time.Duration;
import java.util.Optional;

/** Repair mechanisms for copies that have missed writes. */
@Doc("How copies that have missed writes come by them; where nothing is said, by the next write of the key alone.")
public record RepairSpec(
        @Doc("Whether a read that has met different values brings the newest to the copies that answered with an "
                + "older one, once all have answered; its caller does not wait for that.")
        @Default("false")
        boolean read,

        @Doc("Hinted handoff: what a copy has not acknowledged in time is kept on the disk of the node that was "
                + "called, and brought one after the other when the checks find the copy's node again; not for a "
                + "node that has been away for longer than this.")
        @Default("none")
        @NoneKeyword("none")
        @AtLeast(1)
        Optional<Duration> handoff,

        @Doc("Anti-entropy: so often each node brings all that it has to one other that keeps copies of it, to one "
                + "after the other, and takes what is newer there.")
        @Default("none")
        @NoneKeyword("none")
        @AtLeast(1_000_000_000)
        Optional<Duration> every) {}
