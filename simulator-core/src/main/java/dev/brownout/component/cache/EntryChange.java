package dev.brownout.component.cache;

/**
 * A change of an entry as copies are told of it.
 *
 * @param gone whether the key is forgotten; what follows the identity then means nothing
 * @param identity what the draws of the work on a copy depend on
 * @param keptUntil until when the store is to keep the entry
 */
record EntryChange(int key, boolean gone, long identity, long version, int sizeBytes, long keptUntil) {
    static EntryChange put(int key, long identity, long version, int sizeBytes, long keptUntil) {
        return new EntryChange(key, false, identity, version, sizeBytes, keptUntil);
    }

    static EntryChange delete(int key, long identity) {
        return new EntryChange(key, true, identity, 0, 0, 0);
    }
}
