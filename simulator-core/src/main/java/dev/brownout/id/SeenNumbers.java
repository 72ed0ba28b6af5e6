package dev.brownout.id;

import dev.brownout.random.KeyedRandom;
import java.util.Arrays;

/** A set of non-negative numbers, with at least 16 bytes for each. Open addressing with linear probing. */
public final class SeenNumbers {
    private static final int FIRST = 64;
    private static final long FREE = -1;

    private long[] table = free(FIRST);
    private int count;

    /** Adds a number; returns false if it was present. */
    public boolean add(long number) {
        if (2 * count >= table.length) {
            grow();
        }
        int slot = slot(number);
        if (table[slot] == number) {
            return false;
        }
        table[slot] = number;
        count++;
        return true;
    }

    private int slot(long number) {
        int mask = table.length - 1;
        int slot = (int) KeyedRandom.mix(number) & mask;
        while (table[slot] != FREE && table[slot] != number) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private void grow() {
        long[] old = table;
        table = free(2 * old.length);
        for (long number : old) {
            if (number != FREE) {
                table[slot(number)] = number;
            }
        }
    }

    private static long[] free(int slots) {
        long[] table = new long[slots];
        Arrays.fill(table, FREE);
        return table;
    }
}
