package dev.brownout.reading;

import dev.brownout.service.Outcome;

/** Hears of each request that ends, when it ends. */
public interface RequestWatch {
    /**
     * One has ended.
     *
     * @param region the number of the place in which its user lives
     * @param bornAt when he wanted to send it
     * @param outcome how it ended
     * @param late whether it was answered well, but too late to be good
     * @param latencyNanos how long it took
     */
    void ended(int region, long bornAt, Outcome outcome, boolean late, long latencyNanos);
}
