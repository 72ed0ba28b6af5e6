package dev.brownout.metrics;

import dev.brownout.instrument.CellRange;

/** Counts of one request class in a run. */
public interface RequestCounts {
    /** Returns the name of the class. */
    String name();

    /** Returns the counts by user location, in the order of {@link RunMeasurements#places}. */
    RequestStats[] stats();

    /** Returns whether the bytes sent to users by this class are billed separately. */
    boolean isBilled();

    /** Returns the separately billed bytes sent to users in a window; 0 if they are not counted. */
    long bytesToUsers(CellRange span);
}
