package dev.brownout.html;

import dev.brownout.chart.draw.Chart;
import dev.brownout.html.ReportCharts.PlacedChart;
import dev.brownout.summary.Block.FoldedTable;
import dev.brownout.translation.Messages;
import java.util.List;
import java.util.function.Function;

/** Writes charts as figures of a page. */
final class FigureWriter {
    private final HtmlBuilder html;
    private final HtmlPartWriter elements;
    private final Function<Chart, String> images;

    /**
     * Creates a writer of figures.
     *
     * @param images returns the image of a chart as an SVG document; empty if the page has no images
     */
    FigureWriter(HtmlBuilder html, HtmlPartWriter elements, Function<Chart, String> images) {
        this.html = html;
        this.elements = elements;
        this.images = images;
    }

    /** Adds charts in a grid. */
    void grid(List<PlacedChart> some) {
        if (!some.isEmpty()) {
            html.open("div", "class", "charts").line();
            some.forEach(chart -> chart(chart, chart.isFullWidth() ? "full" : ""));
            html.close("div").line();
        }
    }

    /** Adds a chart with its data table. */
    void chart(PlacedChart chart, String layout) {
        html.open("div", "class", ("chart " + layout).strip())
                .open("figure", "id", chart.chart().slug());
        writeImage(chart, !chart.folded() || chart.model().isEmpty());
        html.close("figure").line();
        if (!chart.chart().lines().isEmpty()) {
            elements.folded(new FoldedTable(Messages.text("report.data_table"), false, LineTable.table(chart.chart())));
        }
        html.close("div").line();
    }

    /** Adds the image of a chart. A folded chart that the script draws has none, which keeps the page small. */
    void writeImage(PlacedChart chart, boolean drawn) {
        html.openScrollable("still", "chart").line();
        String image = drawn ? images.apply(chart.chart()) : "";
        if (!image.isEmpty()) {
            html.raw(image);
        } else {
            html.open("noscript")
                    .text(Messages.text(
                            "report.needs_script",
                            chart.chart().title(),
                            chart.chart().slug()))
                    .close("noscript");
        }
        html.close("div");
    }
}
