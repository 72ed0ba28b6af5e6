package dev.brownout.eviction;

import dev.brownout.spec.Doc;

/** Which entry of a full store makes room for a new one. */
public enum Eviction {
    @Doc("The one that was not used for longest.")
    LRU {
        @Override
        Order order() {
            return new Lru();
        }
    },
    @Doc("The one used least often since it came; among equals the one that has been at its count for longest.")
    LFU {
        @Override
        Order order() {
            return new Lfu();
        }
    },
    @Doc("The one that came first, used or not.")
    FIFO {
        @Override
        Order order() {
            return new Fifo();
        }
    };

    abstract Order order();
}
