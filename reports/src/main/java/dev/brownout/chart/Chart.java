package dev.brownout.chart;

import dev.brownout.format.VariantLabels;
import dev.brownout.result.VariantResult;
import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.Arrays;
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

    Chart(String slug, ChartModel drawing) {
        this(
                slug,
                drawing.title(),
                lines(drawing),
                (g2, width, height) -> new Painter(drawing, g2).paint(width, height),
                drawing::model);
    }

    /** Creates a chart without lines over time. */
    public Chart(String slug, String title, ChartPainter painting) {
        this(slug, title, List.of(), painting, TreeMap::new);
    }

    /** Creates a chart without lines over time, with a data model from which a script can draw it. */
    public Chart(String slug, String title, ChartPainter painting, Supplier<Map<String, Object>> model) {
        this(slug, title, List.of(), painting, model);
    }

    private Chart(
            String slug, String title, List<Line> lines, ChartPainter painting, Supplier<Map<String, Object>> model) {
        this.slug = slug;
        this.title = title;
        this.lines = lines;
        this.painting = painting;
        this.model = model;
    }

    /**
     * Creates a line chart of a ratio over time, with one line per variant. Variants with equal values share a line.
     *
     * @param axis quantity on the value axis
     * @param values one array per variant, with a value for each interval of its series; {@code NaN} leaves a gap
     */
    public static Chart overTime(
            String slug,
            String title,
            String subtitle,
            String axis,
            List<VariantResult> variants,
            List<double[]> values) {
        List<SeriesLine> tracks = tracks(variants, values);
        int named = Math.min(tracks.size(), Palette.LINES);
        List<SeriesLine> rest = tracks.subList(named, tracks.size());
        List<String> legend = new ArrayList<>(
                tracks.subList(0, named).stream().map(SeriesLine::label).toList());
        if (!rest.isEmpty()) {
            legend.add(rest.size() + " others");
        }
        EventRail rail = EventRail.of(variants).unnumbered();
        List<String> shown = variants.stream().map(VariantResult::name).toList();
        Panel panel = new Panel("", shown, tracks.subList(0, named), rest, List.of(), rail, List.of());
        double seconds =
                variants.stream().mapToLong(VariantResult::durationNanos).max().orElse(0) / 1e9;
        double warmup =
                variants.stream().mapToLong(VariantResult::warmupNanos).max().orElse(0) / 1e9;
        return new Chart(
                slug,
                new ChartModel(
                        title,
                        subtitle,
                        axis,
                        ChartKind.SHARE,
                        "ratio",
                        false,
                        seconds,
                        warmup,
                        legend,
                        -1,
                        List.of(panel)));
    }

    /** Returns one line per variant. Variants with equal values share a line. */
    private static List<SeriesLine> tracks(List<VariantResult> variants, List<double[]> values) {
        List<SeriesLine> tracks = new ArrayList<>();
        List<List<String>> names = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            double[] own = values.get(i);
            int like = 0;
            while (like < tracks.size() && !Arrays.equals(tracks.get(like).values(), own)) {
                like++;
            }
            if (like == tracks.size()) {
                tracks.add(SeriesLine.of("", variants.get(i), own));
                names.add(new ArrayList<>());
            }
            names.get(like).add(variants.get(i).name());
        }
        for (int i = 0; i < tracks.size(); i++) {
            tracks.set(i, tracks.get(i).withLabel(VariantLabels.heading(names.get(i))));
        }
        return tracks;
    }

    /** Returns this chart with other lines for readers of the data. */
    public Chart with(List<Line> others) {
        return new Chart(slug, title, List.copyOf(others), painting, model);
    }

    static List<Line> lines(ChartModel drawing) {
        List<Line> lines = new ArrayList<>();
        for (int panel = 0; panel < drawing.panels().size(); panel++) {
            Panel one = drawing.panels().get(panel);
            for (SeriesLine track : one.tracks()) {
                lines.add(track.toChartLine(panel, one.heading(), drawing.unit()));
            }
            for (SeriesLine track : one.rest()) {
                lines.add(track.toChartLine(panel, one.heading(), drawing.unit()));
            }
        }
        return List.copyOf(lines);
    }

    /**
     * Returns whether the drawing libraries are on the class path. A build that only checks assertions does not need
     * them.
     */
    public static boolean drawable() {
        try {
            ClassLoader loader = Chart.class.getClassLoader();
            Class.forName("org.jfree.chart.JFreeChart", false, loader);
            Class.forName("org.apache.batik.svggen.SVGGraphics2D", false, loader);
            return true;
        } catch (ClassNotFoundException notThere) {
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

    /** Renders the chart as a PNG of 1280 by 720 pixels. */
    public byte[] png() {
        return Png.of(WIDTH, HEIGHT, g2 -> painting.paint(g2, WIDTH, HEIGHT));
    }

    /** Renders the chart as an SVG document of 1280 by 720 units. Its ids start with the slug. */
    public String svg() {
        if (svg == null) {
            svg = Svg.of(WIDTH, HEIGHT, slug, title, g2 -> painting.paint(g2, WIDTH, HEIGHT));
        }
        return svg;
    }
}
