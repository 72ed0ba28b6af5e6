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
    @Doc("All consumers of the group release all partitions and receive a new assignment by ranges of partitions.")
    record Eager(
            @Doc("Duration of the pause of all partitions.") @AtLeast(1)
            Duration lasting) implements Rebalance {}

    /** Cooperative rebalance: only partitions with a new owner are revoked. */
    @Kind("cooperative")
    @Doc("Each consumer keeps its partitions as far as the assignment stays even. Only partitions that move are"
            + " paused.")
    record Cooperative(
            @Doc("Duration of the pause of the partitions that move.") @AtLeast(1)
            Duration lasting) implements Rebalance {}
}
