package dev.brownout.eviction;

import dev.brownout.random.KeyOrder;

/** What a store that knows the future goes by: the requests to come, and how far they have come. */
public final class FutureAccesses {
    private final KeyOrder order;
    private long reached = -1;

    /** Before the first request. */
    public FutureAccesses(KeyOrder order) {
        this.order = order;
    }

    /** A request, counted from 0, has come; one that comes late, or again, takes nothing back. */
    public void reached(long number) {
        reached = Math.max(reached, number);
    }

    /** The next request for a key that has not come yet; {@link KeyOrder#NEVER} where there is none. */
    long nextUse(int key) {
        return order.next(key, reached + 1);
    }

    /** Whether a request is not to come any more. */
    boolean passed(long number) {
        return number <= reached;
    }
}
