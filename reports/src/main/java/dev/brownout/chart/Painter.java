package dev.brownout.chart;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

/** Lays a drawing out: title, legend, and its panels in a grid with common axes. */
final class Painter {

    private static final double MARGIN = 26;
    private static final float TITLE = 25;
    private static final float SUBTITLE = 15;
    private static final float LEGEND = 15;
    private static final double SAMPLE = 44;
    private static final double GAP = 22;
    private static final String TIME = "simulated time (min:s)";

    private final Drawing drawing;
    private final Graphics2D g2;

    Painter(Drawing drawing, Graphics2D g2) {
        this.drawing = drawing;
        this.g2 = g2;
    }

    void paint(int width, int height) {
        g2.setPaint(Palette.PAPER);
        g2.fill(new Rectangle2D.Double(0, 0, width, height));
        double y = title(width);
        y = legend(width, y);
        panels(new Rectangle2D.Double(MARGIN, y, width - 2 * MARGIN, height - y - MARGIN - 4));
    }

    private double title(int width) {
        Font font = Typeface.bold(TITLE);
        double y = MARGIN + TITLE * 0.7;
        g2.setPaint(Palette.INK);
        for (String line : Lettering.wrap(drawing.title(), font, width - 2 * MARGIN, 2)) {
            Lettering.draw(g2, line, font, MARGIN, y);
            y += TITLE * 1.25;
        }
        g2.setPaint(Palette.FAINT_INK);
        Font small = Typeface.regular(SUBTITLE);
        Lettering.draw(g2, Lettering.shorten(drawing.subtitle(), small, width - 2 * MARGIN), small, MARGIN, y - 4);
        return y + SUBTITLE * 0.6;
    }

    private double legend(int width, double top) {
        List<String> names = drawing.legend();
        int named = drawing.named();
        if (names.size() < 2) {
            return top;
        }
        Font font = Typeface.regular(LEGEND);
        double x = MARGIN;
        double y = top + LEGEND;
        for (int i = 0; i < names.size(); i++) {
            String name = Lettering.shorten(names.get(i), font, width - 2 * MARGIN - SAMPLE - 8);
            double needed = SAMPLE + 8 + Lettering.width(name, font);
            if (x > MARGIN && x + needed > width - MARGIN) {
                x = MARGIN;
                y += LEGEND * 1.5;
            }
            g2.setPaint(i < named ? Palette.line(i) : Palette.REST);
            g2.setStroke(i < named ? Palette.stroke(i) : Palette.restStroke());
            g2.draw(new Line2D.Double(x, y - LEGEND * 0.35, x + SAMPLE, y - LEGEND * 0.35));
            g2.setPaint(Palette.INK);
            Lettering.draw(g2, name, font, x + SAMPLE + 8, y);
            x += needed + GAP;
        }
        return y + LEGEND * 0.8;
    }

    private void panels(Rectangle2D area) {
        int count = drawing.panels().size();
        int columns = count <= 3 ? 1 : count <= 6 ? 2 : 3;
        int rows = (count + columns - 1) / columns;
        double firstLeft = PanelPlot.left(drawing, true);
        double otherLeft = PanelPlot.left(drawing, false);
        double plotWidth = (area.getWidth() - firstLeft - (columns - 1) * (otherLeft + GAP)) / columns;
        double lowestExtra = PanelPlot.bottom(true) - PanelPlot.bottom(false);
        double height = (area.getHeight() - lowestExtra) / rows;
        ValueRange range = ValueRange.of(drawing);
        for (int i = 0; i < count; i++) {
            int row = i / columns;
            int column = i % columns;
            boolean lowest = i + columns >= count;
            double x = column == 0 ? 0 : firstLeft + plotWidth + GAP + (column - 1) * (otherLeft + plotWidth + GAP);
            Rectangle2D place = new Rectangle2D.Double(
                    area.getX() + x,
                    area.getY() + row * height,
                    (column == 0 ? firstLeft : otherLeft) + plotWidth,
                    height + (lowest ? lowestExtra : 0));
            new PanelPainter(drawing, drawing.panels().get(i), range, g2).paint(place, column == 0, lowest);
        }
        Font font = Typeface.regular(SUBTITLE);
        g2.setPaint(Palette.FAINT_INK);
        double x = area.getCenterX() - Lettering.width(TIME, font) / 2;
        Lettering.draw(g2, TIME, font, x, area.getMaxY() + SUBTITLE);
        if (drawing.panels().stream().allMatch(panel -> panel.roles().isEmpty())) {
            double y = area.getCenterY() + Lettering.width(drawing.axis(), font) / 2;
            AffineTransform upright = g2.getTransform();
            g2.rotate(-Math.PI / 2, area.getX() + SUBTITLE, y);
            Lettering.draw(g2, drawing.axis(), font, area.getX() + SUBTITLE, y);
            g2.setTransform(upright);
        }
    }
}
