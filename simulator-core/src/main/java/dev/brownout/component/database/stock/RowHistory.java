package dev.brownout.component.database.stock;

import java.util.Arrays;
import java.util.Set;

/** Number of a row after each of its changes, such as its free units, by version and by time. */
final class RowHistory {
    private final int initial;
    private int count;
    private long[] writes = new long[2];
    private long[] times = new long[2];
    private int[] numbers = new int[2];

    RowHistory(int initial) {
        this.initial = initial;
    }

    /** Adds the number after a change. */
    void add(long version, long now, int number) {
        if (count == writes.length) {
            writes = Arrays.copyOf(writes, 2 * count);
            times = Arrays.copyOf(times, 2 * count);
            numbers = Arrays.copyOf(numbers, 2 * count);
        }
        writes[count] = version;
        times[count] = now;
        numbers[count++] = number;
    }

    /**
     * Returns the number in data of a version.
     *
     * @param known plain version, complement of an instant, or 0 for the initial data
     */
    int valueAt(long known) {
        if (known == 0) {
            return initial;
        }
        return known > 0 ? last(writes, known) : last(times, ~known);
    }

    /**
     * Returns whether a change is not in data of a version.
     *
     * @param known as in {@link #valueAt}
     * @param lost versions of the changes that a failover has reverted, and which do not count
     */
    boolean changedAfter(long known, Set<Long> lost) {
        int newest = count - 1;
        while (newest >= 0 && lost.contains(writes[newest])) {
            newest--;
        }
        return newest >= 0 && (known > 0 ? writes[newest] > known : known == 0 || times[newest] > ~known);
    }

    /** Returns the number after the last change that is not after {@code end}. */
    private int last(long[] changes, long end) {
        int from = 0;
        int to = count;
        while (from < to) {
            int middle = from + to >>> 1;
            if (changes[middle] <= end) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from == 0 ? initial : numbers[from - 1];
    }
}
