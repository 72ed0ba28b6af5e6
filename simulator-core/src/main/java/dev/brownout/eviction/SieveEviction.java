package dev.brownout.eviction;

import java.util.Arrays;

/**
 * SIEVE (Zhang et al., NSDI 2024, algorithm 1): entries stand in the order in which they came, with a bit that use
 * sets. A hand goes from the oldest to the newest and then to the oldest again, takes the bits away, and evicts the
 * first entry without one; entries do not move.
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
