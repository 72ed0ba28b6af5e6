package dev.brownout.component.database.log;

import dev.brownout.random.KeyedRandom;
import java.util.Arrays;

/**
 * Index of the position and version of the last write of each key. An open-addressing hash table, at most three
 * quarters full, with four slots before the first write.
 */
final class LatestWriteIndex {
    private int[] keys = new int[4];
    private long[] positions = new long[4];
    private long[] versions = new long[4];
    private int used;
    /** Keys in the order of their first write; {@code null} if the order is not tracked. */
    private int[] order;

    /** Starts to track the order of the first writes of keys. Must be called before the first write. */
    void track() {
        order = new int[4];
    }

    /** Returns the number of keys ever written. */
    int size() {
        return used;
    }

    /** Returns the key that was first written after {@code before} other keys. Requires {@link #track}. */
    int written(int before) {
        return order[before];
    }

    /** Returns the position of the last write of a key; 0 for none. */
    long position(int key) {
        return positions[find(key)];
    }

    /** Returns the version of the last write of a key; 0 for none. */
    long version(int key) {
        return versions[find(key)];
    }

    /** Sets the position and version of the last write of a key other than 0. */
    void put(int key, long position, long version) {
        int index = find(key);
        if (keys[index] == 0) {
            if (used + 1L > keys.length / 4 * 3L) {
                grow();
                index = find(key);
            }
            if (order != null) {
                order = used == order.length ? Arrays.copyOf(order, 2 * used) : order;
                order[used] = key;
            }
            used++;
            keys[index] = key;
        }
        positions[index] = position;
        versions[index] = version;
    }

    private int find(int key) {
        int mask = keys.length - 1;
        int index = (int) KeyedRandom.mix(key) & mask;
        while (keys[index] != key && keys[index] != 0) {
            index = index + 1 & mask;
        }
        return index;
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
                int index = find(oldKeys[i]);
                keys[index] = oldKeys[i];
                positions[index] = oldPositions[i];
                versions[index] = oldVersions[i];
            }
        }
    }
}
