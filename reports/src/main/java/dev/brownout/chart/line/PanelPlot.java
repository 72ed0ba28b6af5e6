package dev.brownout.chart.line;

import dev.brownout.chart.draw.Axes;
import dev.brownout.chart.draw.Palette;
import dev.brownout.chart.draw.TextLayout;
import dev.brownout.chart.draw.Typeface;
import dev.brownout.chart.draw.ValueRange;
import dev.brownout.chart.model.ChartModel;
import dev.brownout.chart.model.FailurePeriod;
import dev.brownout.chart.model.Panel;
import dev.brownout.result.VariantResult.RoleSpan;
import dev.brownout.translation.Messages;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.annotations.XYBoxAnnotation;
import org.jfree.chart.annotations.XYTextAnnotation;
import org.jfree.chart.axis.AxisSpace;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.IntervalMarker;
import org.jfree.chart.plot.SeriesRenderingOrder;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.RectangleAnchor;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.TextAnchor;

/** JFreeChart plot of one panel. */
final class PanelPlot {

    /** Free space at the right of a plot without labels there, in pixels. */
    static final double RIGHT = 28;

    private static final double LEFT = 84;
    private static final double NARROW_LEFT = 20;
    private static final double NODE_NAMES = 40;
    private static final double BOTTOM = 30;
    private static final double NARROW_BOTTOM = 10;
    static final double TOP = 6;
    private static final float NOTE = 14;

    private final ChartModel drawing;
    private final Panel panel;
    private final ValueRange range;
    private final double width;
    private final double right;
    private final List<String> nodes;

    PanelPlot(ChartModel drawing, Panel panel, ValueRange range, double width, double right) {
        this.drawing = drawing;
        this.panel = panel;
        this.range = range;
        this.width = width;
        this.right = right;
        this.nodes = panel.roles().stream().map(PanelPlot::node).distinct().toList();
    }

    /**
     * Returns the distance from the left edge of a panel to its time axis, in pixels. Only panels of the first column
     * have value labels.
     */
    static double left(ChartModel drawing, boolean first) {
        boolean roles =
                drawing.panels().stream().anyMatch(panel -> !panel.roles().isEmpty());
        return first || roles ? LEFT + (roles ? NODE_NAMES : 0) : NARROW_LEFT;
    }

    /** Returns the height below the plot, in pixels. Only panels of the lowest row have time labels. */
    static double bottom(boolean lowest) {
        return lowest ? BOTTOM : NARROW_BOTTOM;
    }

    JFreeChart chart(boolean first, boolean lowest) {
        ValueAxis time = Axes.time(drawing.seconds());
        ValueAxis value = nodes.isEmpty() ? range.axis() : nodeAxis();
        value.setTickLabelsVisible(first || !nodes.isEmpty());
        time.setTickLabelsVisible(lowest);
        boolean stacked = drawing.outlines() >= 0;
        LineDataset lines =
                stacked ? LineDataset.outlines(panel, drawing.outlines(), range) : new LineDataset(panel, range);
        XYPlot plot = new XYPlot(lines, time, value, lines.renderer());
        if (stacked) {
            LineDataset areas = LineDataset.areas(panel, drawing.outlines(), range);
            plot.setDataset(1, areas);
            plot.setRenderer(1, areas.areas());
        }
        plot.setSeriesRenderingOrder(SeriesRenderingOrder.FORWARD);
        plot.setBackgroundPaint(Palette.BACKGROUND);
        plot.setOutlineVisible(false);
        plot.setDomainGridlinePaint(Palette.GRID);
        plot.setRangeGridlinePaint(Palette.GRID);
        plot.setDomainGridlineStroke(new BasicStroke(1));
        plot.setRangeGridlineStroke(new BasicStroke(1));
        plot.setRangeGridlinesVisible(nodes.isEmpty());
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        plot.setInsets(RectangleInsets.ZERO_INSETS);
        AxisSpace left = new AxisSpace();
        left.setLeft(left(drawing, first));
        left.setRight(right);
        plot.setFixedRangeAxisSpace(left);
        AxisSpace bottom = new AxisSpace();
        bottom.setBottom(bottom(lowest));
        bottom.setTop(TOP);
        plot.setFixedDomainAxisSpace(bottom);
        if (!Double.isNaN(range.zero())) {
            plot.addRangeMarker(
                    new ValueMarker(range.from(), Palette.FAINT_INK, Palette.breakStroke()), Layer.BACKGROUND);
        }
        if (drawing.warmup() > 0) {
            plot.addDomainMarker(warmup(), Layer.BACKGROUND);
        }
        panel.rail().hurt().forEach(hurt -> plot.addDomainMarker(shade(hurt), Layer.BACKGROUND));
        panel.roles().forEach(span -> roleBox(plot, span));
        JFreeChart chart = new JFreeChart(null, null, plot, false);
        chart.setBackgroundPaint(null);
        chart.setPadding(RectangleInsets.ZERO_INSETS);
        return chart;
    }

    /** Returns a grey marker of the warm-up, with its name if it fits. */
    private IntervalMarker warmup() {
        IntervalMarker marker = new IntervalMarker(0, Math.min(drawing.warmup(), drawing.seconds()), Palette.WARMUP);
        Font font = Typeface.regular(NOTE);
        if (TextLayout.width(Messages.text("chart.warmup"), font) + 8 < drawing.warmup() / drawing.seconds() * width) {
            marker.setLabel(Messages.text("chart.warmup"));
            marker.setLabelFont(font);
            marker.setLabelPaint(Palette.FAINT_INK);
            marker.setLabelAnchor(RectangleAnchor.TOP);
            marker.setLabelTextAnchor(TextAnchor.TOP_CENTER);
            marker.setLabelBackgroundColor(new Color(0, 0, 0, 0));
        }
        return marker;
    }

    private IntervalMarker shade(FailurePeriod hurt) {
        double from = hurt.fromNanos() / 1e9;
        double least = drawing.seconds() / 600;
        return new IntervalMarker(from, Math.max(hurt.toNanos() / 1e9, from + least), Palette.HURT);
    }

    private ValueAxis nodeAxis() {
        SymbolAxis axis = new SymbolAxis(null, nodes.toArray(String[]::new));
        axis.setTickLabelFont(Typeface.regular(14));
        axis.setTickLabelPaint(Palette.INK);
        axis.setGridBandsVisible(false);
        axis.setInverted(true);
        axis.setRange(-0.5, nodes.size() - 0.5);
        return axis;
    }

    private void roleBox(XYPlot plot, RoleSpan span) {
        int row = nodes.indexOf(node(span));
        double from = span.fromNanos() / 1e9;
        double to = span.toNanos() / 1e9;
        plot.addAnnotation(new XYBoxAnnotation(
                from, row + 0.36, to, row - 0.36, new BasicStroke(1), Palette.FAINT_INK, Palette.role(span.role())));
        Font font = Typeface.regular(14);
        double pixels = (to - from) / drawing.seconds() * width;
        if (TextLayout.width(span.role(), font) + 8 < pixels) {
            XYTextAnnotation text = new XYTextAnnotation(span.role(), (from + to) / 2, row);
            text.setFont(font);
            text.setPaint(Palette.INK);
            plot.addAnnotation(text);
        }
    }

    private static String node(RoleSpan span) {
        return span.component() + "/" + span.node();
    }
}
