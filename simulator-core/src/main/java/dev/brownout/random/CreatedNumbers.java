package dev.brownout.random;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts the keys created by the requests of a run. Requests with equal popularities share the keys, like rows of one
 * table.
 */
public final class CreatedNumbers {
    private final Map<KeyPopularity, Count> counts = new LinkedHashMap<>();

    /** Number of keys created so far for one popularity. */
    static final class Count {
        private int made;

        /** Returns the number of created keys. */
        int createdCount() {
            return made;
        }

        /** Creates one more key and returns its index among all created keys, from 0. */
        int next() {
            return made++;
        }
    }

    /** Returns the counter of a popularity. Equal popularities share one counter. */
    Count of(KeyPopularity table) {
        return counts.computeIfAbsent(table, any -> new Count());
    }
}
