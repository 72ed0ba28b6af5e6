package dev.brownout.component.quorumstore;

import dev.brownout.random.KeyedRandom;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;

/**
 * Hash map with {@code int} keys. It uses open addressing with linear probing, and a load factor of at most 0.75. An
 * empty map takes little memory.
 *
 * @param <T> type of the values
 */
final class IntKeyMap<T> {
    private final IntFunction<T[]> array;
    private int[] keys = new int[4];
    private T[] values;
    private int used;

    /**
     * Creates an empty map.
     *
     * @param array creates an array of the given length
     */
    IntKeyMap(IntFunction<T[]> array) {
        this.array = array;
        this.values = array.apply(4);
    }

    /** Returns the value of a key; {@code null} for none. */
    T get(int key) {
        return values[find(key)];
    }

    /** Returns the number of keys. */
    int size() {
        return used;
    }

    /** Sets the value of a key. Replaces an existing value. */
    void put(int key, T value) {
        int index = find(key);
        if (values[index] == null) {
            if (used + 1L > keys.length / 4 * 3L) {
                grow();
                index = find(key);
            }
            used++;
            keys[index] = key;
        }
        values[index] = value;
    }

    /** Removes all keys. */
    void clear() {
        keys = new int[4];
        values = array.apply(4);
        used = 0;
    }

    /** Calls an action for each key. */
    void forEachKey(IntConsumer action) {
        for (int i = 0; i < keys.length; i++) {
            if (values[i] != null) {
                action.accept(keys[i]);
            }
        }
    }

    private int find(int key) {
        int mask = keys.length - 1;
        int index = (int) KeyedRandom.mix(key) & mask;
        while (values[index] != null && keys[index] != key) {
            index = index + 1 & mask;
        }
        return index;
    }

    private void grow() {
        int[] oldKeys = keys;
        T[] oldValues = values;
        keys = new int[2 * oldKeys.length];
        values = array.apply(keys.length);
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldValues[i] != null) {
                int index = find(oldKeys[i]);
                keys[index] = oldKeys[i];
                values[index] = oldValues[i];
            }
        }
    }
}
