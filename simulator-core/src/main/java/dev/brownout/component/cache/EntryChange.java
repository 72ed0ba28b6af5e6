package dev.brownout.component.cache;

/**
 * A change of an entry, as sent to replicas.
 *
 * @param isRemoval whether the key is deleted; the components after the identity are then unused
 * @param identity key of the random numbers for the work on a replica
 * @param keptUntil time until which the store keeps the entry
 */
record EntryChange(int key, boolean isRemoval, long identity, long version, int sizeBytes, long keptUntil) {
    static EntryChange put(int key, long identity, long version, int sizeBytes, long keptUntil) {
        return new EntryChange(key, false, identity, version, sizeBytes, keptUntil);
    }

    static EntryChange delete(int key, long identity) {
        return new EntryChange(key, true, identity, 0, 0, 0);
    }
}
