package dev.brownout.component.database.sharding;

import dev.brownout.hashing.Hashing;
import dev.brownout.random.KeyedRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * On which group of nodes each key is while keys move: chunk by chunk they go from where one placement has them to
 * where the next one does. Everybody knows at once what has gone.
 */
public final class KeyLocations {
    private static final long CHUNKS = 0x5851f42d4c957f2dL;

    private final Map<Integer, Integer> pinned = new LinkedHashMap<>();
    private final List<Runnable> waiting = new ArrayList<>();
    private KeyPlacement before;
    private KeyPlacement after;
    private int chunks = 1;
    private int gone;
    private int closed;

    /** Keys that are where a placement has them. */
    public KeyLocations(KeyPlacement placement) {
        before = placement;
        after = placement;
    }

    /** Which of so many chunks a key is in, from 0. */
    public static int chunkOf(int key, int chunks) {
        return (int) Math.multiplyHigh(KeyedRandom.mix(Hashing.hash(key) ^ CHUNKS) >>> 1, 2L * chunks);
    }

    /** A key is in a group whatever moves. */
    public void pin(int key, int group) {
        pinned.put(key, group);
    }

    /** Whether a key is in a group whatever moves. */
    public boolean pins(int key) {
        return !pinned.isEmpty() && pinned.containsKey(key);
    }

    /** The group of a key now, from 0. */
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
        return next != old && chunkOf(key, chunks) < gone ? next : old;
    }

    /** Whether a key is just being cut over: writes of it have to wait. */
    public boolean shut(int key) {
        if (closed == gone || pins(key) || before.shardOf(key) == after.shardOf(key)) {
            return false;
        }
        int chunk = chunkOf(key, chunks);
        return chunk >= gone && chunk < closed;
    }

    /** How many shards have a part of what all of them have together. */
    int shards() {
        return after.shards();
    }

    /** How many shards take rows without keys: those that there were before anything moved. */
    int taking() {
        return before.shards();
    }

    /** Keys begin to move, in so many chunks. */
    public void move(KeyPlacement to, int inChunks) {
        after = to;
        chunks = inChunks;
        gone = 0;
        closed = 0;
    }

    /** Writes of the keys wait that are in the chunks below that one and have not moved. */
    public void shutBelow(int chunk) {
        closed = chunk;
    }

    /** Somebody waits until keys that are cut over are open again. */
    void await(Runnable opened) {
        waiting.add(opened);
    }

    /** What was shut is open again, at its new home or at the old one. */
    public void open(boolean moved) {
        gone = moved ? closed : gone;
        closed = gone;
        if (gone == chunks) {
            before = after;
            gone = 0;
            closed = 0;
        }
        List<Runnable> all = new ArrayList<>(waiting);
        waiting.clear();
        all.forEach(Runnable::run);
    }
}
