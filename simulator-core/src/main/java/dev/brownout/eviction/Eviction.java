package dev.brownout.eviction;

import dev.brownout.sentence.InvalidValueException;
import dev.brownout.spec.Doc;

/** Eviction policies of a full store. */
public enum Eviction {
    @Doc("The least recently used entry.")
    LRU {
        @Override
        EvictionOrder order(int entriesMost, long bytesMost) {
            return new LruEviction();
        }
    },
    @Doc("The least frequently used entry since its insertion; on a tie, the one that has had its count for the"
            + " longest time.")
    LFU {
        @Override
        EvictionOrder order(int entriesMost, long bytesMost) {
            return new LfuEviction();
        }
    },
    @Doc("The oldest entry, used or not.")
    FIFO {
        @Override
        EvictionOrder order(int entriesMost, long bytesMost) {
            return new FifoEviction();
        }
    },
    @Doc("Second chance: the oldest entry without a use since the hand last passed it.")
    CLOCK {
        @Override
        EvictionOrder order(int entriesMost, long bytesMost) {
            return new ClockOrder();
        }
    },
    @Doc("Like clock, but entries keep their positions and the hand continues where it stopped.")
    SIEVE {
        @Override
        EvictionOrder order(int entriesMost, long bytesMost) {
            return new SieveEviction();
        }
    },
    @Doc("Adaptive replacement: balances recency and frequency by the evicted keys that are requested again.")
    ARC {
        @Override
        EvictionOrder order(int entriesMost, long bytesMost) {
            return new ArcEviction();
        }
    },
    @Doc("A small queue filters new entries; a main queue, a clock, keeps entries that were used twice there or"
            + " return.")
    S3_FIFO {
        @Override
        EvictionOrder order(int entriesMost, long bytesMost) {
            return new S3FifoEviction();
        }
    },
    @Doc("Segmented LRU: four LRU segments, each with a quarter of the capacity. A new entry enters the lowest one;"
            + " each use moves an entry one segment up.")
    S4LRU {
        @Override
        EvictionOrder order(int entriesMost, long bytesMost) {
            return new SegmentedLruEviction(entriesMost, bytesMost);
        }
    },
    @Doc("The entry with the fewest requests ever; a new entry must exceed it. It needs counts of all keys.")
    PERFECT_LFU {
        @Override
        EvictionOrder order(int entriesMost, long bytesMost) {
            return new PerfectLfuEviction();
        }
    },
    @Doc("The entry with the farthest next use (Belady's MIN), the minimum of misses for entries of"
            + " one size. Only for keys that are known before the run: trace(...) or sequential(...).")
    OPT {
        @Override
        EvictionOrder order(int entriesMost, long bytesMost) {
            throw new InvalidValueException("eviction opt needs the future accesses");
        }
    };

    /** Creates the order of an empty store with these limits. */
    abstract EvictionOrder order(int entriesMost, long bytesMost);
}
