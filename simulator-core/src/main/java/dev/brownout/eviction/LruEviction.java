package dev.brownout.eviction;

/** Least recently used: each use moves an entry to the end of the list; its head is evicted. */
final class LruEviction extends ListEviction {
    @Override
    public void onUse(int slot) {
        if (!chain.endsWith(slot)) {
            chain.unlink(slot);
            chain.append(slot);
        }
    }
}
