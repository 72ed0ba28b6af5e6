package dev.brownout.component.quorumstore;

import dev.brownout.random.KeyedRandom;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;

/**
 * Something by key, in an open table that is three quarters full at most; it costs nothing before the first write.
 *
 * @param <T> what a key has
 */
final class IntKeyMap<T> {
    private final IntFunction<T[]> array;
    private int[] keys = new int[4];
    private T[] values;
    private int used;

    /**
     * Empty.
     *
     * @param array makes an array of so many
     */
    IntKeyMap(IntFunction<T[]> array) {
        this.array = array;
        this.values = array.apply(4);
    }

    /** What a key has; {@code null} for nothing. */
    T get(int key) {
        return values[find(key)];
    }

    /** How many keys have something. */
    int size() {
        return used;
    }

    /** Gives a key something instead of what it has. */
    void put(int key, T value) {
        int at = find(key);
        if (values[at] == null) {
            if (used + 1L > keys.length / 4 * 3L) {
                grow();
                at = find(key);
            }
            used++;
            keys[at] = key;
        }
        values[at] = value;
    }

    /** Forgets everything. */
    void clear() {
        keys = new int[4];
        values = array.apply(4);
        used = 0;
    }

    /** Names each key that has something. */
    void forEachKey(IntConsumer action) {
        for (int i = 0; i < keys.length; i++) {
            if (values[i] != null) {
                action.accept(keys[i]);
            }
        }
    }

    private int find(int key) {
        int mask = keys.length - 1;
        int at = (int) KeyedRandom.mix(key) & mask;
        while (values[at] != null && keys[at] != key) {
            at = at + 1 & mask;
        }
        return at;
    }

    private void grow() {
        int[] oldKeys = keys;
        T[] oldValues = values;
        keys = new int[2 * oldKeys.length];
        values = array.apply(keys.length);
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldValues[i] != null) {
                int at = find(oldKeys[i]);
                keys[at] = oldKeys[i];
                values[at] = oldValues[i];
            }
        }
    }
}
