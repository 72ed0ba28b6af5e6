package dev.brownout.spec;

import java.util.List;

/**
 * Columns of a file that a scenario names, in the order of its rows. A column without a {@link TableColumn} among the
 * arguments is empty; each other one has a value for each row.
 *
 * @param keys keys, as written
 * @param sizes sizes in bytes
 * @param times times in nanoseconds
 * @param rates rates per second
 */
public record RecordedTable(List<String> keys, List<Integer> sizes, List<Long> times, List<Double> rates) {
    /** Copies the lists. */
    public RecordedTable {
        keys = List.copyOf(keys);
        sizes = List.copyOf(sizes);
        times = List.copyOf(times);
        rates = List.copyOf(rates);
    }
}
