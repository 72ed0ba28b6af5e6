package dev.brownout.spi.component;

import dev.brownout.random.KeySpace;
import dev.brownout.spi.ComponentSpec;
import dev.brownout.spi.ReshardCommand;
import java.util.List;

/** Distribution of calls over shards that commanded shard changes change during a run. */
public interface ShardingSchedule {
    /**
     * Returns the instants at which the distribution of calls over hosts changes because of the commanded shard
     * changes, in nanoseconds. They include instants during a change.
     *
     * @param name name of the component
     * @param orders shard changes that the fault timeline commands
     * @param keys the keys that reach the component
     * @throws dev.brownout.spi.ScenarioException if a shard change is impossible
     */
    List<Long> turns(String name, List<ReshardCommand> orders, KeySpace keys);

    /** Returns the instants at which the distribution of a component's calls over shards changes, in nanoseconds. */
    static List<Long> turns(ComponentSpec spec, String name, List<ReshardCommand> orders, KeySpace keys) {
        return spec instanceof ShardingSchedule schedule ? schedule.turns(name, orders, keys) : List.of();
    }
}
