package dev.brownout.component.store;

import dev.brownout.random.Draws;
import java.util.function.IntConsumer;

/** Values by key, in an open table that is three quarters full at most; it costs nothing before the first write. */
final class Values {
    private int[] keys = new int[4];
    private Value[] values = new Value[4];
    private int used;

    /** The value of a key; {@code null} for none. */
    Value get(int key) {
        return values[find(key)];
    }

    /** How many keys have one. */
    int size() {
        return used;
    }

    /** Puts a value under a key. */
    void put(int key, Value value) {
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
        values = new Value[4];
        used = 0;
    }

    /** Names each key that has a value. */
    void forEachKey(IntConsumer action) {
        for (int i = 0; i < keys.length; i++) {
            if (values[i] != null) {
                action.accept(keys[i]);
            }
        }
    }

    private int find(int key) {
        int mask = keys.length - 1;
        int at = (int) Draws.mix(key) & mask;
        while (values[at] != null && keys[at] != key) {
            at = at + 1 & mask;
        }
        return at;
    }

    private void grow() {
        int[] oldKeys = keys;
        Value[] oldValues = values;
        keys = new int[2 * oldKeys.length];
        values = new Value[keys.length];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldValues[i] != null) {
                int at = find(oldKeys[i]);
                keys[at] = oldKeys[i];
                values[at] = oldValues[i];
            }
        }
    }
}
