package dev.brownout.eviction;

import java.util.Arrays;

/**
 * Clock, or second chance, with one bit (Corbató 1968): entries are queued in order of arrival, with a bit that use
 * sets; the first entry with a clear bit is evicted, and those before it are cleared and moved to the end. A new entry
 * has a clear bit.
 */
final class ClockOrder extends ListEviction {
    private boolean[] used = new boolean[0];

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
    public int victim(int incoming) {
        int slot = chain.first();
        while (used[slot]) {
            used[slot] = false;
            chain.unlink(slot);
            chain.append(slot);
            slot = chain.first();
        }
        return slot;
    }
}
