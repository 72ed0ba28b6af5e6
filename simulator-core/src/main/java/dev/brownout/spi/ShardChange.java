package dev.brownout.spi;

import dev.brownout.spi.context.ReshardCommand;

/** A verb that changes the assignment of a database's keys to shards. */
public interface ShardChange extends FaultSpec {
    /**
     * Returns the commanded shard change.
     *
     * @param fault index of the fault in the timeline, from 0
     * @param at time of the fault, in nanoseconds from the start of the run
     * @param part the selector part behind the name of the database; empty for none
     */
    ReshardCommand order(int fault, long at, String part);
}
