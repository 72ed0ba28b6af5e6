package dev.brownout.eviction;

/** In which order the entries of a store would have to go; entries are known by the number of their slot. */
sealed interface Order permits Lru, Lfu, Fifo {
    /** There is room for that many slots from now on. */
    void grow(int slots);

    /** A new entry. */
    void added(int slot);

    /** An entry was asked for or written again. */
    void used(int slot);

    /** An entry is gone. */
    void removed(int slot);

    /** The entry that has to go next; only asked when there is one. */
    int victim();

    /** All entries are gone. */
    void clear();
}
