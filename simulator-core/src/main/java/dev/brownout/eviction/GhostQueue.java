package dev.brownout.eviction;

import java.util.LinkedHashSet;

/** Keys of entries that are gone, in the order in which they went. */
final class GhostQueue {
    private final LinkedHashSet<Integer> keys = new LinkedHashSet<>();

    void add(int key) {
        keys.add(key);
    }

    boolean holds(int key) {
        return keys.contains(key);
    }

    /** Forgets a key; false if it was not there. */
    boolean remove(int key) {
        return keys.remove(key);
    }

    /** Forgets the one that went first; there is one. */
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
