package dev.brownout.component.quorumstore;

import dev.brownout.spec.AtLeast;
import dev.brownout.spec.Default;
import dev.brownout.spec.Doc;
import dev.brownout.spec.NoneKeyword;
import java.time.Duration;
import java.util.Optional;

/** Repair mechanisms for copies that have missed writes. */
@Doc("Repair of replicas that have missed writes; default: only the next write of the key repairs them.")
public record RepairSpec(
        @Doc("Read repair: a read that receives different values sends the newest to the replicas with an older "
                + "one, after all have responded. The caller does not wait for it.")
        @Default("false")
        boolean read,

        @Doc("Hinted handoff: a write that a replica has not acknowledged in time is kept on the disk of the "
                + "coordinator. The coordinator delivers such writes one by one when the health checks find the "
                + "replica up again. No hints are kept for a node that has been down for longer than this.")
        @Default("none")
        @NoneKeyword("none")
        @AtLeast(1)
        Optional<Duration> handoff,

        @Doc("Anti-entropy interval: each node sends all of its values to one other node with replicas of them, "
                + "in rotation, and takes newer values from it.")
        @Default("none")
        @NoneKeyword("none")
        @AtLeast(1_000_000_000)
        Optional<Duration> every) {}
