package dev.brownout.experiment;

import dev.brownout.result.VariantResult;
import java.util.List;

/** Listener to the progress of the runs of an experiment. */
public interface ProgressListener {
    /** Listener that does nothing. */
    ProgressListener NONE = (run, share, events, inFlight) -> {};

    /**
     * Called when a group of concurrent runs begins.
     *
     * @param name design of the runs, such as {@code web.nodes 4, load 300/s}; empty if the group has all runs
     * @param runs maximum number of runs
     */
    default void begins(String name, int runs) {}

    /**
     * Called when the only group of concurrent runs begins.
     *
     * @param names names of the runs, such as the variants, in their order
     */
    default void begins(List<String> names) {
        begins("", names.size());
    }

    /**
     * Called with the progress of one run, from any thread.
     *
     * @param run number of the run, from 0
     * @param share share of the run that is complete, 0 to 1
     * @param events events fired so far in the current variant of the run
     * @param inFlight requests in flight in that variant
     */
    void onProgress(int run, double share, long events, long inFlight);

    /**
     * Called in the thread of a run, before it builds one of its variants. Then {@link #onProgress} is called, and
     * {@link #variantEnds} unless the run is stopped.
     *
     * @param run number of the run, from 0
     */
    default void variantBegins(int run) {}

    /**
     * Called in the thread of a run, with the result of the variant that began last.
     *
     * @param run number of the run, from 0
     */
    default void variantEnds(int run, VariantResult result) {}

    /** Called when the runs that began have ended or were stopped. */
    default void ends() {}
}
