package dev.brownout.chart;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;

/** Lays a drawing out: its panels in a grid with common axes, within a frame. */
final class Painter {

    private static final String TIME = "simulated time (min:s)";
    private static final String LONG_TIME = "simulated time";
    /** Ticks of longer runs are whole days, and say so. */
    private static final double LONG_SECONDS = 864_000;

    private final Drawing drawing;
    private final Graphics2D g2;

    Painter(Drawing drawing, Graphics2D g2) {
        this.drawing = drawing;
        this.g2 = g2;
    }

    void paint(int width, int height) {
        Frame frame = new Frame(g2, width, height);
        Rectangle2D area = frame.paint(drawing.title(), subtitle(), drawing.legend(), drawing.named(), drawing::area);
        panels(area);
        frame.key(
                area, RailPainter.key(drawing.panels().stream().map(Panel::rail).toList()));
        frame.axes(area, drawing.seconds() < LONG_SECONDS ? TIME : LONG_TIME, "");
    }

    /** What the value axis measures, before what the chart is of. */
    private String subtitle() {
        boolean values =
                drawing.panels().stream().allMatch(panel -> panel.roles().isEmpty());
        return values ? drawing.axis() + " · " + drawing.subtitle() : drawing.subtitle();
    }

    private void panels(Rectangle2D area) {
        int count = drawing.panels().size();
        int columns = count <= 3 ? 1 : count <= 6 ? 2 : 3;
        int rows = (count + columns - 1) / columns;
        double firstLeft = PanelPlot.left(drawing, true);
        double otherLeft = PanelPlot.left(drawing, false);
        double plotWidth = (area.getWidth() - firstLeft - (columns - 1) * (otherLeft + Frame.GAP)) / columns;
        double lowestExtra = PanelPlot.bottom(true) - PanelPlot.bottom(false);
        double height = (area.getHeight() - lowestExtra) / rows;
        double narrowest = plotWidth - PanelPlot.RIGHT;
        double rail = drawing.panels().stream()
                .mapToDouble(panel -> new RailPainter(panel.rail(), drawing.seconds(), narrowest).height())
                .max()
                .orElse(0);
        ValueRange range = ValueRange.of(drawing);
        for (int i = 0; i < count; i++) {
            int row = i / columns;
            int column = i % columns;
            boolean lowest = i + columns >= count;
            double x = column == 0
                    ? 0
                    : firstLeft + plotWidth + Frame.GAP + (column - 1) * (otherLeft + plotWidth + Frame.GAP);
            Rectangle2D place = new Rectangle2D.Double(
                    area.getX() + x,
                    area.getY() + row * height,
                    (column == 0 ? firstLeft : otherLeft) + plotWidth,
                    height + (lowest ? lowestExtra : 0));
            new PanelPainter(drawing, drawing.panels().get(i), range, g2).paint(place, rail, column == 0, lowest);
        }
    }
}
