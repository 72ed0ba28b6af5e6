package dev.brownout.tracing;

import java.util.ArrayList;
import java.util.List;

/**
 * Selection of the requests of a run to trace individually.
 *
 * @param slowest number of the slowest successful requests, at least 0
 * @param failed number of the first failed requests, at least 0
 * @param identities identities of additional requests
 */
public record TraceSelector(int slowest, int failed, List<Long> identities) {
    /**
     * Value of {@code failed} for all failed requests and all successful responses that are too late, as in the count
     * of failures.
     */
    public static final int ALL = Integer.MAX_VALUE;

    /** Highest number of traced failures per run. Each trace takes some kilobytes of memory. */
    public static final int MAXIMUM = 100_000;

    /** Empty selection. */
    public static final TraceSelector NONE = new TraceSelector(0, 0, List.of());

    /** Copies the list. */
    public TraceSelector {
        identities = List.copyOf(identities);
    }

    /** Returns whether the selection is empty. */
    public boolean hasNoSelection() {
        return slowest == 0 && failed == 0 && identities.isEmpty();
    }

    /** Returns the union of two selections. Numbers of requests are added. */
    public TraceSelector and(TraceSelector other) {
        List<Long> all = new ArrayList<>(identities);
        all.addAll(other.identities);
        return new TraceSelector(slowest + other.slowest, failed + other.failed, all);
    }
}
