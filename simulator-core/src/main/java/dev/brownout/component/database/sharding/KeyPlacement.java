package dev.brownout.component.database.sharding;

import dev.brownout.eviction.Eviction;
import dev.brownout.eviction.Store;
import dev.brownout.hashing.Hashing;
import dev.brownout.hashing.Placement;
import java.util.List;
import java.util.stream.IntStream;

/** Knows the shard of each key, from 0. */
public final class KeyPlacement {
    /** Four for each of the forty labels of a node, as libketama. */
    private static final int POINTS_OF_A_SHARD = 160;

    private final int shards;
    private final Store directory;
    private final Placement consistent;

    /** Of so many shards, without keys yet. */
    public KeyPlacement(Sharding sharding, int shards) {
        this.shards = shards;
        this.directory = switch (sharding) {
            case MODULO, RING, JUMP -> null;
            case DIRECTORY -> new Store(Eviction.FIFO, Store.UNLIMITED, Long.MAX_VALUE);
        };
        this.consistent = switch (sharding) {
            case MODULO, DIRECTORY -> null;
            case RING -> Hashing.RING.over(names(shards), POINTS_OF_A_SHARD);
            case JUMP -> Hashing.JUMP.over(names(shards), POINTS_OF_A_SHARD);
        };
    }

    private static List<String> names(int shards) {
        return IntStream.rangeClosed(1, shards).mapToObj(i -> "shard-" + i).toList();
    }

    /** How many keys have a place of their own. */
    long kept() {
        return directory == null ? 0 : directory.entries();
    }

    /** The shard of a key, from 0; a directory gives a key that it does not know a place. */
    public int shardOf(int key) {
        if (consistent != null) {
            return consistent.nodeOf(Hashing.hash(key));
        }
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
