package dev.brownout.chart.line;

import dev.brownout.chart.draw.OutcomeStyle;
import dev.brownout.chart.draw.Palette;
import dev.brownout.chart.draw.ValueRange;
import dev.brownout.chart.model.LineSimplifier;
import dev.brownout.chart.model.Panel;
import dev.brownout.chart.model.SeriesLine;
import java.awt.geom.Ellipse2D;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jfree.chart.renderer.xy.XYAreaRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.AbstractXYDataset;

/**
 * Lines of a panel as a JFreeChart dataset. Unnamed lines come first, so that the named ones are drawn over them. Each
 * value is mapped to its position on the axis beforehand, so that all painters draw the same points.
 */
final class LineDataset extends AbstractXYDataset {

    private static final double DOT = 8;

    private final transient List<SeriesLine> tracks;
    private final int rest;

    LineDataset(Panel panel, ValueRange range) {
        this(
                Stream.concat(panel.rest().stream(), panel.tracks().stream())
                        .map(LineSimplifier::simplify)
                        .map(track -> track.mappedTo(range))
                        .map(LineSimplifier::level)
                        .toList(),
                panel.rest().size());
    }

    private LineDataset(List<SeriesLine> tracks, int rest) {
        this.tracks = tracks;
        this.rest = rest;
    }

    /** Creates a dataset of the first lines of a panel, which are outlines. */
    static LineDataset outlines(Panel panel, int outlines, ValueRange range) {
        return new LineDataset(
                panel.tracks().subList(0, outlines).stream()
                        .map(track -> track.mappedTo(range))
                        .map(LineSimplifier::level)
                        .toList(),
                0);
    }

    /**
     * Creates a dataset of the lines after the outlines, stacked. The highest sum comes first, so that each area is
     * drawn over the one above it.
     */
    static LineDataset areas(Panel panel, int outlines, ValueRange range) {
        List<SeriesLine> sums = new ArrayList<>();
        for (SeriesLine track : panel.tracks().subList(outlines, panel.tracks().size())) {
            sums.add(0, sums.isEmpty() ? track : track.plus(sums.get(0)));
        }
        return new LineDataset(
                sums.stream()
                        .map(track -> LineSimplifier.level(track.mappedTo(range)))
                        .toList(),
                0);
    }

    /** Returns a renderer that fills the area below each line in the colour of its outcome. */
    XYAreaRenderer areas() {
        XYAreaRenderer renderer = new XYAreaRenderer(XYAreaRenderer.AREA);
        for (int i = 0; i < tracks.size(); i++) {
            renderer.setSeriesPaint(i, OutcomeStyle.of(tracks.get(i).label()).color());
        }
        return renderer;
    }

    /** Returns a renderer that draws each line as one path, and a value between two gaps as a dot. */
    XYLineAndShapeRenderer renderer() {
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false) {
            @Override
            public boolean getItemShapeVisible(int series, int item) {
                return alone(series, item);
            }
        };
        renderer.setDrawSeriesLineAsPath(true);
        for (int i = 0; i < tracks.size(); i++) {
            renderer.setSeriesPaint(i, i < rest ? Palette.REST : Palette.line(i - rest));
            renderer.setSeriesStroke(i, i < rest ? Palette.restStroke() : Palette.stroke(i - rest));
            renderer.setSeriesShape(i, new Ellipse2D.Double(-DOT / 2, -DOT / 2, DOT, DOT));
        }
        return renderer;
    }

    private boolean alone(int series, int item) {
        double[] values = tracks.get(series).values();
        boolean before = item > 0 && !Double.isNaN(values[item - 1]);
        boolean after = item + 1 < values.length && !Double.isNaN(values[item + 1]);
        return !Double.isNaN(values[item]) && !before && !after;
    }

    @Override
    public int getSeriesCount() {
        return tracks.size();
    }

    @Override
    public Comparable<?> getSeriesKey(int series) {
        return series;
    }

    @Override
    public int getItemCount(int series) {
        return tracks.get(series).values().length;
    }

    @Override
    public Number getX(int series, int item) {
        return getXValue(series, item);
    }

    @Override
    public Number getY(int series, int item) {
        return getYValue(series, item);
    }

    @Override
    public double getXValue(int series, int item) {
        return tracks.get(series).seconds()[item];
    }

    @Override
    public double getYValue(int series, int item) {
        return tracks.get(series).values()[item];
    }
}
