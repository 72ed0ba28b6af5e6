package dev.brownout.random;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How many keys the requests of a run have made. Requests that say the same popularity share its keys, as the rows of
 * one table.
 */
public final class CreatedNumbers {
    private final Map<KeyPopularity, Count> counts = new LinkedHashMap<>();

    /** The keys made of one popularity so far. */
    static final class Count {
        private int made;

        /** How many there are. */
        int made() {
            return made;
        }

        /** One more: its place among all that were made, from 0. */
        int next() {
            return made++;
        }
    }

    /** The count of a popularity, the same for equal ones. */
    Count of(KeyPopularity table) {
        return counts.computeIfAbsent(table, any -> new Count());
    }
}
