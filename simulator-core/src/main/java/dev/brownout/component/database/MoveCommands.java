package dev.brownout.component.database;

import dev.brownout.component.database.failover.Failover;
import dev.brownout.component.database.resharding.MovePlan;
import dev.brownout.component.database.resharding.MoveSpec;
import dev.brownout.component.database.sharding.HotKey;
import dev.brownout.component.database.sharding.KeyPlacement;
import dev.brownout.component.database.storage.StorageSpec;
import dev.brownout.spec.DataSize;
import dev.brownout.spec.MachineCount;
import dev.brownout.spi.ReshardCommand;
import dev.brownout.spi.ScenarioException;
import java.util.List;
import java.util.Map;

/** Validated reshard and split commands of the fault timeline for one database. */
record MoveCommands(DatabaseSpec spec, String name, List<ReshardCommand> orders) {
    /**
     * Validates the commands for a database.
     *
     * @param name of the component
     * @throws ScenarioException if its keys cannot move, or if there would be too many nodes
     */
    static MoveCommands of(DatabaseSpec spec, String name, List<ReshardCommand> orders) {
        String reason = orders.isEmpty() ? "" : obstacle(spec, name);
        if (!reason.isEmpty()) {
            String description = orders.get(0) instanceof ReshardCommand.Split split
                    ? split.of(name) + " cannot be split: "
                    : name + " cannot be resharded: ";
            throw new ScenarioException(orders.get(0).path(), "{}{}", description, reason);
        }
        int each = 1 + spec.replicaSettings().replicas().orElse(0);
        int shards = spec.shardSettings().shards();
        for (ReshardCommand order : orders) {
            shards = order instanceof ReshardCommand.Reshard more ? more.shards() : shards + 1;
            if (shards > MachineCount.MAXIMUM / each) {
                throw new ScenarioException(
                        order.path(), "shards and their replicas must be at most {} nodes", MachineCount.MAXIMUM);
            }
        }
        return new MoveCommands(spec, name, orders);
    }

    /** Returns the reason why keys cannot move; empty if they can. */
    private static String obstacle(DatabaseSpec spec, String name) {
        if (spec.isRegional()) {
            return "with replication none each region has its own store";
        }
        if (spec.several()) {
            return "with replication multi-primary each region has one node with all keys";
        }
        if (spec.replicaSettings().failover().flatMap(Failover::recover).isPresent()) {
            return "its failover.recover would restore lost writes on shards that no longer own their keys";
        }
        if (spec.engine().memory().isPresent()) {
            return "the rows in memory do not move with their keys; remove 'memory'";
        }
        for (Map.Entry<String, HotKey> hot : spec.shardSettings().hotKeys().entrySet()) {
            if (hot.getValue() instanceof HotKey.Copies || hot.getValue() instanceof HotKey.Suffixes) {
                return "its hot key " + hot.getKey()
                        + " is on several shards, which cannot move; hot keys with own-shard or shard(1) stay in "
                        + "place";
            }
        }
        boolean isPresent = spec.move().isPresent()
                && (spec.storage().isPresent() || spec.move().get().data().isPresent());
        return isPresent
                ? ""
                : "its 'move' or the amount of data is missing; add it to " + name
                        + ", for example move: { data: 300GB, rate: 200MB/s }";
    }

    /**
     * Plans the moves that the commands cause.
     *
     * @param placement placement of the keys at the start
     * @throws ScenarioException if a command cannot be executed
     */
    MovePlan plan(KeyPlacement placement) {
        if (orders.isEmpty()) {
            return MovePlan.withoutMoves(placement);
        }
        MoveSpec move = spec.move().orElseThrow();
        long data = spec.storage()
                .map(StorageSpec::initialBytes)
                .or(() -> move.data().map(DataSize::bytes))
                .orElseThrow();
        return new MovePlan(name, move, placement, spec.shardSettings().sharding(), data, orders);
    }
}
