package dev.brownout.chart;

import java.awt.Graphics2D;

/** One chart of a result, drawn when first asked for. Not for use by several threads at once. */
public final class Chart {

    private static final int WIDTH = 1280;
    private static final int HEIGHT = 720;

    private final String slug;
    private final String title;
    private final Painting painting;
    private String svg;

    /** Paints a chart. */
    @FunctionalInterface
    interface Painting {
        void paint(Graphics2D g2, int width, int height);
    }

    Chart(String slug, Drawing drawing) {
        this(slug, drawing.title(), (g2, width, height) -> new Painter(drawing, g2).paint(width, height));
    }

    Chart(String slug, String title, Painting painting) {
        this.slug = slug;
        this.title = title;
        this.painting = painting;
    }

    /** The chart's file name without ending, unique among the charts of a result. */
    public String slug() {
        return slug;
    }

    /** The finding, in one sentence. */
    public String title() {
        return title;
    }

    /** Draws the chart as a PNG of 1280 by 720 pixels. */
    public byte[] png() {
        return Png.of(WIDTH, HEIGHT, g2 -> painting.paint(g2, WIDTH, HEIGHT));
    }

    /** Draws the chart as an SVG document of 1280 by 720 units; its ids start with the slug. */
    public String svg() {
        if (svg == null) {
            svg = Svg.of(WIDTH, HEIGHT, slug, title, g2 -> painting.paint(g2, WIDTH, HEIGHT));
        }
        return svg;
    }
}
