package dev.brownout.random;

/** The keys of requests that are known one by one before any of them comes. Requests count from 0. */
public interface KeyOrder {
    /** The number of a request that never comes. */
    long NEVER = Long.MAX_VALUE;

    /** The key of a request. */
    int key(long number);

    /** The first request from this one on that asks for a key; {@link #NEVER} where none does. */
    long next(int key, long from);

    /** After how many requests, at least 1, they begin anew. */
    int period();
}
