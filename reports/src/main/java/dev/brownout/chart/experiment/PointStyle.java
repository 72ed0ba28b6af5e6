package dev.brownout.chart.experiment;

import dev.brownout.chart.draw.Palette;
import dev.brownout.chart.experiment.PlotMark.PointMark;
import java.awt.Color;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Style of a point by its verdict. Styles differ by colour and by shape, so that they are distinguishable without
 * colours.
 */
public enum PointStyle {
    /** Good: a blue disc. */
    GOOD(PlotSymbol.DISC, Palette.line(0)),
    /** Undecided: an empty grey diamond. */
    OPEN(PlotSymbol.DIAMOND, Palette.BACKGROUND),
    /** Bad: an orange triangle. */
    BAD(PlotSymbol.TRIANGLE, Palette.line(1)),
    /** Not judged: a grey cross. */
    UNJUDGED(PlotSymbol.CROSS, Palette.BACKGROUND);

    private final PlotSymbol symbol;
    private final Color fill;

    PointStyle(PlotSymbol symbol, Color fill) {
        this.symbol = symbol;
        this.fill = fill;
    }

    /** Returns the legend of designs and loads with assertions. */
    static Map<PlotMark, String> verdicts() {
        return legend("all assertions met", "undecided", "an assertion violated");
    }

    /** Returns a legend with the meanings of the first styles, in their order. */
    static Map<PlotMark, String> legend(String... meanings) {
        Map<PlotMark, String> legend = new LinkedHashMap<>();
        for (int i = 0; i < meanings.length; i++) {
            legend.put(values()[i].at(0, 0, ""), meanings[i]);
        }
        return legend;
    }

    /** Creates a mark in this style. */
    public PointMark at(double x, double y, String label) {
        return new PointMark(x, y, symbol, fill, label);
    }

    /** Returns the colour of a line or a text with this meaning. */
    public Color colour() {
        return symbol.edge() == null ? fill : symbol.edge();
    }
}
