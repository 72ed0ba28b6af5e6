package dev.brownout.metrics;

import dev.brownout.instrument.CellRange;

/** What a run counts of one class of requests. */
public interface RequestCounts {
    /** The name of the class. */
    String name();

    /** Its counts in each place where users live, in the order of {@link RunMeasurements#places}. */
    RequestStats[] stats();

    /** Whether the bytes that its answers bring to users have a bill of their own. */
    boolean billed();

    /** Those bytes in a window; 0 where nobody counts them. */
    long bytesToUsers(CellRange span);
}
