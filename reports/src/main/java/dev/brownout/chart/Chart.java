package dev.brownout.chart;

/** One chart of a result, drawn when first asked for. Not for use by several threads at once. */
public final class Chart {

    private static final int WIDTH = 1280;
    private static final int HEIGHT = 720;

    private final String slug;
    private final Drawing drawing;
    private String svg;

    Chart(String slug, Drawing drawing) {
        this.slug = slug;
        this.drawing = drawing;
    }

    /** The chart's file name without ending, unique among the charts of a result. */
    public String slug() {
        return slug;
    }

    /** The finding, in one sentence. */
    public String title() {
        return drawing.title();
    }

    /** Draws the chart as a PNG of 1280 by 720 pixels. */
    public byte[] png() {
        return Png.of(WIDTH, HEIGHT, g2 -> new Painter(drawing, g2).paint(WIDTH, HEIGHT));
    }

    /** Draws the chart as an SVG document of 1280 by 720 units; its ids start with the slug. */
    public String svg() {
        if (svg == null) {
            svg = Svg.of(WIDTH, HEIGHT, slug, title(), g2 -> new Painter(drawing, g2).paint(WIDTH, HEIGHT));
        }
        return svg;
    }
}
