package dev.brownout.chart.topology;

import dev.brownout.chart.draw.Palette;
import dev.brownout.chart.draw.TextLayout;
import dev.brownout.chart.draw.Typeface;
import dev.brownout.chart.topology.Topology.Ground;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** Shaded areas of hosts that several tiers share: around the boxes of their tiers, and between them. */
final class SharedHostAreas {
    /** Colours of the hosts, reused cyclically. */
    private static final List<Integer> COLORS = List.of(0xe3ead9, 0xe8e1f0, 0xf3e7d5);

    private static final double AROUND = 7;
    /** Width of a band in pixels, wider than any ribbon over it. */
    private static final double BAND = 30;
    /** Space below the first box for the label of the host, in pixels. */
    private static final double BELOW = 15;

    private static final float NOTE = 13;

    private final List<Ground> grounds;
    private final Map<String, Rectangle2D> places;
    private final BiFunction<String, String, List<Double>> way;

    /**
     * Creates the areas of a topology.
     *
     * @param places position of each box, filled in later
     * @param way curve of the calls from one box to another
     */
    SharedHostAreas(
            List<Ground> grounds, Map<String, Rectangle2D> places, BiFunction<String, String, List<Double>> way) {
        this.grounds = grounds;
        this.places = places;
        this.way = way;
    }

    /** Returns the areas around the boxes of all shared hosts. */
    List<Rectangle2D> plots() {
        return grounds.stream().flatMap(ground -> plots(ground).stream()).toList();
    }

    private int color(Ground ground) {
        return COLORS.get(grounds.indexOf(ground) % COLORS.size());
    }

    void paint(Graphics2D g2) {
        grounds.forEach(ground -> paint(g2, ground));
    }

    /** Returns the areas of a shared host as plain data: around its boxes, and between them. */
    Map<String, Object> place(Ground ground) {
        Rectangle2D first = places.get(ground.guests().get(0));
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("x", Math.rint(first.getX()));
        model.put("y", Math.rint(first.getMaxY() + BELOW));
        String fill = String.format(Locale.ROOT, "#%06x", color(ground));
        List<Map<String, Object>> parts = new ArrayList<>();
        for (List<Double> band : bands(ground)) {
            Map<String, Object> part = new LinkedHashMap<>();
            part.put("d", "M" + numbers(band.subList(0, 2)) + "C" + numbers(band.subList(2, band.size())));
            part.put("fill", "none");
            part.put("stroke", fill);
            part.put("stroke-width", BAND);
            parts.add(part);
        }
        for (Rectangle2D plot : plots(ground)) {
            String corner = "M" + numbers(List.of(plot.getX(), plot.getY()));
            String wide = numbers(List.of(plot.getWidth()));
            Map<String, Object> part = new LinkedHashMap<>();
            part.put("d", corner + "h" + wide + "v" + numbers(List.of(plot.getHeight())) + "h-" + wide + "z");
            part.put("fill", fill);
            parts.add(part);
        }
        model.put("parts", parts);
        return model;
    }

    private static String numbers(List<Double> all) {
        return all.stream().map(number -> Long.toString(Math.round(number))).collect(Collectors.joining(" "));
    }

    /** Returns the areas around the boxes of a host. */
    List<Rectangle2D> plots(Ground ground) {
        List<Rectangle2D> plots = new ArrayList<>();
        for (String guest : ground.guests()) {
            Rectangle2D box = places.get(guest);
            double below = plots.isEmpty() ? AROUND + BELOW - 3 : AROUND;
            plots.add(new Rectangle2D.Double(
                    box.getX() - AROUND,
                    box.getY() - AROUND,
                    box.getWidth() + 2 * AROUND,
                    box.getHeight() + AROUND + below));
        }
        return plots;
    }

    /**
     * Returns the bands from each box of a host to the next. A band is straight within a column, or else follows the
     * curve of a call.
     */
    List<List<Double>> bands(Ground ground) {
        List<List<Double>> bands = new ArrayList<>();
        for (int i = 1; i < ground.guests().size(); i++) {
            String from = ground.guests().get(i - 1);
            String to = ground.guests().get(i);
            double x = places.get(from).getCenterX();
            double y1 = places.get(from).getMaxY();
            double y2 = places.get(to).getY();
            bands.add(x == places.get(to).getCenterX() ? List.of(x, y1, x, y1, x, y2, x, y2) : way.apply(from, to));
        }
        return bands;
    }

    private void paint(Graphics2D g2, Ground ground) {
        g2.setPaint(new Color(color(ground)));
        g2.setStroke(new BasicStroke((float) BAND, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND));
        bands(ground).forEach(band -> g2.draw(TopologyPainter.curve(band)));
        plots(ground)
                .forEach(plot -> g2.fill(new RoundRectangle2D.Double(
                        plot.getX(), plot.getY(), plot.getWidth(), plot.getHeight(), 14, 14)));
        Rectangle2D first = places.get(ground.guests().get(0));
        Font font = Typeface.regular(NOTE);
        g2.setPaint(Palette.INK);
        String label = TextLayout.shorten(ground.label(), font, first.getWidth());
        TextLayout.draw(g2, label, font, first.getX(), first.getMaxY() + BELOW);
    }
}
