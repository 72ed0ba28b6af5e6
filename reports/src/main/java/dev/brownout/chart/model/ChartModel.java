package dev.brownout.chart.model;

import dev.brownout.chart.draw.Chart;
import dev.brownout.chart.draw.ChartColors;
import dev.brownout.chart.draw.OutcomeStyle;
import dev.brownout.chart.draw.ValueRange;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Content of a line chart, independent of its layout.
 *
 * @param title finding of the chart
 * @param subtitle scenario and, with one variant, its name
 * @param axis quantity on the value axis; its ticks carry the units
 * @param topic kind of the chart
 * @param unit unit of the values
 * @param logarithmic whether the value axis is logarithmic because that of another chart of this kind is
 * @param seconds length of the time axis, in s
 * @param warmup length of the warm-up at its start, in s, which titles exclude
 * @param legend names of the lines, in the order of the tracks of each panel
 * @param outlines number of legend entries drawn as lines; all further ones are stacked areas; -1 if all are lines
 * @param panels panels, which share both axes
 */
public record ChartModel(
        String title,
        String subtitle,
        String axis,
        ChartKind topic,
        String unit,
        boolean logarithmic,
        double seconds,
        double warmup,
        List<String> legend,
        int outlines,
        List<Panel> panels) {

    /** Minimum share of the time axis that a line must reach for a label at its end. */
    private static final double END = 0.9;

    /** Returns this chart with its value axis logarithmic or not. */
    public ChartModel on(boolean logarithms) {
        return new ChartModel(
                title, subtitle, axis, topic, unit, logarithms, seconds, warmup, legend, outlines, panels);
    }

    /** Returns this chart with another title, subtitle and legend. */
    public ChartModel titled(String otherTitle, String otherSubtitle, List<String> otherLegend) {
        return new ChartModel(
                otherTitle,
                otherSubtitle,
                axis,
                topic,
                unit,
                logarithmic,
                seconds,
                warmup,
                otherLegend,
                outlines,
                panels);
    }

    /**
     * Returns the content as plain data, so that it can be drawn elsewhere: maps, lists, strings, numbers, booleans,
     * and arrays of numbers for values over time, in which {@code NaN} is a gap. Times are in s.
     */
    public Map<String, Object> model() {
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("kind", "lines");
        model.put("title", title);
        model.put("subtitle", subtitle);
        model.put("axis", axis);
        model.put("unit", unit);
        model.put("seconds", seconds);
        model.put("warmup", warmup);
        model.put("range", range().model());
        model.put("key", EventRail.key(panels.stream().map(Panel::rail).toList()));
        model.put(
                "legend",
                IntStream.range(0, legend.size()).mapToObj(this::entry).toList());
        model.put("panels", panels.stream().map(Panel::model).toList());
        return model;
    }

    private Map<String, Object> entry(int number) {
        Map<String, Object> entry = new LinkedHashMap<>();
        boolean line = number < named();
        entry.put("name", legend.get(number));
        entry.put("area", area(number));
        OutcomeStyle outcome = OutcomeStyle.of(legend.get(number));
        int colour = area(number) ? outcome.rgb() : line ? ChartColors.line(number) : ChartColors.REST;
        entry.put("color", ChartColors.web(colour));
        entry.put("hatched", area(number) && outcome.isHatched());
        entry.put("dash", line && !area(number) ? ChartColors.dashes(number) : "");
        if (line && panels.get(0).overlaid()) {
            entry.put("variant", panels.get(0).variants().get(number));
        }
        return entry;
    }

    /** Returns the value axis: logarithmic if required, or else starting at zero or at a round ratio. */
    public ValueRange range() {
        double[] bounds = panels.stream()
                .flatMap(panel -> panel.bounds().stream())
                .mapToDouble(Panel.PanelBound::value)
                .toArray();
        boolean good = topic == ChartKind.AVAILABILITY;
        double min = values(SeriesLine::min).min().orElse(Double.NaN);
        return ValueRange.of(unit, good, logarithmic || isWide(), min, leastPositive(), max(), bounds);
    }

    /**
     * Returns whether the values of this chart alone require a logarithmic axis. Only latencies do. Quantities that are
     * normally zero, such as the age of the oldest waiting item or the replication lag, start at zero.
     */
    public boolean isWide() {
        return topic == ChartKind.LATENCY && ValueRange.isWide(unit, leastPositive(), max());
    }

    private double leastPositive() {
        return values(SeriesLine::minPositive).min().orElse(Double.NaN);
    }

    private double max() {
        return values(SeriesLine::max).max().orElse(Double.NaN);
    }

    /** Returns a statistic of each line that has values. */
    private DoubleStream values(ToDoubleFunction<SeriesLine> statistic) {
        return panels.stream().flatMap(Panel::lines).mapToDouble(statistic).filter(value -> !Double.isNaN(value));
    }

    /** Returns the lines of all panels as parts of the public description of a chart. */
    public List<Chart.Line> lines() {
        return IntStream.range(0, panels.size())
                .boxed()
                .flatMap(i -> panels.get(i)
                        .lines()
                        .map(line -> line.toChartLine(i, panels.get(i).heading(), unit)))
                .toList();
    }

    /** Returns whether a legend entry is an area. */
    public boolean area(int entry) {
        return outlines >= 0 && entry >= outlines;
    }

    /**
     * Returns whether the lines can be labelled at their ends. Each line needs a name and must extend over most of the
     * time axis. With several panels, a line may be empty.
     */
    public boolean endsNamed() {
        boolean lines = outlines < 0 && legend.size() > 1 && legend.size() == named();
        return lines
                && panels.stream().flatMap(panel -> panel.tracks().stream()).allMatch(this::reaches);
    }

    private boolean reaches(SeriesLine track) {
        int last = track.last();
        return last < 0 ? panels.size() > 1 : track.seconds()[last] >= END * seconds;
    }

    /** Returns the number of legend entries with a line style of their own. A further entry names the rest. */
    public int named() {
        return panels.get(0).tracks().size();
    }
}
