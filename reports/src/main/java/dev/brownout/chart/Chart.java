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

/** One chart of a result. Its SVG is drawn when first asked for, which several threads must not do at once. */
public final class Chart {

    private static final int WIDTH = 1280;
    private static final int HEIGHT = 720;

    private final String slug;
    private final String title;
    private final List<Line> lines;
    private final ChartPainter painting;
    private final Supplier<Map<String, Object>> model;
    private String svg;

    /** Paints a chart. */
    @FunctionalInterface
    public interface ChartPainter {
        /** Paints it into that much room. */
        void paint(Graphics2D g2, int width, int height);
    }

    /**
     * A line as it is drawn, before it is given a place on the paper.
     *
     * @param panel number of the coordinate system in which it is
     * @param heading what stands above that; empty where there is only one
     * @param label what the line is
     * @param unit of its values
     * @param starts when the step of each point begins, in nanoseconds
     * @param values the value at each; {@code NaN} leaves a gap
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

    /** A chart of no lines over time. */
    public Chart(String slug, String title, ChartPainter painting) {
        this(slug, title, List.of(), painting, TreeMap::new);
    }

    /** The same, with the numbers from which a script draws it again. */
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
     * A chart of a share that variants have over time, a line for each, of equal ones one.
     *
     * @param axis what the share is of
     * @param values of each variant one for each step of its series; {@code NaN} leaves a gap
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

    /** A line for each variant, of equal ones one. */
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
            tracks.set(i, tracks.get(i).called(VariantLabels.heading(names.get(i))));
        }
        return tracks;
    }

    /** The same with lines for those that read numbers. */
    public Chart with(List<Line> others) {
        return new Chart(slug, title, List.copyOf(others), painting, model);
    }

    static List<Line> lines(ChartModel drawing) {
        List<Line> lines = new ArrayList<>();
        for (int panel = 0; panel < drawing.panels().size(); panel++) {
            Panel one = drawing.panels().get(panel);
            for (SeriesLine track : one.tracks()) {
                lines.add(track.line(panel, one.heading(), drawing.unit()));
            }
            for (SeriesLine track : one.rest()) {
                lines.add(track.line(panel, one.heading(), drawing.unit()));
            }
        }
        return List.copyOf(lines);
    }

    /** Whether the libraries that draw charts are on the class path; a build that only asserts may do without them. */
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

    /** The chart's file name without ending, unique among the charts of a result. */
    public String slug() {
        return slug;
    }

    /** The finding, in one sentence. */
    public String title() {
        return title;
    }

    /** What it draws over time; nothing where it is no chart over time. */
    public List<Line> lines() {
        return lines;
    }

    /**
     * What the chart shows as plain data, for a page that draws it itself and can be asked: maps, lists, texts,
     * numbers, truth values, and arrays of numbers for what changes over time, in which {@code NaN} is a gap. Its
     * {@code kind} says what sort of chart it is: {@code lines} over time, or {@code topology}. Empty for a chart that
     * is only drawn.
     */
    public Map<String, Object> model() {
        return model.get();
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
