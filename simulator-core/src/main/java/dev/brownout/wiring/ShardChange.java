package dev.brownout.wiring;

/** A verb that changes on which shards the keys of a database live. */
public interface ShardChange extends FaultSpec {
    /** How many shards there are to be. */
    int shardsWanted();
}
