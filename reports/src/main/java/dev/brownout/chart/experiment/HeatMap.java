package dev.brownout.chart.experiment;

import dev.brownout.chart.draw.Chart;
import dev.brownout.chart.draw.Palette;
import dev.brownout.chart.experiment.PlotMark.AreaMark;
import dev.brownout.chart.experiment.PlotMark.LineMark;
import dev.brownout.format.QuantityFormat;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.Point2D;
import java.util.ArrayList;
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

    private static final Color GOOD = new Color(0x4f9fd0);
    private static final Color BAD = new Color(0xe0823d);
    private static final Color OPEN = new Color(0xa8a8a8);
    private static final double PALEST = 0.12;

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
        List<PlotMark> marks = new ArrayList<>();
        List<Point2D> line = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int row = 0; row < rows.size(); row++) {
            int bottom = rows.size() - row;
            names.add(0, up.names().get(row));
            for (int column = 0; column < across.names().size(); column++) {
                Cell cell = rows.get(row).get(column);
                String text = QuantityFormat.format(cell.value(), unit) + (cell.decided() ? "" : " ?");
                marks.add(new AreaMark(column, bottom, column + 1, bottom - 1, colour(cell), text));
            }
            if (!boundary.isEmpty()) {
                line.add(new Point2D.Double(boundary.get(row) + 0.5, bottom));
                line.add(new Point2D.Double(boundary.get(row) + 0.5, bottom - 1));
            }
        }
        marks.add(new LineMark("", line, Palette.INK, new BasicStroke(3)));
        PlotPanel panel = new PlotPanel(
                PlotAxis.columns(across.label(), across.names()), PlotAxis.rows(up.label(), names), marks);
        return new PlotModel(slug, title, subtitle, legend(), panel).chart();
    }

    private Map<PlotMark, String> legend() {
        boolean isEvaluated = rows.stream().flatMap(List::stream).anyMatch(cell -> !cell.holds() || !cell.decided());
        Set<Color> colours =
                rows.stream().flatMap(List::stream).map(HeatMap::full).collect(Collectors.toSet());
        Map<Color, String> meanings = new LinkedHashMap<>();
        meanings.put(GOOD, number + (isEvaluated ? ": met" : ""));
        meanings.put(BAD, number + ": violated");
        meanings.put(OPEN, number + ": undecided");
        meanings.keySet().retainAll(colours);
        if (meanings.isEmpty()) {
            meanings.put(GOOD, number);
        }
        Map<PlotMark, String> legend = new LinkedHashMap<>();
        meanings.forEach((colour, meaning) -> legend.put(new AreaMark(0, 0, 0, 0, colour, ""), meaning));
        return legend;
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
