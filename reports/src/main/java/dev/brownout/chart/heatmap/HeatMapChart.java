package dev.brownout.chart.heatmap;

import dev.brownout.chart.draw.AxisScale;
import dev.brownout.chart.draw.Chart;
import dev.brownout.chart.model.EventRail;
import dev.brownout.format.VariantLabels;
import dev.brownout.result.VariantResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

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
     */
    record Rows(int count, List<AxisScale.Tick> ticks) {}

    /**
     * TimeColumns axis of a heat map, with its columns.
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
        static List<Panel> joined(List<Panel> each, List<VariantResult> variants) {
            if (each.size() == 1) {
                return each;
            }
            List<Panel> joined = new ArrayList<>();
            List<List<String>> names = new ArrayList<>();
            for (int i = 0; i < each.size(); i++) {
                int like = 0;
                while (like < joined.size() && !joined.get(like).hasSameContent(each.get(i))) {
                    like++;
                }
                if (like == joined.size()) {
                    joined.add(each.get(i));
                    names.add(new ArrayList<>());
                }
                names.get(like).add(variants.get(i).name());
            }
            for (int i = 0; i < joined.size(); i++) {
                joined.set(i, joined.get(i).withHeading(VariantLabels.heading(names.get(i))));
            }
            return joined;
        }
    }

    /** Returns the chart, not rendered yet. */
    Chart chart(String slug) {
        return new Chart(slug, title, (g2, width, height) -> new CellPainter(this, g2).paint(width, height));
    }
}
