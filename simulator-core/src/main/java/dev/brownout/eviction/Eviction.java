package dev.brownout.eviction;

import dev.brownout.spec.Doc;

/** Eviction policies of a full store. */
public enum Eviction {
    @Doc("The one that was not used for longest.")
    LRU {
        @Override
        EvictionOrder order() {
            return new LruEviction();
        }
    },
    @Doc("The one used least often since it came; among equals the one that has been at its count for longest.")
    LFU {
        @Override
        EvictionOrder order() {
            return new LfuEviction();
        }
    },
    @Doc("The one that came first, used or not.")
    FIFO {
        @Override
        EvictionOrder order() {
            return new FifoEviction();
        }
    },
    @Doc("Second chance: the first that came and was not used since the hand last passed it.")
    CLOCK {
        @Override
        EvictionOrder order() {
            return new ClockOrder();
        }
    },
    @Doc("As clock, but entries keep their places and the hand goes on from where it stopped.")
    SIEVE {
        @Override
        EvictionOrder order() {
            return new SieveEviction();
        }
    },
    @Doc("Adaptive replacement: balances recency and frequency by the keys that it lost and is asked for again.")
    ARC {
        @Override
        EvictionOrder order() {
            return new ArcEviction();
        }
    },
    @Doc("A small queue sifts what comes; a main one, a clock, keeps what was used twice there or comes again.")
    S3_FIFO {
        @Override
        EvictionOrder order() {
            return new S3FifoEviction();
        }
    },
    @Doc("The one asked for least often ever, and a new one only if it beats that; it needs counts of all keys.")
    PERFECT_LFU {
        @Override
        EvictionOrder order() {
            return new PerfectLfuEviction();
        }
    },
    @Doc("The one whose next use is farthest (Belady's MIN): no cache can know that, and none of entries of one size"
            + " can miss less. Only for keys that are known one by one before the run: trace(...) or sequential(...).")
    OPT {
        @Override
        EvictionOrder order() {
            throw new IllegalArgumentException("a store that knows the future has to be told of it");
        }
    };

    abstract EvictionOrder order();
}
