package dev.brownout.capacity;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * State of the analytical model in a stage.
 *
 * @param overloaded components with an overload in an earlier stage
 * @param failing shares of the calls that fail, by component
 */
record CarriedState(Set<String> overloaded, Map<String, Double> failing) {
    /** State without an earlier overload and without failures. */
    static final CarriedState NONE = new CarriedState(new TreeSet<>(), new TreeMap<>());

    /** Returns this state with other failure shares of calls, by component. */
    CarriedState failing(Map<String, Double> shares) {
        return new CarriedState(overloaded, shares);
    }
}
