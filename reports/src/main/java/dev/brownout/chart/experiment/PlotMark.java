package dev.brownout.chart.experiment;

import dev.brownout.chart.experiment.LineChart.LimitLine;
import java.awt.Color;
import java.awt.Stroke;
import java.awt.geom.Point2D;
import java.util.List;

/**
 * Mark of a {@link PlotPanel}. Its coordinates are values of the axes. A position beyond an axis is at its edge, so
 * infinite values are the edges.
 */
public sealed interface PlotMark {

    /**
     * Symbol at a position. A value above the axis is added to the label.
     *
     * @param fill fill colour; {@code null} for none
     * @param label text beside the symbol where there is space; empty for none
     */
    record PointMark(double x, double y, PlotSymbol symbol, Color fill, String label) implements PlotMark {}

    /**
     * Line through points. A point that is not a number is a gap.
     *
     * @param name name at the end of the line, or in the legend if there is no space; empty for none
     */
    record LineMark(String name, List<Point2D> points, Color color, Stroke stroke) implements PlotMark {
        /** Copies the list. */
        public LineMark {
            points = List.copyOf(points);
        }

        /** Creates a straight line. */
        public LineMark(double x1, double y1, double x2, double y2, Color color, Stroke stroke) {
            this("", List.of(new Point2D.Double(x1, y1), new Point2D.Double(x2, y2)), color, stroke);
        }

        /** Creates a line from the lower to the upper edge. */
        static LineMark vertical(double x, Color color, Stroke stroke) {
            return new LineMark(x, Double.NEGATIVE_INFINITY, x, Double.POSITIVE_INFINITY, color, stroke);
        }

        Point2D last() {
            return points.get(points.size() - 1);
        }
    }

    /** Interval between two positions, with a bar at each end that is not beyond an axis. */
    record IntervalMark(double x1, double y1, double x2, double y2, Color color) implements PlotMark {}

    /**
     * Filled rectangle.
     *
     * @param label text in the middle if it fits; empty for none
     */
    record AreaMark(double left, double bottom, double right, double top, Color color, String label)
            implements PlotMark {}

    /** Many small dots. */
    record DotsMark(List<Point2D> points) implements PlotMark {
        /** Copies the list. */
        public DotsMark {
            points = List.copyOf(points);
        }
    }

    /**
     * Text beside a position.
     *
     * @param end horizontal value up to which there is space for the text, to the right or to the left; infinite for a
     *     preferred side
     * @param text lines of the text; the second one is faint
     */
    record TextMark(double x, double y, double end, String text, Color color) implements PlotMark {}

    /** Bound of an assertion on the vertical axis. */
    record BoundMark(LimitLine bound) implements PlotMark {}
}
