package dev.brownout.eviction;

import dev.brownout.random.KeyOrder;

/** Future accesses for optimal eviction: the known order of requests, and the current position. */
public final class FutureAccesses {
    private final KeyOrder order;
    private long reached = -1;

    /** Starts before the first request. */
    public FutureAccesses(KeyOrder order) {
        this.order = order;
    }

    /** Advances to a request, counted from 0; late or repeated requests have no effect. */
    public void advanceTo(long number) {
        reached = Math.max(reached, number);
    }

    /** Returns the number of the next request for a key; {@link KeyOrder#NEVER} if there is none. */
    long nextUse(int key) {
        return order.next(key, reached + 1);
    }

    /** Returns whether a request is in the past. */
    boolean isPast(long number) {
        return number <= reached;
    }
}
