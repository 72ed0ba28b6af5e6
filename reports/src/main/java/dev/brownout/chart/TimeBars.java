package dev.brownout.chart;

import dev.brownout.chart.draw.Chart;
import dev.brownout.chart.draw.ChartFrame;
import dev.brownout.chart.draw.Palette;
import dev.brownout.chart.draw.TextLayout;
import dev.brownout.chart.draw.Typeface;
import dev.brownout.chart.title.TitleText;
import dev.brownout.format.QuantityFormat;
import dev.brownout.result.LatencyBreakdown;
import dev.brownout.result.LatencyBreakdown.Part;
import dev.brownout.result.RunResult;
import dev.brownout.result.VariantResult;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Latency breakdown of the requests of a variant: a bar for each class and percentile, divided into phases. */
public final class TimeBars {
    private static final String SLUG = "breakdown";
    private static final int MOST_BARS = 20;
    private static final double NAME = 210;
    private static final double VALUE = 100;
    private static final double HIGHEST = 44;
    private static final double LEAST_ROOM = 6;

    private final List<Bar> bars;
    private final String title;
    private final String subtitle;

    /**
     * Breakdown of some requests of a class.
     *
     * @param requests {@code mean} for all requests, or the selected ones
     */
    private record Bar(String type, String requests, LatencyBreakdown breakdown) {}

    private TimeBars(List<Bar> bars, String subtitle) {
        this.bars = bars.subList(0, Math.min(MOST_BARS, bars.size()));
        this.title = title(bars);
        this.subtitle = subtitle;
    }

    /** Returns a chart for each variant with a breakdown. */
    public static List<Chart> charts(RunResult result) {
        List<Chart> charts = new ArrayList<>();
        for (VariantResult variant : result.variants()) {
            List<Bar> bars = new ArrayList<>();
            variant.tracing()
                    .breakdown()
                    .forEach((type, some) ->
                            some.forEach((requests, breakdown) -> bars.add(new Bar(type, requests, breakdown))));
            if (!bars.isEmpty()) {
                String of = result.scenario() + (result.variants().size() == 1 ? "" : " · " + variant.name());
                TimeBars picture = new TimeBars(bars, of);
                String slug = charts.isEmpty() ? SLUG : SLUG + "-" + (charts.size() + 1);
                charts.add(new Chart(slug, picture.title, picture::paint));
            }
        }
        return charts;
    }

    /** Returns the title: the largest part of the latency of the slow requests, for the class with most of them. */
    private static String title(List<Bar> bars) {
        Bar most = bars.stream()
                .filter(bar -> bar.requests().equals("p99"))
                .max(Comparator.comparingLong(bar -> bar.breakdown().requests()))
                .orElse(bars.get(0));
        LatencyBreakdown slow = most.breakdown();
        return slow.parts().stream()
                .max(Comparator.comparingLong(Part::meanNanos))
                .map(part -> {
                    String start = most.type() + " " + most.requests() + " latency: "
                            + QuantityFormat.format((double) part.meanNanos() / slow.meanNanos(), "ratio") + " ";
                    return TitleText.fitting(start + words(part), start + PhaseLegend.label(part.phase()));
                })
                .orElse(most.type() + " latency: 0 s");
    }

    static String words(Part part) {
        return switch (part.phase()) {
            case "network" -> "network to and from " + part.component();
            case "backoff" -> PhaseLegend.label(part.phase());
            default -> PhaseLegend.label(part.phase()) + " at " + part.component();
        };
    }

    private void paint(Graphics2D g2, int width, int height) {
        ChartFrame frame = new ChartFrame(g2, width, height);
        Rectangle2D area = frame.paint(title, subtitle);
        double top = PhaseLegend.paint(g2, area.getX(), area.getY() + 4);
        double row = Math.min(HIGHEST * 1.4, (area.getMaxY() - top) / bars.size());
        for (int i = 0; i < bars.size(); i++) {
            double y = top + i * row;
            paint(
                    g2,
                    bars.get(i),
                    new Rectangle2D.Double(area.getX() + NAME, y, area.getWidth() - NAME - VALUE, row * 0.72));
        }
        double used = top + row * bars.size() - area.getY();
        frame.axes(
                new Rectangle2D.Double(area.getX(), area.getY(), area.getWidth(), used),
                "share of the latency (mean of the requests)",
                "");
    }

    private void paint(Graphics2D g2, Bar bar, Rectangle2D place) {
        Font bold = Typeface.bold((float) Math.min(15, place.getHeight()));
        double base = place.getCenterY() + 5;
        String name = bar.type() + " " + bar.requests();
        PhaseLegend.text(g2, TextLayout.shorten(name, bold, NAME - 12), bold, Palette.INK, place.getX() - NAME, base);
        PhaseLegend.text(
                g2,
                QuantityFormat.format(bar.breakdown().meanNanos(), "ns"),
                bold,
                Palette.INK,
                place.getMaxX() + 8,
                base);
        Font font = Typeface.regular((float) Math.min(13, place.getHeight() * 0.8));
        double x = place.getX();
        for (Part part : bar.breakdown().parts()) {
            double wide = place.getWidth()
                    * part.meanNanos()
                    / Math.max(1, bar.breakdown().meanNanos());
            g2.setPaint(PhaseLegend.color(part.phase()));
            g2.fill(new Rectangle2D.Double(x, place.getY(), Math.max(0.5, wide - 1), place.getHeight()));
            String label = part.component() + " " + QuantityFormat.format(part.meanNanos(), "ns");
            String fitting = TextLayout.width(label, font) + LEAST_ROOM < wide ? label : part.component();
            if (TextLayout.width(fitting, font) + LEAST_ROOM < wide) {
                PhaseLegend.text(g2, fitting, font, Palette.INK, x + LEAST_ROOM / 2, base - 1);
            }
            x += wide;
        }
    }
}
