package dev.brownout.spi;

import dev.brownout.random.KeyNames;
import dev.brownout.sentence.Sentence;
import java.util.List;

/** Uneven distribution of calls over hosts of one tier. Two are equal if they distribute calls in the same manner. */
public interface CallDistribution {
    /** Returns whether all calls for one key go to one host, as long as the set of hosts does not change. */
    boolean byKey();

    /** Returns the reason why the shares of the hosts cannot be computed; empty if they can. */
    Sentence unknown();

    /** Returns the reason why the rate of the calls of each host cannot be computed; empty if it can. */
    default Sentence withheld() {
        return Sentence.EMPTY;
    }

    /**
     * Returns the configured weight of a host; 1 without weights.
     *
     * @param host name of the host, which is its number
     */
    default double weightOf(String host) {
        return 1;
    }

    /** Returns whether like machines that have been there for long get equal shares. */
    default boolean isUniform() {
        return false;
    }

    /** Returns whether hosts with fewer calls in flight are preferred, so that slow hosts get fewer calls. */
    default boolean followsLoad() {
        return false;
    }

    /** Returns the duration of slow start after a host enters service, in nanoseconds; 0 for none. */
    default long growthNanos() {
        return 0;
    }

    /**
     * Returns the share of the calls of each host. The sum is 1.
     *
     * @param calls the calls, with their key distribution
     * @param machines names of the hosts in one location, at least one
     * @param locationIndex index of the location, in name order
     * @param names the keys that the scenario refers to by name
     */
    double[] shares(OfferedDemand calls, List<String> machines, int locationIndex, KeyNames names);

    /** Returns the number of partitions of which each host processes one call at a time; 0 if there are none. */
    default int partitions() {
        return 0;
    }
}
