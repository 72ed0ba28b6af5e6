package dev.brownout.language.parse;

import dev.brownout.spec.ColumnSeparator;
import dev.brownout.spec.TableColumn.Content;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/**
 * Arguments that describe a recorded table.
 *
 * @param columns the columns that the function can read, by their content
 * @param header whether the first line has names; empty if not written
 * @param separator the separator of the columns; empty if not written
 * @param unit nanoseconds of a time without a unit; empty if not written
 * @param per nanoseconds to which a rate without a unit refers; empty if not written
 */
record RecordedTableForm(
        Map<Content, Column> columns,
        Optional<Boolean> header,
        Optional<ColumnSeparator> separator,
        Optional<BigDecimal> unit,
        Optional<BigDecimal> per) {
    /**
     * A column that a function can read.
     *
     * @param argument name of its argument
     * @param written its number from 1, or its name; empty if not written
     * @param position its number if not written; 0 if it is then not read
     */
    record Column(String argument, Optional<String> written, int position) {}

    /** Returns whether the file is a table; otherwise, each line is a single key or time. */
    boolean table() {
        boolean written =
                columns.values().stream().anyMatch(column -> column.written().isPresent());
        boolean described = written || header.isPresent() || separator.isPresent() || unit.isPresent();
        return described || columns.containsKey(Content.RATES);
    }
}
