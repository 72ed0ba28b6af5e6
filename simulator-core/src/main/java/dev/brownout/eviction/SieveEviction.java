package dev.brownout.eviction;

import java.util.Arrays;

/**
 * SIEVE (Zhang et al., NSDI 2024, algorithm 1). Entries are queued in order of arrival, with a bit that is set by use.
 * A hand moves from the oldest entry to the newest, and then starts at the oldest again. It clears the bits, and evicts
 * the first entry with a clear bit. Entries do not move.
 */
final class SieveEviction implements EvictionOrder {
    private static final int NOWHERE = -1;

    private final IntLinkedList chain = new IntLinkedList();
    private boolean[] used = new boolean[0];
    private int hand = NOWHERE;

    @Override
    public void grow(int slots) {
        chain.grow(slots);
        used = Arrays.copyOf(used, slots);
    }

    @Override
    public void added(int slot, int key) {
        used[slot] = false;
        chain.append(slot);
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
        chain.unlink(slot);
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
        chain.clear();
        hand = NOWHERE;
    }
}
