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

/** What the fault timeline orders of the shards of a database that can do it. */
record MoveCommands(DatabaseSpec spec, String name, List<ReshardCommand> orders) {
    /**
     * The orders for a database.
     *
     * @param name of the component
     * @throws ScenarioException where its keys cannot move
     */
    static MoveCommands of(DatabaseSpec spec, String name, List<ReshardCommand> orders) {
        String why = orders.isEmpty() ? "" : obstacle(spec, name);
        if (!why.isEmpty()) {
            String what = orders.get(0) instanceof ReshardCommand.Split split
                    ? split.of(name) + " cannot be split: "
                    : name + " cannot be resharded: ";
            throw new ScenarioException(orders.get(0).path(), what + why);
        }
        int each = 1 + spec.replicas().orElse(0);
        int shards = spec.shards();
        for (ReshardCommand order : orders) {
            shards = order instanceof ReshardCommand.Reshard more ? more.shards() : shards + 1;
            if (shards > MachineCount.MOST / each) {
                throw new ScenarioException(
                        order.path(), "shards with their replicas are at most " + MachineCount.MOST + " machines");
            }
        }
        return new MoveCommands(spec, name, orders);
    }

    /** Why keys cannot move; empty where they can. */
    private static String obstacle(DatabaseSpec spec, String name) {
        if (spec.apart()) {
            return "with replication none each region has a store of its own";
        }
        if (spec.several()) {
            return "with replication multi-primary each region has one node with all keys";
        }
        if (spec.failover().flatMap(Failover::recover).isPresent()) {
            return "its failover.recover puts lost writes back where their keys may no longer be";
        }
        if (spec.memory().isPresent()) {
            return "what of its keys is in memory does not move with them; leave its memory out";
        }
        for (Map.Entry<String, HotKey> hot : spec.hot_keys().entrySet()) {
            if (hot.getValue() instanceof HotKey.Copies || hot.getValue() instanceof HotKey.Suffixes) {
                return "its hot key " + hot.getKey() + " has parts on several shards, which do not move; keys with an "
                        + "own-shard or a shard(1) stay where they are";
            }
        }
        boolean said = spec.move().isPresent()
                && (spec.storage().isPresent() || spec.move().get().data().isPresent());
        return said
                ? ""
                : "how its keys move, or how much there is, is not said; say it at " + name
                        + ", as in move: { data: 300GB, rate: 200MB/s }";
    }

    /**
     * The moves that they make.
     *
     * @param placement where keys are at the start
     * @throws ScenarioException where an order cannot be done
     */
    MovePlan plan(KeyPlacement placement) {
        if (orders.isEmpty()) {
            return MovePlan.none(placement);
        }
        MoveSpec how = spec.move().orElseThrow();
        DataSize data = spec.storage().map(StorageSpec::data).or(how::data).orElseThrow();
        return new MovePlan(name, how, placement, spec.sharding(), data.bytes(), orders);
    }
}
