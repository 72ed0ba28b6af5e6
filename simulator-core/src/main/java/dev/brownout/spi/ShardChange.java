package dev.brownout.spi;

/** A verb that changes on which shards the keys of a database live. */
public interface ShardChange extends FaultSpec {
    /**
     * What it orders.
     *
     * @param fault its place in the timeline, from 0
     * @param at when, in nanoseconds from the start of the run
     * @param part what is written behind the name of the database; empty for nothing
     */
    ReshardCommand order(int fault, long at, String part);
}
