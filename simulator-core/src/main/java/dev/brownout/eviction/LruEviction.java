package dev.brownout.eviction;

/** Least recently used: each use moves an entry to the end of the list; its head is evicted. */
final class LruEviction implements EvictionOrder {
    private final IntLinkedList chain = new IntLinkedList();

    @Override
    public void grow(int slots) {
        chain.grow(slots);
    }

    @Override
    public void added(int slot, int key) {
        chain.append(slot);
    }

    @Override
    public void used(int slot) {
        if (!chain.endsWith(slot)) {
            chain.unlink(slot);
            chain.append(slot);
        }
    }

    @Override
    public void removed(int slot) {
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
