package dev.brownout.runtime;

/** Receiver of the arrivals of a load source: a request class or a user journey. */
interface LoadTarget {
    /**
     * Starts one request or journey at the current simulation time.
     *
     * @param identity key of all random numbers of the request or journey
     * @param sequenceNumber number of the arrival within its source, from 0
     * @param cell index of the current cell of the time grid
     * @param onEnd callback at the end of the request or journey; {@code null} for none
     */
    void start(long identity, long sequenceNumber, int cell, Runnable onEnd);
}
