package dev.brownout.eviction;

import dev.brownout.random.KeyOrder;
import java.util.Arrays;
import java.util.TreeMap;

/**
 * The algorithm MIN (Belady 1966, "A study of replacement algorithms for a virtual-storage computer"): the entry whose
 * next use is farthest goes, and every new one comes in. No order that lets every new one in misses less often while
 * all entries are of one size.
 */
final class OptimalEviction implements EvictionOrder {
    private final FutureAccesses foresight;
    /** Slots by the request that uses them next; these are distinct. */
    private final TreeMap<Long, Integer> slots = new TreeMap<>();

    private int[] keys = new int[0];
    private long[] uses = new long[0];

    OptimalEviction(FutureAccesses foresight) {
        this.foresight = foresight;
    }

    @Override
    public void grow(int slots) {
        keys = Arrays.copyOf(keys, slots);
        uses = Arrays.copyOf(uses, slots);
    }

    @Override
    public void added(int slot, int key) {
        keys[slot] = key;
        long use = foresight.nextUse(key);
        uses[slot] = use == KeyOrder.NEVER ? KeyOrder.NEVER - slot : use;
        slots.put(uses[slot], slot);
    }

    @Override
    public void used(int slot) {
        removed(slot);
        added(slot, keys[slot]);
    }

    @Override
    public void removed(int slot) {
        slots.remove(uses[slot]);
    }

    /**
     * Returns the entry with the farthest next use; entries with a next use in the past, whose request took another
     * route, are rescheduled first.
     */
    @Override
    public int victim(int incoming) {
        while (foresight.passed(slots.firstKey())) {
            used(slots.firstEntry().getValue());
        }
        return slots.lastEntry().getValue();
    }

    @Override
    public void clear() {
        slots.clear();
    }
}
