package dev.brownout.fault;

import dev.brownout.spi.FaultSpec;
import dev.brownout.spi.FaultTargets;
import dev.brownout.spi.component.StoreComponent;
import dev.brownout.spi.fault.DataFault;

/** A fault that changes the assignment of a database's keys to shards. */
interface ShardFault extends FaultSpec, DataFault {
    @Override
    default boolean appliesAnyTime() {
        return false;
    }

    @Override
    default void begin(FaultTargets targets) {
        String description = changesShard()
                ? "a shard of a database with movable keys, such as db/shard-4"
                : "a database with movable keys, such as db";
        targets.components(StoreComponent.class, StoreComponent::movesKeys, description)
                .forEach(StoreComponent::reshard);
    }

    @Override
    default void end(FaultTargets targets) {}
}
