package dev.brownout.eviction;

/** In which order the entries of a store would have to go; entries are known by the number of their slot. */
sealed interface EvictionOrder
        permits LruEviction,
                LfuEviction,
                PerfectLfuEviction,
                FifoEviction,
                ClockOrder,
                SieveEviction,
                ArcEviction,
                S3FifoEviction,
                OptimalEviction {
    /** There is room for that many slots from now on. */
    void grow(int slots);

    /** Whether a new entry may come in where another would have to go for it; asked once for each that would. */
    default boolean admits(int key) {
        return true;
    }

    /** A new entry. */
    void added(int slot, int key);

    /** An entry was asked for or written again. */
    void used(int slot);

    /** An entry is gone. */
    void removed(int slot);

    /**
     * The entry that goes now, and is then removed; only asked when there is one.
     *
     * @param incoming key of the entry that needs the room
     */
    int victim(int incoming);

    /** All entries are gone. */
    void clear();
}
