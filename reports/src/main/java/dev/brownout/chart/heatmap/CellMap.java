package dev.brownout.chart.heatmap;

import dev.brownout.chart.AxisScale;
import dev.brownout.chart.Chart;
import dev.brownout.chart.EventRail;
import java.util.Arrays;
import java.util.List;

/**
 * Heat map over time. Darker cells stand for larger values.
 *
 * @param title finding of the chart
 * @param subtitle subject of the chart
 * @param levels meaning of each colour, from the palest to the darkest
 * @param rows rows, from the lowest
 * @param time columns
 * @param panels panels, which share both axes
 */
record CellMap(String title, String subtitle, List<String> levels, Rows rows, Time time, List<Panel> panels) {

    /**
     * Rows of a heat map.
     *
     * @param count number of rows
     * @param ticks labels of positions from 0, the lower end of the lowest row, to the number of rows
     */
    record Rows(int count, List<AxisScale.Tick> ticks) {}

    /**
     * Columns of a heat map.
     *
     * @param seconds length of the time axis, in s
     * @param warmup length of the warm-up at its start, in s
     * @param edges start of each column and end of the last one, in s
     */
    record Time(double seconds, double warmup, double[] edges) {}

    /**
     * Coordinate system of a heat map.
     *
     * @param heading text that distinguishes the panel; empty if it is the only one
     * @param rail events below the time axis
     * @param cells level of each column from 1, or 0 for an empty cell, for each row from the lowest
     */
    record Panel(String heading, EventRail rail, int[][] cells) {
        boolean shows(Panel other) {
            return Arrays.deepEquals(cells, other.cells) && rail.equals(other.rail);
        }

        Panel headed(String other) {
            return new Panel(other, rail, cells);
        }
    }

    /** Returns the chart, not rendered yet. */
    Chart chart(String slug) {
        return new Chart(slug, title, (g2, width, height) -> new CellPainter(this, g2).paint(width, height));
    }
}
