package dev.brownout.random;

/** Predetermined sequence of the keys of requests. Requests count from 0. */
public interface KeyOrder {
    /** Number of a request that does not exist. */
    long NEVER = Long.MAX_VALUE;

    /** Returns the key of a request. */
    int key(long number);

    /**
     * Returns the number of the first request for a key, from the given request on; {@link #NEVER} if there is none.
     */
    long next(int key, long from);

    /** Returns the number of requests, at least 1, after which the sequence repeats. */
    int period();
}
