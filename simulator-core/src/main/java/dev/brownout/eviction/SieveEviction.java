package dev.brownout.eviction;

import java.util.Arrays;

/**
 * SIEVE (Zhang et al., NSDI 2024, algorithm 1). Entries are queued in order of arrival, with a bit that is set by use.
 * A hand moves from the oldest entry to the newest, and then starts at the oldest again. It clears the bits, and evicts
 * the first entry with a clear bit. Entries do not move.
 */
final class SieveEviction extends ListEviction {
    private static final int NONE = -1;

    private boolean[] isUsed = new boolean[0];
    private int hand = NONE;

    @Override
    public void grow(int slots) {
        super.grow(slots);
        isUsed = Arrays.copyOf(isUsed, slots);
    }

    @Override
    public void onAdd(int slot, int key) {
        isUsed[slot] = false;
        super.onAdd(slot, key);
    }

    @Override
    public void onUse(int slot) {
        isUsed[slot] = true;
    }

    @Override
    public void onRemove(int slot) {
        if (slot == hand) {
            hand = chain.next(slot);
        }
        super.onRemove(slot);
    }

    @Override
    public int victim(int incoming) {
        int slot = hand == NONE ? chain.first() : hand;
        while (isUsed[slot]) {
            isUsed[slot] = false;
            slot = chain.next(slot);
            if (slot == NONE) {
                slot = chain.first();
            }
        }
        hand = slot;
        return slot;
    }

    @Override
    public void clear() {
        super.clear();
        hand = NONE;
    }
}
