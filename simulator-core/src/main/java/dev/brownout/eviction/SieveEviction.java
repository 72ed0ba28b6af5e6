package dev.brownout.eviction;

import java.util.Arrays;

/**
 * SIEVE (Zhang et al., NSDI 2024, algorithm 1). Entries are queued in order of arrival, with a bit that is set by use.
 * A hand moves from the oldest entry to the newest, and then starts at the oldest again. It clears the bits, and evicts
 * the first entry with a clear bit. Entries do not move.
 */
final class SieveEviction extends ListEviction {
    private static final int NOWHERE = -1;

    private boolean[] used = new boolean[0];
    private int hand = NOWHERE;

    @Override
    public void grow(int slots) {
        super.grow(slots);
        used = Arrays.copyOf(used, slots);
    }

    @Override
    public void added(int slot, int key) {
        used[slot] = false;
        super.added(slot, key);
    }

    @Override
    public void used(int slot) {
        used[slot] = true;
    }

    @Override
    public void removed(int slot) {
        if (slot == hand) {
            hand = chain.after(slot);
        }
        super.removed(slot);
    }

    @Override
    public int victim(int incoming) {
        int slot = hand == NOWHERE ? chain.first() : hand;
        while (used[slot]) {
            used[slot] = false;
            slot = chain.after(slot);
            if (slot == NOWHERE) {
                slot = chain.first();
            }
        }
        hand = slot;
        return slot;
    }

    @Override
    public void clear() {
        super.clear();
        hand = NOWHERE;
    }
}
