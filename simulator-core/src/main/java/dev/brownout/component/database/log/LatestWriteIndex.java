package dev.brownout.component.database.log;

import dev.brownout.random.KeyedRandom;
import java.util.Arrays;

/**
 * Where each key was written last: an open table, three quarters full at most, that costs nothing before the first
 * write.
 */
final class LatestWriteIndex {
    private int[] keys = new int[4];
    private long[] positions = new long[4];
    private long[] versions = new long[4];
    private int used;
    /** The keys in the order in which they were written first; {@code null} where nobody wants to know. */
    private int[] order;

    /** Remembers from now on, before the first write, in which order keys were written first. */
    void track() {
        order = new int[4];
    }

    /** How many keys have ever been written. */
    int size() {
        return used;
    }

    /** The key that was written first after so many others. */
    int written(int before) {
        return order[before];
    }

    /** Position of the last write of a key; 0 for none. */
    long position(int key) {
        return positions[find(key)];
    }

    /** Version of the last write of a key; 0 for none. */
    long version(int key) {
        return versions[find(key)];
    }

    /** Says where a key other than 0 was written last. */
    void put(int key, long position, long version) {
        int at = find(key);
        if (keys[at] == 0) {
            if (used + 1L > keys.length / 4 * 3L) {
                grow();
                at = find(key);
            }
            if (order != null) {
                order = used == order.length ? Arrays.copyOf(order, 2 * used) : order;
                order[used] = key;
            }
            used++;
            keys[at] = key;
        }
        positions[at] = position;
        versions[at] = version;
    }

    private int find(int key) {
        int mask = keys.length - 1;
        int at = (int) KeyedRandom.mix(key) & mask;
        while (keys[at] != key && keys[at] != 0) {
            at = at + 1 & mask;
        }
        return at;
    }

    private void grow() {
        int[] oldKeys = keys;
        long[] oldPositions = positions;
        long[] oldVersions = versions;
        keys = new int[2 * oldKeys.length];
        positions = new long[keys.length];
        versions = new long[keys.length];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != 0) {
                int at = find(oldKeys[i]);
                keys[at] = oldKeys[i];
                positions[at] = oldPositions[i];
                versions[at] = oldVersions[i];
            }
        }
    }
}
