package dev.brownout.component.database;

import dev.brownout.eviction.Eviction;
import dev.brownout.eviction.Store;

/** Knows the shard of each key, from 0. */
final class KeyPlacement {
    private final int shards;
    private final Store directory;

    KeyPlacement(Sharding sharding, int shards) {
        this.shards = shards;
        this.directory = switch (sharding) {
            case MODULO -> null;
            case DIRECTORY -> new Store(Eviction.FIFO, Store.UNLIMITED, Long.MAX_VALUE);
        };
    }

    int shardOf(int key) {
        if (directory == null) {
            return Math.floorMod(key, shards);
        }
        int slot = directory.find(key);
        if (slot == Store.ABSENT) {
            directory.put(key, directory.entries() % shards, 0, Store.NEVER);
            slot = directory.find(key);
        }
        return (int) directory.version(slot);
    }
}
