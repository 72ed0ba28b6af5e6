package dev.brownout.experiment;

import java.util.List;

/** Hears how far the runs of an experiment have come. */
public interface ProgressListener {
    /** Hears nothing. */
    ProgressListener NONE = (run, share, events, inFlight) -> {};

    /**
     * Runs begin that go on side by side.
     *
     * @param what which design they are of, such as {@code web.nodes 4, load 300/s}; empty where they are all
     * @param runs how many at most
     */
    default void begins(String what, int runs) {}

    /**
     * Runs begin that go on side by side, all there are.
     *
     * @param names of what, such as variants, in their order
     */
    default void begins(List<String> names) {
        begins("", names.size());
    }

    /**
     * Tells how far one of them has come, from any thread.
     *
     * @param run its number, from 0
     * @param share of its simulated time that has passed, 0 to 1
     * @param events fired so far in the variant that it is at
     * @param inFlight requests in flight there
     */
    void reached(int run, double share, long events, long inFlight);

    /** The runs that had begun are at their end, or were stopped. */
    default void ends() {}
}
