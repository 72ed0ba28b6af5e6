package dev.brownout.component.database.resharding;

import dev.brownout.component.database.log.Log;
import dev.brownout.component.database.resharding.MovePlan.Move;
import dev.brownout.component.database.sharding.KeyLocations;
import java.util.Arrays;
import java.util.List;

/** Keys of one move that were written during the run, by chunk. Only these keys have a version to hand over. */
final class WrittenKeys {
    private final List<? extends MovingShard> shards;
    private final Move move;
    private final KeyLocations homes;
    private final int[] seen;
    private final int[][] keys;
    private final int[] counts;
    private long size;

    WrittenKeys(List<? extends MovingShard> shards, Move move, KeyLocations homes) {
        this.shards = shards;
        this.move = move;
        this.homes = homes;
        this.seen = new int[move.from().shards()];
        this.keys = new int[move.chunks()][];
        this.counts = new int[move.chunks()];
    }

    /** Returns the number of keys that wait for their hand-over. */
    long size() {
        return size;
    }

    /** Collects keys written since the last call. */
    private void collect() {
        for (int shard = 0; shard < seen.length; shard++) {
            Log log = shards.get(shard).log();
            while (seen[shard] < log.keys()) {
                int key = log.key(seen[shard]++);
                if (!homes.pins(key)
                        && move.from().shardOf(key) == shard
                        && move.to().shardOf(key) != shard) {
                    add(key, KeyLocations.chunkOf(key, keys.length));
                }
            }
        }
    }

    private void add(int key, int chunk) {
        if (keys[chunk] == null) {
            keys[chunk] = new int[4];
        } else if (counts[chunk] == keys[chunk].length) {
            keys[chunk] = Arrays.copyOf(keys[chunk], 2 * counts[chunk]);
        }
        keys[chunk][counts[chunk]++] = key;
        size++;
    }

    /**
     * Hands the newest writes of the keys in a range of chunks over to their new shards.
     *
     * @return the number of keys handed over
     */
    long transfer(int fromChunk, int toChunk) {
        collect();
        long transferred = 0;
        for (int chunk = fromChunk; chunk < toChunk; chunk++) {
            for (int i = 0; i < counts[chunk]; i++) {
                int key = keys[chunk][i];
                Log old = shards.get(move.from().shardOf(key)).log();
                long version = old.newest(key);
                if (version != 0) {
                    shards.get(move.to().shardOf(key)).log().adopt(key, version);
                    transferred++;
                }
                old.leave(key);
            }
            size -= counts[chunk];
            keys[chunk] = null;
            counts[chunk] = 0;
        }
        return transferred;
    }
}
