package dev.brownout.eviction;

import java.util.Arrays;
import java.util.TreeSet;

/**
 * Perfect least frequently used (Breslau et al. 1999, "Web Caching and Zipf-like Distributions", section 4). It keeps
 * access counts of every key forever. A new entry is admitted only if its key was accessed more often than the entry to
 * evict. In the long run it keeps the most popular keys; no real cache can afford the counts.
 */
final class PerfectLfuEviction implements EvictionOrder {
    private final BoundedStore counts = new BoundedStore(Eviction.FIFO, BoundedStore.UNLIMITED, Long.MAX_VALUE);
    private final TreeSet<Long> ranking = new TreeSet<>();
    private int[] keys = new int[0];

    @Override
    public void grow(int slots) {
        keys = Arrays.copyOf(keys, slots);
    }

    @Override
    public boolean admits(int key) {
        long requests = count(key);
        if (requests > ranking.first() >>> Integer.SIZE) {
            return true;
        }
        counts.put(key, requests, 0, BoundedStore.NEVER);
        return false;
    }

    @Override
    public void onAdd(int slot, int key) {
        keys[slot] = key;
        counts.put(key, count(key), 0, BoundedStore.NEVER);
        ranking.add(rank(slot));
    }

    @Override
    public void onUse(int slot) {
        ranking.remove(rank(slot));
        counts.put(keys[slot], count(keys[slot]), 0, BoundedStore.NEVER);
        ranking.add(rank(slot));
    }

    @Override
    public void onRemove(int slot) {
        ranking.remove(rank(slot));
    }

    @Override
    public int victim(int incoming) {
        return ranking.first().intValue();
    }

    @Override
    public void clear() {
        ranking.clear();
        counts.clear();
    }

    /** Returns the access count of a key, including the current access. */
    private long count(int key) {
        int slot = counts.find(key);
        return slot == BoundedStore.ABSENT ? 1 : counts.version(slot) + 1;
    }

    /** Returns a sort key: the count in the upper half, the slot in the lower. */
    private long rank(int slot) {
        return counts.version(counts.find(keys[slot])) << Integer.SIZE | slot;
    }
}
