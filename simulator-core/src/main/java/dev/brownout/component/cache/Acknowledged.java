package dev.brownout.component.cache;

import dev.brownout.eviction.Eviction;
import dev.brownout.eviction.Store;

/** The newest version of each key that a writer by way of the cache was told to be written, and since when it knows. */
final class Acknowledged {
    private final Store versions = new Store(Eviction.FIFO, Store.UNLIMITED, Long.MAX_VALUE);
    private final Store instants = new Store(Eviction.FIFO, Store.UNLIMITED, Long.MAX_VALUE);

    void note(int key, long version, long now) {
        int slot = versions.find(key);
        if (slot == Store.ABSENT || versions.version(slot) < version) {
            versions.put(key, version, 0, Store.NEVER);
            instants.put(key, now, 0, Store.NEVER);
        }
    }

    /** The newest version of a key; 0 where no write is known. */
    long newest(int key) {
        int slot = versions.find(key);
        return slot == Store.ABSENT ? 0 : versions.version(slot);
    }

    /** Whether a newer version than this one was acknowledged before a read began. */
    boolean newerThan(long version, int key, long readBeganAt) {
        if (versions.entries() == 0) {
            return false;
        }
        int slot = versions.find(key);
        return slot != Store.ABSENT
                && versions.version(slot) > version
                && instants.version(instants.find(key)) < readBeganAt;
    }
}
