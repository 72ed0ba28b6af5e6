package dev.brownout.eviction;

import java.util.Arrays;

/** A doubly linked list of slots in two arrays; slot {@code i} is kept at {@code i + 1}, the ends of the list at 0. */
final class IntLinkedList {
    private int[] next = new int[1];
    private int[] previous = new int[1];

    void grow(int slots) {
        next = Arrays.copyOf(next, slots + 1);
        previous = Arrays.copyOf(previous, slots + 1);
    }

    void append(int slot) {
        int link = slot + 1;
        int last = previous[0];
        next[last] = link;
        previous[link] = last;
        next[link] = 0;
        previous[0] = link;
    }

    void unlink(int slot) {
        int link = slot + 1;
        next[previous[link]] = next[link];
        previous[next[link]] = previous[link];
    }

    boolean endsWith(int slot) {
        return previous[0] == slot + 1;
    }

    int first() {
        return next[0] - 1;
    }

    /** Returns the slot after another, towards the end; -1 at the end. */
    int next(int slot) {
        return next[slot + 1] - 1;
    }

    void clear() {
        next[0] = 0;
        previous[0] = 0;
    }
}
