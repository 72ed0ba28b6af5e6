package dev.brownout.chart.experiment;

import dev.brownout.chart.draw.Chart;
import dev.brownout.chart.draw.ChartFrame;
import dev.brownout.chart.draw.Palette;
import dev.brownout.chart.draw.TextLayout;
import dev.brownout.chart.draw.Typeface;
import dev.brownout.format.QuantityFormat;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Heat map of a number over the values of two settings. A cell is blue if its assertion is met, orange if it is
 * violated, and grey if it is undecided. Larger numbers have stronger colours.
 *
 * @param slug file name without extension
 * @param title finding of the chart
 * @param subtitle subject of the chart
 * @param across setting on the horizontal axis
 * @param up setting on the vertical axis, from bottom to top
 * @param number name of the number in the cells
 * @param unit unit of the number
 * @param rows cells for each value of {@code up}, one per value of {@code across}
 * @param boundary boundary in each row, drawn as a line: its position between the values of {@code across}, 0 at the
 *     first one and 1 at the second; {@code NaN} for a row without one. Empty for no boundary
 */
public record HeatMap(
        String slug,
        String title,
        String subtitle,
        SettingAxis across,
        SettingAxis up,
        String number,
        String unit,
        List<List<Cell>> rows,
        List<Double> boundary) {

    private static final double LEFT = 120;
    private static final double BOTTOM = 30;
    private static final double TOP = 44;
    private static final double TALLEST = 90;
    private static final float TICK = 14;
    private static final Color GOOD = new Color(0x4f9fd0);
    private static final Color BAD = new Color(0xe0823d);
    private static final Color OPEN = new Color(0xa8a8a8);
    private static final double PALEST = 0.12;
    private static final double SAMPLE = 18;

    /** Copies the lists. */
    public HeatMap {
        rows = rows.stream().map(List::copyOf).toList();
        boundary = List.copyOf(boundary);
    }

    /** Creates a heat map without a boundary. */
    public HeatMap(
            String slug,
            String title,
            String subtitle,
            SettingAxis across,
            SettingAxis up,
            String number,
            String unit,
            List<List<Cell>> rows) {
        this(slug, title, subtitle, across, up, number, unit, rows, List.of());
    }

    /**
     * Result at one point.
     *
     * @param value number; {@code NaN} for no data
     * @param holds whether the assertion is met; true if there is none
     * @param decided whether the verdict is certain
     */
    public record Cell(double value, boolean holds, boolean decided) {
        /** Creates a cell with a certain verdict. */
        public Cell(double value, boolean holds) {
            this(value, holds, true);
        }
    }

    /** Returns the chart, not rendered yet. Its height depends on the number of rows. */
    public Chart chart() {
        return new Chart(slug, title, this::paint, ChartFrame.height(TOP + TALLEST * rows.size() + BOTTOM));
    }

    private void paint(Graphics2D g2, int width, int height) {
        ChartFrame frame = new ChartFrame(g2, width, height);
        Rectangle2D area = frame.paint(title, subtitle);
        Rectangle2D data = ChartFrame.inset(area, LEFT, TOP, 0, BOTTOM);
        legend(g2, data);
        double cellWidth = data.getWidth() / across.names().size();
        double cellHeight = data.getHeight() / up.names().size();
        Font font = Typeface.regular(TICK);
        for (int row = 0; row < rows.size(); row++) {
            double y = data.getMaxY() - (row + 1) * cellHeight;
            g2.setPaint(Palette.INK);
            String name = TextLayout.shorten(up.names().get(row), font, LEFT - 40);
            TextLayout.addToModel(
                    g2, name, font, data.getX() - 10 - TextLayout.width(name, font), y + cellHeight / 2 + TICK * 0.36);
            for (int column = 0; column < across.names().size(); column++) {
                Rectangle2D place = new Rectangle2D.Double(data.getX() + column * cellWidth, y, cellWidth, cellHeight);
                cell(g2, place, rows.get(row).get(column));
            }
        }
        boundary(g2, data, cellWidth, cellHeight);
        g2.setPaint(Palette.INK);
        for (int column = 0; column < across.names().size(); column++) {
            String name = TextLayout.shorten(across.names().get(column), font, cellWidth - 4);
            double x = data.getX() + (column + 0.5) * cellWidth - TextLayout.width(name, font) / 2;
            TextLayout.addToModel(g2, name, font, x, data.getMaxY() + TICK + 6);
        }
        frame.axes(area, across.label(), up.label());
    }

    /** Draws the boundary as a line through each row, and between neighbouring rows. */
    private void boundary(Graphics2D g2, Rectangle2D data, double cellWidth, double cellHeight) {
        g2.setPaint(Palette.INK);
        g2.setStroke(new BasicStroke(3));
        double before = Double.NaN;
        for (int row = 0; row < boundary.size(); row++) {
            double x = data.getX() + (boundary.get(row) + 0.5) * cellWidth;
            double y = data.getMaxY() - row * cellHeight;
            if (!Double.isNaN(x)) {
                g2.draw(new Line2D.Double(x, y, x, y - cellHeight));
            }
            if (!Double.isNaN(x) && !Double.isNaN(before)) {
                g2.draw(new Line2D.Double(before, y, x, y));
            }
            before = x;
        }
    }

    private void legend(Graphics2D g2, Rectangle2D data) {
        boolean isEvaluated = rows.stream().flatMap(List::stream).anyMatch(cell -> !cell.holds() || !cell.decided());
        Set<Color> colours =
                rows.stream().flatMap(List::stream).map(HeatMap::full).collect(Collectors.toSet());
        Map<String, Color> meanings = new LinkedHashMap<>();
        meanings.put(number + (isEvaluated ? ": met" : ""), GOOD);
        meanings.put(number + ": violated", BAD);
        meanings.put(number + ": undecided", OPEN);
        meanings.values().retainAll(colours);
        if (meanings.isEmpty()) {
            meanings.put(number, GOOD);
        }
        Font font = Typeface.regular(TICK);
        double x = data.getX();
        double y = data.getY() - 18;
        for (Map.Entry<String, Color> meaning : meanings.entrySet()) {
            String text = meaning.getKey();
            g2.setPaint(meaning.getValue());
            g2.fill(new Rectangle2D.Double(x, y - SAMPLE * 0.75, SAMPLE, SAMPLE));
            g2.setPaint(Palette.INK);
            TextLayout.addToModel(g2, text, font, x + SAMPLE + 8, y);
            x += SAMPLE + 8 + TextLayout.width(text, font) + ChartFrame.GAP;
        }
    }

    private void cell(Graphics2D g2, Rectangle2D place, Cell cell) {
        g2.setPaint(colour(cell));
        g2.fill(place);
        g2.setPaint(Palette.BACKGROUND);
        g2.setStroke(new BasicStroke(1.5f));
        g2.draw(place);
        String text = QuantityFormat.format(cell.value(), unit) + (cell.decided() ? "" : " ?");
        Font font = Typeface.regular(TICK);
        if (TextLayout.width(text, font) < place.getWidth() - 4 && place.getHeight() > TICK + 2) {
            g2.setPaint(Palette.INK);
            double x = place.getCenterX() - TextLayout.width(text, font) / 2;
            TextLayout.addToModel(g2, text, font, x, place.getCenterY() + TICK * 0.36);
        }
    }

    /**
     * Returns the colour of a cell. Its strength depends on the rank of the number, so that a single large number does
     * not make all others pale.
     */
    private Color colour(Cell cell) {
        if (Double.isNaN(cell.value())) {
            return full(cell);
        }
        double[] known = rows.stream()
                .flatMap(List::stream)
                .mapToDouble(Cell::value)
                .filter(v -> !Double.isNaN(v))
                .sorted()
                .toArray();
        int below = 0;
        while (below < known.length && known[below] < cell.value()) {
            below++;
        }
        double strength = known.length < 2 ? 1 : PALEST + (1 - PALEST) * below / (known.length - 1);
        return Palette.mixed(Palette.BACKGROUND, full(cell), strength);
    }

    /** Returns the colour of the verdict of a cell, at full strength. */
    private static Color full(Cell cell) {
        if (Double.isNaN(cell.value())) {
            return cell.holds() ? Palette.GRID : BAD;
        }
        return !cell.decided() ? OPEN : cell.holds() ? GOOD : BAD;
    }
}
