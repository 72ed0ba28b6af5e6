package dev.brownout.chart.experiment;

import dev.brownout.chart.draw.Chart;
import dev.brownout.chart.draw.ChartFrame;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Chart as plain data: panels of marks, and a legend. Panels of rows are one below the other, with the height that the
 * rows need. A panel of numbers is alone and has the usual height of a chart.
 *
 * @param slug file name without extension
 * @param title finding of the chart
 * @param subtitle subject of the chart
 * @param legend samples of marks with their meanings
 */
public record PlotModel(
        String slug, String title, String subtitle, Map<PlotMark, String> legend, List<PlotPanel> panels) {

    /** Copies the collections. */
    public PlotModel {
        legend = new LinkedHashMap<>(legend);
        panels = List.copyOf(panels);
    }

    /** Creates a plot with one panel. */
    public PlotModel(String slug, String title, String subtitle, Map<PlotMark, String> legend, PlotPanel panel) {
        this(slug, title, subtitle, legend, List.of(panel));
    }

    /** Creates a plot with one panel and without a legend. */
    public PlotModel(String slug, String title, String subtitle, PlotPanel panel) {
        this(slug, title, subtitle, Map.of(), panel);
    }

    /** Returns the chart, not rendered yet. */
    public Chart chart() {
        int height = rows() == 0 ? Integer.MAX_VALUE : ChartFrame.height(PlotPainter.height(this));
        return new Chart(slug, title, (g2, width, high) -> new PlotPainter(g2, width, high).paint(this), height);
    }

    int rows() {
        return panels.stream().mapToInt(panel -> panel.up().rows()).sum();
    }
}
