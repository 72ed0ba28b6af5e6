package dev.brownout.spi.component;

import dev.brownout.random.KeySpace;
import dev.brownout.spi.ComponentSpec;
import dev.brownout.spi.ReshardCommand;
import java.util.List;

/** Data of a component that stores objects under keys or keeps copies of them: changes, sessions, and shards. */
public interface DataStorage {
    /** No data. */
    DataStorage NONE = new DataStorage() {
        @Override
        public boolean isRead() {
            return false;
        }
    };

    /** Returns the data of a component. */
    static DataStorage of(ComponentSpec spec) {
        return spec instanceof DataStorage data ? data : NONE;
    }

    /** Returns whether steps read the component. A request path that ends here ends in a read. */
    default boolean isRead() {
        return true;
    }

    /** Returns whether the component keeps copies that it loads from their source when they are read. */
    default boolean loadsCopies() {
        return false;
    }

    /** Returns whether the content changes by itself, without write steps and release faults. */
    default boolean isChanging() {
        return false;
    }

    /** Returns whether the component routes reads by the sessions that they belong to. */
    default boolean routesSessions() {
        return false;
    }

    /**
     * Returns the instants at which the distribution of calls over hosts changes because of the commanded shard
     * changes, in nanoseconds. They include instants during a change.
     *
     * @param name name of the component
     * @param orders shard changes that the fault timeline commands
     * @param keys the keys that reach the component
     * @throws dev.brownout.spi.ScenarioException if a shard change is impossible
     */
    default List<Long> turns(String name, List<ReshardCommand> orders, KeySpace keys) {
        return List.of();
    }
}
