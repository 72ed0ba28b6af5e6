package dev.brownout.eviction;

/** First in, first out: entries are evicted in order of arrival, regardless of use. */
final class FifoEviction implements EvictionOrder {
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
        // the order of arrival is not changed by use
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
