package dev.brownout.eventlist;

import java.util.Arrays;

/** The pending events of a ladder in parallel arrays; an event is known by its slot, and slots are used again. */
final class EventSlots {

    /** Ends a list of slots. */
    static final int NONE = -1;

    long[] at = new long[64];
    long[] sequence = new long[64];
    /** Links the slots of one list: of a bucket, of the top, or of those that are free. */
    int[] next = new int[64];

    private int used;
    private int free = NONE;

    int add(long at, long sequence) {
        int slot = free;
        if (slot == NONE) {
            slot = newSlot();
        } else {
            free = next[slot];
        }
        this.at[slot] = at;
        this.sequence[slot] = sequence;
        return slot;
    }

    void release(int slot) {
        next[slot] = free;
        free = slot;
    }

    /** Whether one event comes before another. */
    boolean before(int a, int b) {
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
