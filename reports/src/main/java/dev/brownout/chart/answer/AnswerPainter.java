package dev.brownout.chart.answer;

import dev.brownout.chart.answer.AnswerChart.Cell;
import dev.brownout.chart.answer.AnswerChart.Mark;
import dev.brownout.chart.answer.AnswerChart.Metric;
import dev.brownout.chart.draw.ChartFrame;
import dev.brownout.chart.draw.Palette;
import dev.brownout.chart.draw.TextLayout;
import dev.brownout.chart.draw.Typeface;
import dev.brownout.translation.Messages;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.Optional;

/** Painter of the values that an answer quotes. */
final class AnswerPainter {
    private static final float TEXT = 20;
    private static final float SMALL = 15;
    private static final double MOST_NAMES = 460;
    private static final double HEAD = 66;
    private static final double FOOT = 30;
    private static final double ROW = 64;
    private static final double GAP = 26;
    private static final double RADIUS = 9;

    private final AnswerChart chart;
    private final Graphics2D g2;

    AnswerPainter(AnswerChart chart, Graphics2D g2) {
        this.chart = chart;
        this.g2 = g2;
    }

    /** Returns the height of a chart in pixels. */
    static int height(int rows) {
        return ChartFrame.height(HEAD + rows * ROW + FOOT);
    }

    void paint(int width, int height) {
        Rectangle2D area = new ChartFrame(g2, width, height).paint(chart.title(), chart.subtitle());
        double each =
                Math.min(ROW, (area.getHeight() - HEAD - FOOT) / chart.rows().size());
        double top = area.getY() + HEAD;
        Font font = Typeface.regular(TEXT);
        double names = Math.min(
                MOST_NAMES,
                chart.rows().stream()
                                .mapToDouble(row -> TextLayout.width(row.variant(), font))
                                .max()
                                .orElse(0)
                        + GAP);
        double wide = (area.getWidth() - names) / chart.columns().size();
        for (int i = 0; i < chart.rows().size(); i++) {
            double middle = top + (i + 0.5) * each;
            if (i % 2 == 0) {
                g2.setPaint(Palette.mixed(Palette.BACKGROUND, Palette.GRID, 0.4));
                g2.fill(new Rectangle2D.Double(area.getX(), middle - each / 2, area.getWidth(), each));
            }
            text(
                    TextLayout.shorten(chart.rows().get(i).variant(), font, names - GAP + 6),
                    font,
                    area.getX() + 6,
                    middle);
        }
        for (int column = 0; column < chart.columns().size(); column++) {
            double left = area.getX() + names + column * wide;
            double right = left + wide - valueWidth(column) - GAP - 16;
            head(chart.columns().get(column), left, wide - GAP, area.getY());
            for (int i = 0; i < chart.rows().size(); i++) {
                cell(chart.rows().get(i).cells().get(column), left, right, top + (i + 0.5) * each, each);
            }
            ends(chart.columns().get(column), left, right, top + chart.rows().size() * each + SMALL + 6);
        }
    }

    /** Returns the width of the longest value of a column. The scale keeps a part of the column. */
    private double valueWidth(int column) {
        return chart.rows().stream()
                .flatMap(row -> row.cells().get(column).stream())
                .mapToDouble(cell -> TextLayout.width(value(cell), Typeface.bold(TEXT)))
                .max()
                .orElse(0);
    }

    private static String value(Cell cell) {
        return (cell.mark().sign + " " + cell.text()).strip();
    }

    private void head(Metric metric, double left, double room, double top) {
        Font bold = Typeface.bold(TEXT);
        Font small = Typeface.regular(SMALL);
        text(TextLayout.shorten(metric.name(), bold, room), bold, left, top + 22);
        g2.setPaint(Palette.BOUND);
        if (!metric.bound().isEmpty()) {
            TextLayout.addToModel(g2, Messages.text("verdict.bound", metric.bound()), small, left, top + HEAD - 12);
        }
    }

    /** Labels the ends of a scale. A cut scale has a mark at its lower end. */
    private void ends(Metric metric, double left, double right, double base) {
        Font small = Typeface.regular(SMALL);
        g2.setPaint(Palette.FAINT_INK);
        TextLayout.addToModel(g2, (metric.cut() ? "// " : "") + metric.from(), small, left, base);
        TextLayout.addToModel(g2, metric.to(), small, right - TextLayout.width(metric.to(), small), base);
    }

    private void cell(Optional<Cell> some, double left, double right, double middle, double height) {
        if (some.isEmpty()) {
            text("–", Typeface.regular(TEXT), right + 12, middle);
            return;
        }
        Cell cell = some.get();
        double x = left + cell.at() * (right - left);
        stroke(Palette.GRID, 3);
        g2.draw(new Line2D.Double(left, middle, right, middle));
        if (!Double.isNaN(cell.bound())) {
            double bound = left + cell.bound() * (right - left);
            g2.setPaint(Palette.BOUND);
            g2.setStroke(Palette.boundStroke());
            g2.draw(new Line2D.Double(bound, middle - height * 0.4, bound, middle + height * 0.4));
        }
        boolean open = cell.mark() == Mark.EXPECTED || cell.mark() == Mark.VIOLATED;
        if (cell.high() > cell.low()) {
            stroke(Palette.line(0), 3);
            g2.draw(new Line2D.Double(
                    left + cell.low() * (right - left), middle, left + cell.high() * (right - left), middle));
        }
        Ellipse2D dot = new Ellipse2D.Double(x - RADIUS, middle - RADIUS, 2 * RADIUS, 2 * RADIUS);
        g2.setPaint(open ? Palette.BACKGROUND : Palette.line(0));
        g2.fill(dot);
        stroke(open ? Palette.BOUND : Palette.line(0), 3.4f);
        g2.draw(dot);
        g2.setStroke(new BasicStroke());
        text(value(cell), Typeface.bold(TEXT), right + 16, middle);
    }

    private void stroke(Color colour, float width) {
        g2.setPaint(colour);
        g2.setStroke(new BasicStroke(width));
    }

    private void text(String text, Font font, double x, double middle) {
        g2.setPaint(Palette.INK);
        TextLayout.addToModel(g2, text, font, x, middle + font.getSize2D() * 0.36);
    }
}
