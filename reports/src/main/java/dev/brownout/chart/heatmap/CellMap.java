package dev.brownout.chart.heatmap;

import dev.brownout.chart.AxisScale;
import dev.brownout.chart.Chart;
import dev.brownout.chart.EventRail;
import java.util.Arrays;
import java.util.List;

/**
 * Cells over time, the darker the more.
 *
 * @param title what it found
 * @param subtitle what it is of
 * @param levels what each colour means, from the palest to the darkest
 * @param rows what the rows are, from the lowest
 * @param time the columns
 * @param panels the coordinate systems, which share both axes
 */
record CellMap(String title, String subtitle, List<String> levels, Rows rows, Time time, List<Panel> panels) {

    /**
     * The rows.
     *
     * @param count how many
     * @param ticks names of places between 0, the lower end of the lowest row, and their count
     */
    record Rows(int count, List<AxisScale.Tick> ticks) {}

    /**
     * The columns.
     *
     * @param seconds length of the time axis
     * @param warmup length of the part at its start that does not count
     * @param edges where each column begins, in seconds, and the last one ends
     */
    record Time(double seconds, double warmup, double[] edges) {}

    /**
     * One coordinate system.
     *
     * @param heading what sets it apart from the others; empty when it is the only one
     * @param rail what stands under its time axis
     * @param cells for each row, from the lowest, the level of each column, from 1 on; 0 where there is nothing
     */
    record Panel(String heading, EventRail rail, int[][] cells) {
        boolean shows(Panel other) {
            return Arrays.deepEquals(cells, other.cells) && rail.equals(other.rail);
        }

        Panel headed(String other) {
            return new Panel(other, rail, cells);
        }
    }

    /** The chart; not drawn yet. */
    Chart chart(String slug) {
        return new Chart(slug, title, (g2, width, height) -> new CellPainter(this, g2).paint(width, height));
    }
}
