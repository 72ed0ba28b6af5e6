package dev.brownout.wiring;

import dev.brownout.random.KeyNames;
import java.util.List;

/** How calls are spread over like machines, where that is not evenly. Two are equal if they spread alike. */
public interface Spread {
    /** Whether all calls for a key come to one machine, as long as the same machines are there. */
    boolean byKey();

    /** Why no arithmetic tells how many calls each machine gets; empty where it does. */
    String unknown();

    /**
     * The share of the calls that each machine gets; they add up to 1.
     *
     * @param calls for which keys they are
     * @param machines the names of those in one place, at least one
     * @param place the number of the place, in name order
     * @param names the keys that the scenario calls by name
     */
    double[] shares(Demand calls, List<String> machines, int place, KeyNames names);

    /**
     * The lanes in which the calls come, and of which one call of each is under way at a time: the share of each lane;
     * nothing where there are none.
     *
     * @param calls for which keys they are
     * @param names the keys that the scenario calls by name
     */
    default double[] lanes(Demand calls, KeyNames names) {
        return new double[0];
    }
}
