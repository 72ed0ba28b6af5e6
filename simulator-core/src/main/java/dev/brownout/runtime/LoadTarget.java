package dev.brownout.runtime;

/** Target of a load source: a class of requests or a journey. */
interface LoadTarget {
    /**
     * Starts one request or journey now.
     *
     * @param identity seed of all its random numbers
     * @param n its sequence number within its source, from 0
     * @param cell cell of the time grid in which it starts
     * @param then action after its end; {@code null} for none
     */
    void send(long identity, long n, int cell, Runnable then);
}
