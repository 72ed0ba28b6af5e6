package dev.brownout.runtime;

/** What a source of load asks for, time and again: a class of requests, or a whole journey. */
interface LoadTarget {
    /**
     * Lets a user ask for it, now.
     *
     * @param identity what all draws about it depend on
     * @param n the how-manieth of its source it is, from 0
     * @param cell of time in which the user does
     * @param then what he does afterwards; {@code null} for nothing
     */
    void send(long identity, long n, int cell, Runnable then);
}
