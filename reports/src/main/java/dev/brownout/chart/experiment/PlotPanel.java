package dev.brownout.chart.experiment;

import java.util.List;

/**
 * Panel of a {@link PlotModel}.
 *
 * @param heading heading above the panel; empty for none
 * @param marks marks; later ones cover earlier ones
 */
public record PlotPanel(String heading, PlotAxis across, PlotAxis up, List<PlotMark> marks) {
    /** Copies the list. */
    public PlotPanel {
        marks = List.copyOf(marks);
    }

    /** Creates a panel without a heading. */
    public PlotPanel(PlotAxis across, PlotAxis up, List<PlotMark> marks) {
        this("", across, up, marks);
    }
}
