package dev.brownout.eviction;

import java.util.Arrays;

/**
 * S3-FIFO (Yang et al., SOSP 2023). A small queue with a tenth of the capacity holds new entries, and a main queue
 * holds entries that were used there. A ghost queue holds the keys evicted from the small queue, up to nine tenths of
 * the capacity. An entry used at least twice in the small queue is promoted to the main queue, as in libCacheSim. A
 * ghost key that returns enters the main queue directly. The main queue is a clock with counts up to three.
 */
final class S3FifoEviction implements EvictionOrder {
    private static final double SMALL = 0.1;
    private static final double LOST = 0.9;
    private static final int PROMOTING_USES = 2;
    private static final int USES_MOST = 3;

    private final IntLinkedList small = new IntLinkedList();
    private final IntLinkedList main = new IntLinkedList();
    private final GhostQueue lost = new GhostQueue();
    private boolean[] inMain = new boolean[0];
    private byte[] uses = new byte[0];
    private int[] keys = new int[0];
    private int smalls;
    private int mains;
    /** True if the entry about to be added was a ghost. */
    private boolean returning;

    @Override
    public void grow(int slots) {
        small.grow(slots);
        main.grow(slots);
        inMain = Arrays.copyOf(inMain, slots);
        uses = Arrays.copyOf(uses, slots);
        keys = Arrays.copyOf(keys, slots);
    }

    @Override
    public void onAdd(int slot, int key) {
        keys[slot] = key;
        join(slot, returning || lost.remove(key));
        returning = false;
    }

    private void join(int slot, boolean toMain) {
        uses[slot] = 0;
        inMain[slot] = toMain;
        if (toMain) {
            main.append(slot);
            mains++;
        } else {
            small.append(slot);
            smalls++;
        }
    }

    @Override
    public void onUse(int slot) {
        uses[slot] = (byte) Math.min(USES_MOST, uses[slot] + 1);
    }

    @Override
    public void onRemove(int slot) {
        if (inMain[slot]) {
            main.unlink(slot);
            mains--;
        } else {
            small.unlink(slot);
            smalls--;
        }
    }

    @Override
    public int victim(int incoming) {
        returning |= lost.remove(incoming);
        int capacity = smalls + mains;
        boolean fromSmall = mains <= capacity - (int) (capacity * SMALL);
        while (fromSmall && smalls > 0) {
            int slot = small.first();
            if (uses[slot] < PROMOTING_USES) {
                remember(keys[slot], (int) (capacity * LOST));
                return slot;
            }
            onRemove(slot);
            join(slot, true);
        }
        int slot = main.first();
        while (uses[slot] > 0) {
            uses[slot]--;
            main.unlink(slot);
            main.append(slot);
            slot = main.first();
        }
        return slot;
    }

    private void remember(int key, int most) {
        while (lost.size() > 0 && lost.size() >= most) {
            lost.removeOldest();
        }
        if (most > 0) {
            lost.add(key);
        }
    }

    @Override
    public void clear() {
        small.clear();
        main.clear();
        lost.clear();
        smalls = 0;
        mains = 0;
    }
}
