package dev.brownout.chart;

import dev.brownout.chart.draw.Chart;
import dev.brownout.chart.draw.ChartFrame;
import dev.brownout.chart.draw.Palette;
import dev.brownout.chart.draw.TextLayout;
import dev.brownout.chart.draw.Typeface;
import dev.brownout.chart.title.TitleText;
import dev.brownout.format.QuantityFormat;
import dev.brownout.format.SimulatedTimeFormat;
import dev.brownout.result.LatencyBreakdown.Part;
import dev.brownout.result.RunResult;
import dev.brownout.result.Trace;
import dev.brownout.result.Trace.Call;
import dev.brownout.result.Trace.Stretch;
import dev.brownout.result.VariantResult;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Waterfall chart of the calls of one request over time. Phases that did not delay the response are pale. */
public final class Waterfall {
    private static final int MOST_CHARTS = 20;
    private static final int MOST_CALLS = 28;
    private static final double NAME = 250;
    private static final double HIGHEST = 34;
    private static final int TICKS = 8;
    private static final double THIN = 0.2;

    private final Trace trace;
    private final String title;
    private final String subtitle;
    private final List<Call> calls;
    private final long endNanos;

    private Waterfall(Trace trace, String of) {
        this.trace = trace;
        this.calls = trace.calls().subList(0, Math.min(MOST_CALLS, trace.calls().size()));
        this.title = title(trace);
        int more = trace.calls().size() - calls.size();
        this.subtitle = of + " · " + trace.id() + " · sent at " + SimulatedTimeFormat.at(trace.bornAtNanos())
                + (more > 0 ? " · " + more + " more calls" : "");
        long end = trace.bornAtNanos() + trace.latencyNanos();
        for (Call call : calls) {
            for (Stretch stretch : call.phases()) {
                end = Math.max(end, stretch.toNanos());
            }
        }
        this.endNanos = Math.max(end, trace.bornAtNanos() + 1);
    }

    /** Returns a chart for each traced request, up to a maximum number. */
    public static List<Chart> charts(RunResult result) {
        List<Chart> charts = new ArrayList<>();
        for (VariantResult variant : result.variants()) {
            String of = result.scenario() + (result.variants().size() == 1 ? "" : " · " + variant.name());
            for (Trace trace : variant.tracing().traces()) {
                if (charts.size() < MOST_CHARTS) {
                    Waterfall picture = new Waterfall(trace, of);
                    charts.add(new Chart("trace-" + (charts.size() + 1), picture.title, picture::paint));
                }
            }
        }
        return charts;
    }

    /** Returns the title: the latency of the request and the largest part of it. */
    private static String title(Trace trace) {
        Map<Part, Long> sums = new LinkedHashMap<>();
        for (Call call : trace.calls()) {
            for (Stretch stretch : call.phases()) {
                if (stretch.counts()) {
                    sums.merge(
                            new Part(call.component(), stretch.phase(), 0),
                            stretch.toNanos() - stretch.fromNanos(),
                            Long::sum);
                }
            }
        }
        String outcome =
                trace.outcome().equals("ok") ? "" : ", " + trace.outcome().replace('_', ' ');
        String start = trace.request() + " request: " + QuantityFormat.format(trace.latencyNanos(), "ns") + outcome;
        return sums.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(most -> TitleText.fitting(
                        start + ", of which " + QuantityFormat.format(most.getValue(), "ns") + " "
                                + TimeBars.words(most.getKey()),
                        start))
                .orElse(start);
    }

    private void paint(Graphics2D g2, int width, int height) {
        ChartFrame frame = new ChartFrame(g2, width, height);
        Rectangle2D area = frame.paint(title, subtitle);
        double top = PhaseLegend.paint(g2, area.getX(), area.getY() + 4) + 14;
        double row = Math.min(HIGHEST, (area.getMaxY() - top - 6) / calls.size());
        double left = area.getX() + NAME;
        Rectangle2D plot = new Rectangle2D.Double(left, top, area.getMaxX() - left - 30, row * calls.size());
        ticks(g2, plot);
        for (int i = 0; i < calls.size(); i++) {
            row(g2, i, plot, top + i * row, row);
        }
        double responseX = x(trace.bornAtNanos() + trace.latencyNanos(), plot);
        g2.setPaint(Palette.BOUND);
        g2.setStroke(new BasicStroke(1.4f));
        g2.draw(new Line2D.Double(responseX, top - 4, responseX, plot.getMaxY()));
        frame.axes(
                new Rectangle2D.Double(area.getX(), area.getY(), area.getWidth(), plot.getMaxY() + 6 - area.getY()),
                "time since the request · red: response to the user · black: response to the caller"
                        + " · pale: not waited for",
                "");
    }

    private double x(long nanos, Rectangle2D plot) {
        double share = (double) (nanos - trace.bornAtNanos()) / (endNanos - trace.bornAtNanos());
        return plot.getX() + share * plot.getWidth();
    }

    private void ticks(Graphics2D g2, Rectangle2D plot) {
        Font font = Typeface.regular(13);
        long length = endNanos - trace.bornAtNanos();
        long step = step(length);
        for (long after = 0; after <= length; after += step) {
            double x = x(trace.bornAtNanos() + after, plot);
            g2.setPaint(Palette.GRID);
            g2.setStroke(new BasicStroke(1));
            g2.draw(new Line2D.Double(x, plot.getY(), x, plot.getMaxY()));
            String place = QuantityFormat.format(after, "ns");
            PhaseLegend.text(
                    g2, place, font, Palette.FAINT_INK, x - TextLayout.width(place, font) / 2, plot.getY() - 6);
        }
    }

    /** Returns the smallest of 1, 2, 5, 10, ... nanoseconds that does not give too many ticks. */
    private static long step(long length) {
        long step = 1;
        for (int i = 0; length / step > TICKS; i++) {
            step = i % 3 == 1 ? step / 2 * 5 : step * 2;
        }
        return step;
    }

    private void row(Graphics2D g2, int number, Rectangle2D plot, double y, double high) {
        Call call = calls.get(number);
        Font font = Typeface.regular((float) Math.min(14, high * 0.8));
        double indent = Math.min(10, depth(number)) * 14.0;
        String node = call.component() + (call.node().isEmpty() ? "" : "/" + call.node());
        String name = call.attempt() == 0 ? node : node + " attempt " + (call.attempt() + 1);
        String shown = TextLayout.shorten(name, font, NAME - indent - 10);
        PhaseLegend.text(g2, shown, font, Palette.INK, plot.getX() - NAME + indent, y + high * 0.68);
        for (Stretch stretch : call.phases()) {
            bar(g2, stretch, plot, y, high);
        }
        if (call.heardAtNanos() < endNanos && call.heardAtNanos() != Trace.NEVER && number > 0) {
            double receivedX = x(call.heardAtNanos(), plot);
            g2.setPaint(Palette.INK);
            g2.setStroke(new BasicStroke(1.2f));
            g2.draw(new Line2D.Double(receivedX, y + high * 0.08, receivedX, y + high * 0.92));
        }
    }

    /** Paints a phase. While the call itself only waits for other calls, the bar is thin. */
    private void bar(Graphics2D g2, Stretch stretch, Rectangle2D plot, double y, double high) {
        Color color = PhaseLegend.color(stretch.phase());
        g2.setPaint(stretch.counts() ? color : Palette.mixed(Palette.BACKGROUND, color, 0.45));
        double from = x(stretch.fromNanos(), plot);
        double wide = Math.max(1, x(stretch.toNanos(), plot) - from);
        boolean thin = stretch.phase().equals("others");
        double top = thin ? y + high * (1 - THIN) : y + high * 0.16;
        g2.fill(new Rectangle2D.Double(from, top, wide, high * (thin ? THIN : 0.6)));
    }

    private int depth(int number) {
        int parent = calls.get(number).parent();
        return parent < 0 ? 0 : 1 + depth(parent);
    }
}
