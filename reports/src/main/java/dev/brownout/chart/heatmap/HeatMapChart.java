package dev.brownout.chart.heatmap;

import dev.brownout.chart.draw.AxisScale;
import dev.brownout.chart.draw.Chart;
import dev.brownout.chart.model.EventRail;
import dev.brownout.format.VariantLabels;
import dev.brownout.result.VariantResult;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Heat map over time. Darker cells represent larger values.
 *
 * @param title finding of the chart
 * @param subtitle subject of the chart
 * @param levels meaning of each colour, from the palest to the darkest
 * @param rows row axis
 * @param time time axis with the columns
 * @param panels panels, which share both axes
 */
record HeatMapChart(
        String title, String subtitle, List<String> levels, Rows rows, TimeColumns time, List<Panel> panels) {

    /**
     * Row axis of a heat map.
     *
     * @param count number of rows
     * @param ticks ticks of the axis; position 0 is the lower edge of the lowest row, position {@code count} the upper
     *     edge of the highest row
     * @param prominent tick with a bold label in place of others that would overlap it: the subject of the title
     */
    record Rows(int count, List<AxisScale.Tick> ticks, Optional<AxisScale.Tick> prominent) {}

    /**
     * Time axis of a heat map, with its columns.
     *
     * @param seconds length of the time axis, in s
     * @param warmup length of the warm-up at its start, in s
     * @param edges start of each column and end of the last one, in s
     */
    record TimeColumns(double seconds, double warmup, double[] edges) {}

    /**
     * Panel of a heat map.
     *
     * @param heading text that distinguishes the panel; empty for a single panel
     * @param rail events below the time axis
     * @param cells level of each cell, indexed by row and column; row 0 is the lowest; levels are from 1, and 0 is an
     *     empty cell
     */
    record Panel(String heading, EventRail rail, int[][] cells) {
        /** Returns whether another panel has the same cells and events. */
        boolean hasSameContent(Panel other) {
            return Arrays.deepEquals(cells, other.cells) && rail.equals(other.rail);
        }

        /** Returns this panel with another heading. */
        Panel withHeading(String newHeading) {
            return new Panel(newHeading, rail, cells);
        }

        /**
         * Merges panels with the same content and adds the names of their variants. The panel of a single variant has
         * no heading.
         */
        static List<Panel> join(List<Panel> each, List<VariantResult> variants) {
            if (each.size() == 1) {
                return each;
            }
            return VariantLabels.groups(each, Panel::hasSameContent).stream()
                    .map(group -> each.get(group.get(0))
                            .withHeading(VariantLabels.heading(group.stream()
                                    .map(i -> variants.get(i).name())
                                    .toList())))
                    .toList();
        }
    }

    /** Returns the chart, not rendered yet. */
    Chart chart(String slug) {
        return new Chart(slug, title, (g2, width, height) -> new CellPainter(this, g2).paint(width, height));
    }
}
