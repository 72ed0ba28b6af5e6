package dev.brownout.eviction;

/** Eviction order of the entries of a store; entries are identified by their slots. */
sealed interface EvictionOrder
        permits ListEviction,
                LfuEviction,
                PerfectLfuEviction,
                ArcEviction,
                S3FifoEviction,
                SegmentedLruEviction,
                OptimalEviction {
    /** Extends the capacity to {@code slots} slots. */
    void grow(int slots);

    /** Returns whether a new entry that requires an eviction is admitted; called once for each such entry. */
    default boolean admits(int key) {
        return true;
    }

    /** Records the size of an entry, before the entry is recorded as new or as used. */
    default void sized(int slot, int sizeBytes) {}

    /** Records a new entry. */
    void onAdd(int slot, int key);

    /** Records a use of an entry: a lookup or a repeated write. */
    void onUse(int slot);

    /** Records the removal of an entry. */
    void onRemove(int slot);

    /**
     * Returns the entry to evict, which is then removed; only called if there is one.
     *
     * @param incoming key of the entry that needs the capacity
     */
    int victim(int incoming);

    /** Removes every entry. */
    void clear();
}
