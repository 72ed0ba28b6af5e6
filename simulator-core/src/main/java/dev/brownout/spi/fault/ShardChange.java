package dev.brownout.spi.fault;

import dev.brownout.spi.FaultSpec;
import dev.brownout.spi.FaultTargets;
import dev.brownout.spi.ReshardCommand;
import dev.brownout.spi.component.ReshardableStore;
import java.util.Optional;

/**
 * A verb that changes the assignment of a database's keys to shards. The database plans the change before the run, and
 * ends it when all keys have moved.
 */
public interface ShardChange extends FaultSpec {
    /**
     * Returns the commanded shard change.
     *
     * @param fault index of the fault in the timeline, from 0
     * @param at time of the fault, in nanoseconds from the start of the run
     * @param part the selector part behind the name of the database; empty for none
     */
    ReshardCommand order(int fault, long at, String part);

    /** Returns whether the target names a shard, and not the whole database. */
    boolean ofShard();

    @Override
    default boolean anyTime() {
        return false;
    }

    @Override
    default void begin(FaultTargets targets) {
        String description = ofShard()
                ? "a shard of a database with movable keys, such as db/shard-4"
                : "a database with movable keys, such as db";
        targets.components(ReshardableStore.class, description).forEach(ReshardableStore::reshard);
    }

    @Override
    default void end(FaultTargets targets) {}

    /** Returns whether a fault changes a shard, and not the whole database. */
    static boolean changesShard(FaultSpec fault) {
        return fault instanceof ShardChange change && change.ofShard();
    }

    /** Returns a fault as a shard change; empty if it is none. */
    static Optional<ShardChange> of(FaultSpec fault) {
        return fault instanceof ShardChange change ? Optional.of(change) : Optional.empty();
    }
}
