package dev.brownout.chart.draw;

import java.awt.Graphics2D;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** A chart of a result. The SVG document is rendered on first use. Not thread-safe. */
public final class Chart {

    private static final int WIDTH = 1280;
    private static final int HEIGHT = 720;

    private final String slug;
    private final String title;
    private final List<Line> lines;
    private final ChartPainter painting;
    private final Supplier<Map<String, Object>> model;
    private final int height;
    private String svg;

    /** Painter of a chart. */
    @FunctionalInterface
    public interface ChartPainter {
        /** Paints the chart into an area of the given size, in pixels. */
        void paint(Graphics2D g2, int width, int height);
    }

    /**
     * A line of a chart as data, before its layout.
     *
     * @param panel number of the panel that contains the line
     * @param heading heading of the panel; empty if there is only one panel
     * @param label name of the line
     * @param unit unit of the values
     * @param starts start of the interval of each point, in ns
     * @param values value of each point; {@code NaN} leaves a gap
     */
    public record Line(int panel, String heading, String label, String unit, List<Long> starts, List<Double> values) {}

    /** Creates a chart without lines over time. */
    public Chart(String slug, String title, ChartPainter painting) {
        this(slug, title, painting, HEIGHT);
    }

    /**
     * Creates a chart without lines over time that needs less than the usual height.
     *
     * @param height height in pixels; 720 if it is larger
     */
    public Chart(String slug, String title, ChartPainter painting, int height) {
        this(slug, title, List.of(), painting, TreeMap::new, Math.min(height, HEIGHT));
    }

    /** Creates a chart without lines over time, with a data model from which a script can draw it. */
    public Chart(String slug, String title, ChartPainter painting, Supplier<Map<String, Object>> model) {
        this(slug, title, painting, model, HEIGHT);
    }

    /**
     * Creates a chart without lines over time, with a data model from which a script can draw it.
     *
     * @param height height in pixels; 720 if it is larger
     */
    public Chart(String slug, String title, ChartPainter painting, Supplier<Map<String, Object>> model, int height) {
        this(slug, title, List.of(), painting, model, Math.min(height, HEIGHT));
    }

    private Chart(
            String slug,
            String title,
            List<Line> lines,
            ChartPainter painting,
            Supplier<Map<String, Object>> model,
            int height) {
        this.slug = slug;
        this.title = title;
        this.lines = lines;
        this.painting = painting;
        this.model = model;
        this.height = height;
    }

    /** Returns this chart with other lines for readers of the data. */
    public Chart with(List<Line> others) {
        return new Chart(slug, title, List.copyOf(others), painting, model, height);
    }

    /**
     * Returns whether the drawing libraries are on the class path. A build that only checks assertions does not need
     * them.
     */
    public static boolean isDrawable() {
        try {
            ClassLoader loader = Chart.class.getClassLoader();
            Class.forName("org.jfree.chart.JFreeChart", false, loader);
            Class.forName("org.apache.batik.svggen.SVGGraphics2D", false, loader);
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /** Returns the file name without extension, unique among the charts of a result. */
    public String slug() {
        return slug;
    }

    /** Returns the finding, in one sentence. */
    public String title() {
        return title;
    }

    /** Returns the lines over time; empty if the chart is not over time. */
    public List<Line> lines() {
        return lines;
    }

    /**
     * Returns the content of the chart as plain data, for an interactive page: maps, lists, strings, numbers, booleans,
     * and arrays of numbers for values over time, in which {@code NaN} is a gap. {@code kind} is the type of chart:
     * {@code lines} over time, or {@code topology}. Empty for a chart that exists only as an image.
     */
    public Map<String, Object> model() {
        return model.get();
    }

    /** Renders the chart as a PNG of 1280 by 720 pixels, or of less height. */
    public byte[] png() {
        return Png.render(WIDTH, height, g2 -> painting.paint(g2, WIDTH, height));
    }

    /**
     * Renders the chart as a PNG with the layout of {@link #png()}.
     *
     * @param width width in pixels
     */
    public byte[] png(int width) {
        double scale = (double) width / WIDTH;
        return Png.render(width, (int) Math.ceil(height * scale), g2 -> {
            g2.scale(scale, scale);
            painting.paint(g2, WIDTH, height);
        });
    }

    /** Renders the chart as an SVG document in another layout, for a part of a page. */
    public String svg(int wide, int high) {
        return Svg.render(wide, high, slug, title, g2 -> painting.paint(g2, wide, high));
    }

    /** Renders the chart as an SVG document of 1280 by 720 units, or of less height. Its ids start with the slug. */
    public String svg() {
        if (svg == null) {
            svg = Svg.render(WIDTH, height, slug, title, g2 -> painting.paint(g2, WIDTH, height));
        }
        return svg;
    }
}
