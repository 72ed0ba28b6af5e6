package dev.brownout.eventlist;

import java.util.Arrays;

/** Pending events of a ladder queue in parallel arrays. Each event is identified by its slot; slots are reused. */
final class EventSlots {

    /** End of a linked list of slots. */
    static final int NONE = -1;

    long[] at = new long[64];
    long[] sequence = new long[64];
    /** Next slot in a linked list: of a bucket, of the top, or of the free slots. */
    int[] next = new int[64];

    private int used;
    private int free = NONE;

    int add(long instant, long sequence) {
        int slot = free;
        if (slot == NONE) {
            slot = newSlot();
        } else {
            free = next[slot];
        }
        this.at[slot] = instant;
        this.sequence[slot] = sequence;
        return slot;
    }

    void release(int slot) {
        next[slot] = free;
        free = slot;
    }

    /** Returns whether one event comes before another. */
    boolean precedes(int a, int b) {
        return at[a] < at[b] || at[a] == at[b] && sequence[a] < sequence[b];
    }

    private int newSlot() {
        if (used == at.length) {
            at = Arrays.copyOf(at, 2 * used);
            sequence = Arrays.copyOf(sequence, 2 * used);
            next = Arrays.copyOf(next, 2 * used);
        }
        return used++;
    }
}
