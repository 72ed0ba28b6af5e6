package dev.brownout.displayed;

import java.util.List;

/**
 * A table as displayed.
 *
 * @param headings heading of each column
 * @param rows texts of the cells of each row
 */
record DisplayedTable(List<String> headings, List<List<String>> rows) {
    /** Returns the cell of a row below a heading; empty for a missing column. */
    String cell(List<String> row, String heading) {
        int column = headings.indexOf(heading);
        return column < 0 ? "" : row.get(column);
    }
}
