package dev.brownout.spi.fault;

import dev.brownout.spi.FaultSpec;
import dev.brownout.spi.ReshardCommand;
import java.util.Optional;

/** Effects of a fault on stored data: the content that a CDN caches, and the assignment of keys to shards. */
public interface DataFault {
    /** No effect on data. */
    DataFault NONE = new DataFault() {};

    /** Returns the effects of a fault on data. */
    static DataFault of(FaultSpec fault) {
        return fault instanceof DataFault effects ? effects : NONE;
    }

    /** Returns whether it publishes new versions of the content at the origin. */
    default boolean releasesContent() {
        return false;
    }

    /** Returns whether it purges copies of the content. */
    default boolean purgesContent() {
        return false;
    }

    /**
     * Returns the commanded shard change; empty if it changes no shards. The database plans the change before the run,
     * and ends it when all keys have moved.
     *
     * @param fault index of the fault in the timeline, from 0
     * @param instant time of the fault, in nanoseconds from the start of the run
     * @param part the selector part behind the name of the database; empty for none
     */
    default Optional<ReshardCommand> shardCommand(int fault, long instant, String part) {
        return Optional.empty();
    }

    /** Returns whether its target names a shard, and not the whole database. */
    default boolean changesShard() {
        return false;
    }
}
