package dev.brownout.eviction;

import java.util.LinkedHashSet;

/** Keys of evicted entries, in order of eviction. */
final class GhostQueue {
    private final LinkedHashSet<Integer> keys = new LinkedHashSet<>();

    void add(int key) {
        keys.add(key);
    }

    boolean contains(int key) {
        return keys.contains(key);
    }

    /** Removes a key; returns false if it was absent. */
    boolean remove(int key) {
        return keys.remove(key);
    }

    /** Removes the oldest key; the queue must not be empty. */
    void removeOldest() {
        var oldest = keys.iterator();
        oldest.next();
        oldest.remove();
    }

    int size() {
        return keys.size();
    }

    void clear() {
        keys.clear();
    }
}
