package dev.brownout.eviction;

/** An eviction order that keeps the entries in a list, at first in order of arrival, and evicts its head. */
abstract sealed class ListEviction implements EvictionOrder
        permits FifoEviction, LruEviction, ClockOrder, SieveEviction {
    /** Slots of the entries, the next victim first. */
    final IntLinkedList chain = new IntLinkedList();

    @Override
    public void grow(int slots) {
        chain.grow(slots);
    }

    @Override
    public void onAdd(int slot, int key) {
        chain.append(slot);
    }

    @Override
    public void onRemove(int slot) {
        chain.unlink(slot);
    }

    @Override
    public int victim(int incoming) {
        return chain.first();
    }

    @Override
    public void clear() {
        chain.clear();
    }
}
