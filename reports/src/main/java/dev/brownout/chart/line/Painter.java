package dev.brownout.chart.line;

import dev.brownout.chart.draw.ChartFrame;
import dev.brownout.chart.draw.LineEnds;
import dev.brownout.chart.draw.ValueRange;
import dev.brownout.chart.model.ChartModel;
import dev.brownout.chart.model.EventRail;
import dev.brownout.chart.model.Panel;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.Optional;

/** Lays out a chart: its panels in a grid with common axes, within a frame. */
public final class Painter {

    private static final double LOWEST_EXTRA = PanelPlot.bottom(true) - PanelPlot.bottom(false);

    private final ChartModel drawing;
    private final Graphics2D g2;
    private final double firstLeft;
    private final double otherLeft;

    /** Creates a painter for a chart. */
    public Painter(ChartModel drawing, Graphics2D g2) {
        this.drawing = drawing;
        this.g2 = g2;
        this.firstLeft = PanelPlot.left(drawing, true);
        this.otherLeft = PanelPlot.left(drawing, false);
    }

    /** Paints the chart into an area of the given size, in pixels. */
    public void paint(int width, int height) {
        ChartFrame frame = new ChartFrame(g2, width, height);
        Rectangle2D left = frame.paint(drawing.title(), subtitle());
        Optional<LineEnds> ends = ends(left);
        Rectangle2D area =
                ends.isPresent() ? left : frame.legend(left, drawing.legend(), drawing.named(), drawing::area);
        panels(area, ends);
        frame.time(
                area,
                drawing.seconds(),
                EventRail.key(drawing.panels().stream().map(Panel::rail).toList()));
    }

    /** Returns the quantity on the value axis, followed by the subject of the chart. */
    private String subtitle() {
        boolean values =
                drawing.panels().stream().allMatch(panel -> panel.roles().isEmpty());
        return values ? drawing.axis() + " · " + drawing.subtitle() : drawing.subtitle();
    }

    /** Returns the labels at the ends of the lines; empty if a legend is needed. */
    private Optional<LineEnds> ends(Rectangle2D area) {
        if (!drawing.endsNamed()) {
            return Optional.empty();
        }
        double high = height(area) - PanelPainter.AROUND - rail(plotWidth(area) - PanelPlot.RIGHT);
        LineEnds ends = new LineEnds(drawing.legend(), plotWidth(area), high);
        return ends.fit() ? Optional.of(ends) : Optional.empty();
    }

    private int columns() {
        int count = drawing.panels().size();
        return count <= 3 ? 1 : count <= 6 ? 2 : 3;
    }

    /** Returns the width of a panel without its left margin, in pixels. */
    private double plotWidth(Rectangle2D area) {
        double labels = firstLeft + (columns() - 1) * (otherLeft + ChartFrame.GAP);
        return (area.getWidth() - labels) / columns();
    }

    /** Returns the height of a panel that is not the lowest of its column, in pixels. */
    private double height(Rectangle2D area) {
        int rows = (drawing.panels().size() + columns() - 1) / columns();
        return (area.getHeight() - LOWEST_EXTRA) / rows;
    }

    private double rail(double width) {
        return drawing.panels().stream()
                .mapToDouble(panel -> rail(panel, width).height())
                .max()
                .orElse(0);
    }

    private RailPainter rail(Panel panel, double width) {
        return new RailPainter(panel.rail(), drawing.seconds(), width);
    }

    private void panels(Rectangle2D area, Optional<LineEnds> ends) {
        int count = drawing.panels().size();
        int columns = columns();
        double plotWidth = plotWidth(area);
        double height = height(area);
        double right = ends.map(LineEnds::freeHeight).orElse(PanelPlot.RIGHT);
        double rail = rail(plotWidth - right);
        ValueRange range = drawing.range();
        for (int i = 0; i < count; i++) {
            int row = i / columns;
            int column = i % columns;
            boolean lowest = i + columns >= count;
            double x = column == 0
                    ? 0
                    : firstLeft + plotWidth + ChartFrame.GAP + (column - 1) * (otherLeft + plotWidth + ChartFrame.GAP);
            Rectangle2D place = new Rectangle2D.Double(
                    area.getX() + x,
                    area.getY() + row * height,
                    (column == 0 ? firstLeft : otherLeft) + plotWidth,
                    height + (lowest ? LOWEST_EXTRA : 0));
            PanelPainter panel = new PanelPainter(drawing, drawing.panels().get(i), range, right, g2);
            EventRail events = drawing.panels().get(i).rail();
            boolean worded = drawing.panels().subList(0, i).stream()
                    .noneMatch(earlier -> earlier.rail().equals(events));
            Rectangle2D data = panel.paint(place, rail, column == 0, lowest, worded);
            ends.ifPresent(names -> names.paint(g2, data, panel.ends(data)));
        }
    }
}
