package dev.brownout.eviction;

import dev.brownout.random.KeyOrder;
import java.util.Arrays;
import java.util.TreeMap;

/**
 * The algorithm MIN (Belady 1966, "A study of replacement algorithms for a virtual-storage computer"): it evicts the
 * entry with the farthest next use, and admits every new entry. If all entries have one size, no policy that admits
 * every new entry has a lower miss ratio.
 */
final class OptimalEviction implements EvictionOrder {
    private final FutureAccesses foresight;
    /** Slots by the number of the request that uses them next; these numbers are distinct. */
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
    public void onAdd(int slot, int key) {
        keys[slot] = key;
        long use = foresight.nextUse(key);
        uses[slot] = use == KeyOrder.NEVER ? KeyOrder.NEVER - slot : use;
        slots.put(uses[slot], slot);
    }

    @Override
    public void onUse(int slot) {
        onRemove(slot);
        onAdd(slot, keys[slot]);
    }

    @Override
    public void onRemove(int slot) {
        slots.remove(uses[slot]);
    }

    /**
     * Returns the entry with the farthest next use. Entries with a next use in the past are rescheduled first; their
     * request took another route.
     */
    @Override
    public int victim(int incoming) {
        while (foresight.isPast(slots.firstKey())) {
            onUse(slots.firstEntry().getValue());
        }
        return slots.lastEntry().getValue();
    }

    @Override
    public void clear() {
        slots.clear();
    }
}
