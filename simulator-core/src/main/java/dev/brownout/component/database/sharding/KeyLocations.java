package dev.brownout.component.database.sharding;

import dev.brownout.hashing.Hashing;
import dev.brownout.random.KeyedRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Current replica group of each key during resharding. Keys move in chunks from one placement to the next one. A
 * cut-over is visible to all clients and nodes immediately.
 */
public final class KeyLocations {
    private static final long CHUNKS = 0x5851f42d4c957f2dL;

    private final Map<Integer, Integer> pinned = new LinkedHashMap<>();
    private final List<Runnable> waiting = new ArrayList<>();
    private KeyPlacement before;
    private KeyPlacement after;
    private int chunks = 1;
    private int movedKeys;
    private int closed;

    /** Creates the locations of keys that do not move yet: each key is where the placement has it. */
    public KeyLocations(KeyPlacement placement) {
        before = placement;
        after = placement;
    }

    /** Returns the chunk of a key, from 0, if keys move in {@code chunks} chunks. */
    public static int chunkOf(int key, int chunks) {
        return (int) Math.multiplyHigh(KeyedRandom.mix(Hashing.hash(key) ^ CHUNKS) >>> 1, 2L * chunks);
    }

    /** Pins a key to a group. A pinned key never moves. */
    public void pin(int key, int group) {
        pinned.put(key, group);
    }

    /** Returns whether a key is pinned to a group. */
    public boolean pins(int key) {
        return !pinned.isEmpty() && pinned.containsKey(key);
    }

    /** Returns the current group of a key, from 0. */
    public int of(int key) {
        Integer fixed = pinned.isEmpty() ? null : pinned.get(key);
        if (fixed != null) {
            return fixed;
        }
        int old = before.shardOf(key);
        if (before == after) {
            return old;
        }
        int next = after.shardOf(key);
        return next != old && chunkOf(key, chunks) < movedKeys ? next : old;
    }

    /** Returns whether a key is being cut over, so that its writes must wait. */
    public boolean isCuttingOver(int key) {
        if (closed == movedKeys || pins(key) || before.shardOf(key) == after.shardOf(key)) {
            return false;
        }
        int chunk = chunkOf(key, chunks);
        return chunk >= movedKeys && chunk < closed;
    }

    /** Returns the number of shards that hold a part of the data, including shards that keys are moving to. */
    int shards() {
        return after.shards();
    }

    /**
     * Returns the number of shards that accept rows without a key: the shards of the placement before the current move.
     */
    int taking() {
        return before.shards();
    }

    /** Starts a move of keys to another placement, in {@code inChunks} chunks. */
    public void move(KeyPlacement to, int inChunks) {
        after = to;
        chunks = inChunks;
        movedKeys = 0;
        closed = 0;
    }

    /** Blocks writes of keys in the chunks below {@code chunk} that have not moved yet. */
    public void blockWritesBelow(int chunk) {
        closed = chunk;
    }

    /** Registers a callback for the end of the current cut-over. */
    void await(Runnable opened) {
        waiting.add(opened);
    }

    /**
     * Ends the cut-over, unblocks writes, and runs the waiting callbacks.
     *
     * @param moved whether the keys are now at their new group; otherwise they stay at the old one
     */
    public void open(boolean moved) {
        movedKeys = moved ? closed : movedKeys;
        closed = movedKeys;
        if (movedKeys == chunks) {
            before = after;
            movedKeys = 0;
            closed = 0;
        }
        List<Runnable> all = new ArrayList<>(waiting);
        waiting.clear();
        all.forEach(Runnable::run);
    }
}
