package dev.brownout.component.topic;

import dev.brownout.spec.AtLeast;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Kind;
import java.time.Duration;

/** How the partitions of a topic go over from some consumers of a group to others. */
public sealed interface Rebalance permits Rebalance.Eager, Rebalance.Cooperative {
    /** How long it takes, from when the group notices until the new consumers begin. */
    Duration lasting();

    /** Stop the world. */
    @Kind("eager")
    @Doc("All consumers of the group give all partitions back, and get a new assignment by ranges of partitions.")
    record Eager(@Doc("How long nobody reads.") @AtLeast(1) Duration lasting) implements Rebalance {}

    /** Only what moves. */
    @Kind("cooperative")
    @Doc("Each consumer keeps what it has as far as that is fair; only partitions that change hands stand still.")
    record Cooperative(
            @Doc("How long what changes hands is not read.") @AtLeast(1)
            Duration lasting) implements Rebalance {}
}
