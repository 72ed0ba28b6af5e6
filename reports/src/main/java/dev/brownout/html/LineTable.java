package dev.brownout.html;

import dev.brownout.chart.draw.Chart;
import dev.brownout.format.SimulatedTimeFormat;
import dev.brownout.summary.Cell;
import dev.brownout.summary.Column;
import dev.brownout.summary.Table;
import dev.brownout.translation.Messages;

/** Table with the extremes of the lines of a chart, for screen readers. */
final class LineTable {
    private LineTable() {}

    /** Returns a row for each line with values: its minimum, maximum and last value. */
    static Table table(Chart chart) {
        boolean several = chart.lines().stream().anyMatch(line -> line.panel() > 0);
        Table.Rows<Chart.Line> rows = Table.of(chart.lines().stream()
                .filter(line -> line.values().stream().anyMatch(value -> !Double.isNaN(value)))
                .toList());
        if (several) {
            rows.text(Column.text("panel"), Chart.Line::heading);
        }
        return rows.text(Column.text("line"), Chart.Line::label)
                .column(Column.number("minimum"), line -> value(line, -1))
                .column(Column.number("maximum"), line -> value(line, 1))
                .column(Column.number("last"), line -> value(line, 0))
                .table();
    }

    /**
     * Returns a value of a line with the start of its interval: the minimum, the maximum, or the last value.
     *
     * @param sign -1 for the minimum, 1 for the maximum, 0 for the last value
     */
    private static Cell value(Chart.Line line, int sign) {
        int found = -1;
        for (int i = 0; i < line.values().size(); i++) {
            double value = line.values().get(i);
            if (!Double.isNaN(value)
                    && (found < 0
                            || sign == 0
                            || sign * value > sign * line.values().get(found))) {
                found = i;
            }
        }
        return found < 0
                ? Cell.of(Messages.text("verdict.no_data"))
                : Cell.quantity(line.values().get(found), line.unit())
                        .above(Messages.text(
                                        "chart.at",
                                        SimulatedTimeFormat.at(line.starts().get(found)))
                                .strip());
    }
}
