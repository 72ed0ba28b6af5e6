package dev.brownout.component.topic;

import dev.brownout.spec.AtLeast;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Kind;
import java.time.Duration;

/** Protocol for moving partitions between the consumers of a group. */
public sealed interface Rebalance permits Rebalance.Eager, Rebalance.Cooperative {
    /** Returns the duration of a rebalance, from its detection until the new assignment takes effect. */
    Duration lasting();

    /** Stop-the-world rebalance: all partitions are revoked. */
    @Kind("eager")
    @Doc("All consumers of the group give all partitions back, and get a new assignment by ranges of partitions.")
    record Eager(@Doc("How long nobody reads.") @AtLeast(1) Duration lasting) implements Rebalance {}

    /** Cooperative rebalance: only partitions with a new owner are revoked. */
    @Kind("cooperative")
    @Doc("Each consumer keeps what it has as far as that is fair; only partitions that change hands stand still.")
    record Cooperative(
            @Doc("How long what changes hands is not read.") @AtLeast(1)
            Duration lasting) implements Rebalance {}
}
