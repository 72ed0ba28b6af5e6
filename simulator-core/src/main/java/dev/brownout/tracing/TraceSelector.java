package dev.brownout.tracing;

import java.util.ArrayList;
import java.util.List;

/**
 * Which requests of a run are looked at one by one.
 *
 * @param slowest how many of those answered well that took longest, at least 0
 * @param failed how many of those that failed, the first ones; at least 0
 * @param identities of others
 */
public record TraceSelector(int slowest, int failed, List<Long> identities) {
    /**
     * For {@code failed}: all of them, and those that were answered well but too late, as the count of failures has.
     */
    public static final int ALL = Integer.MAX_VALUE;

    /** As many failures are looked at, however many there are: what is remembered of one takes some kilobytes. */
    public static final int MOST = 100_000;

    /** None. */
    public static final TraceSelector NONE = new TraceSelector(0, 0, List.of());

    /** Takes the list as it is now. */
    public TraceSelector {
        identities = List.copyOf(identities);
    }

    /** Whether there is nothing to look at. */
    public boolean none() {
        return slowest == 0 && failed == 0 && identities.isEmpty();
    }

    /** What both choose. */
    public TraceSelector and(TraceSelector other) {
        List<Long> all = new ArrayList<>(identities);
        all.addAll(other.identities);
        return new TraceSelector(slowest + other.slowest, failed + other.failed, all);
    }
}
