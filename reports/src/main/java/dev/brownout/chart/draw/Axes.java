package dev.brownout.chart.draw;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.axis.TickType;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.TextAnchor;

/** JFreeChart axes with ticks placed by {@link AxisScale}. */
public final class Axes {

    private static final int PIXELS_PER_MOMENT = 80;
    private static final int PIXELS_PER_VALUE = 34;
    private static final float TICK_PIXELS = 14;
    private static final float LABEL_PIXELS = 15;

    private Axes() {}

    /** Returns a time axis from 0 to {@code seconds}. */
    public static ValueAxis time(double seconds) {
        NumberAxis axis = new NumberAxis(null) {
            @Override
            public List<NumberTick> refreshTicks(Graphics2D g2, AxisState state, Rectangle2D area, RectangleEdge edge) {
                int most = Math.max(2, (int) (area.getWidth() / PIXELS_PER_MOMENT));
                return ticks(AxisScale.moments(getLowerBound(), getUpperBound(), most), TextAnchor.TOP_CENTER);
            }
        };
        return styled(axis, 0, seconds);
    }

    static ValueAxis linear(double from, double to, String unit) {
        NumberAxis axis = new NumberAxis(null) {
            @Override
            public List<NumberTick> refreshTicks(Graphics2D g2, AxisState state, Rectangle2D area, RectangleEdge edge) {
                int most = Math.max(2, (int) (area.getHeight() / PIXELS_PER_VALUE));
                return ticks(AxisScale.linear(getLowerBound(), getUpperBound(), most, unit), TextAnchor.CENTER_RIGHT);
            }
        };
        return styled(axis, from, to);
    }

    static ValueAxis logarithmic(ValueRange range) {
        LogAxis axis = new LogAxis(null) {
            @Override
            public List<NumberTick> refreshTicks(Graphics2D g2, AxisState state, Rectangle2D area, RectangleEdge edge) {
                int most = Math.max(2, (int) (area.getHeight() / PIXELS_PER_VALUE));
                return ticks(range.ticks(most), TextAnchor.CENTER_RIGHT);
            }
        };
        return styled(axis, range.lowest(), range.to());
    }

    private static List<NumberTick> ticks(List<AxisScale.Tick> ticks, TextAnchor anchor) {
        return ticks.stream()
                .map(tick -> new NumberTick(TickType.MAJOR, tick.at(), tick.label(), anchor, TextAnchor.CENTER, 0))
                .toList();
    }

    private static ValueAxis styled(ValueAxis axis, double from, double to) {
        axis.setRange(from, to);
        axis.setTickLabelFont(Typeface.regular(TICK_PIXELS));
        axis.setLabelFont(Typeface.regular(LABEL_PIXELS));
        axis.setTickLabelInsets(new RectangleInsets(5, 4, 2, 5));
        axis.setTickLabelPaint(Palette.INK);
        axis.setLabelPaint(Palette.FAINT_INK);
        axis.setAxisLinePaint(Palette.FAINT_INK);
        axis.setTickMarkPaint(Palette.FAINT_INK);
        return axis;
    }
}
