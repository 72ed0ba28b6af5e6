package dev.brownout.spi;

import dev.brownout.random.KeyNames;
import java.util.List;

/** How calls are spread over like machines, where that is not evenly. Two are equal if they spread alike. */
public interface CallDistribution {
    /** Whether all calls for a key come to one machine, as long as the same machines are there. */
    boolean byKey();

    /** Why no arithmetic tells how many calls each machine gets; empty where it does. */
    String unknown();

    /** Returns whether like machines that have been there for long get equal shares. */
    default boolean even() {
        return false;
    }

    /** Returns whether machines get calls as they have fewest in flight, so that slow ones get fewer than others. */
    default boolean followsLoad() {
        return false;
    }

    /**
     * The least share of the calls that some of the machines in a place get, however slow they are; 0 to 1.
     *
     * @param some how many machines, at most all
     * @param all the machines in the place
     */
    default double leastShare(int some, int all) {
        return (double) some / all;
    }

    /** The time for which the weight of a machine grows that has come into service, in nanoseconds; 0 for no time. */
    default long growthNanos() {
        return 0;
    }

    /**
     * The mean weight of a machine over a part of its time in service; 1 for one that has been there for long.
     *
     * @param fromNanos its age at the start of the part
     * @param toNanos its age at the end, more than that
     */
    default double weight(long fromNanos, long toNanos) {
        return 1;
    }

    /**
     * The share of the calls that each machine gets; they add up to 1.
     *
     * @param calls for which keys they are
     * @param machines the names of those in one place, at least one
     * @param place the number of the place, in name order
     * @param names the keys that the scenario calls by name
     */
    double[] shares(OfferedDemand calls, List<String> machines, int place, KeyNames names);

    /**
     * The lanes in which the calls come, and of which one call of each is under way at a time: the share of each lane;
     * nothing where there are none.
     *
     * @param calls for which keys they are
     * @param names the keys that the scenario calls by name
     */
    default double[] lanes(OfferedDemand calls, KeyNames names) {
        return new double[0];
    }
}
