package dev.brownout.eviction;

import java.util.Arrays;

/**
 * Clock, or second chance, with one bit (Corbató 1968): entries are queued in order of arrival, with a bit that use
 * sets; the first entry with a clear bit is evicted, and those before it are cleared and moved to the end. A new entry
 * has a clear bit.
 */
final class ClockOrder extends ListEviction {
    private boolean[] isUsed = new boolean[0];

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
    public int victim(int incoming) {
        int slot = chain.first();
        while (isUsed[slot]) {
            isUsed[slot] = false;
            chain.unlink(slot);
            chain.append(slot);
            slot = chain.first();
        }
        return slot;
    }
}
