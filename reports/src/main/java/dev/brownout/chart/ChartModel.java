package dev.brownout.chart;

import java.awt.Color;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Everything that a chart shows, before it is drawn.
 *
 * @param title what it found
 * @param subtitle scenario and, with one variant, its name
 * @param axis what the value axis measures; its ticks carry the units
 * @param topic what sort of number that is
 * @param unit unit of the values
 * @param logarithmic whether the value axis is because that of another chart of this topic is
 * @param seconds length of the time axis
 * @param warmup length of the part at its start that no title counts
 * @param legend names of the lines, in the order of every panel's tracks
 * @param outlines how many lines are drawn over areas, which all further ones are, lying on one another; -1 where all
 *     are lines
 * @param panels the coordinate systems, which share both axes
 */
record ChartModel(
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

    /** A line that reaches so far along the time axis ends at its end. */
    private static final double END = 0.9;

    /** The same on an axis of a sort. */
    ChartModel on(boolean logarithms) {
        return new ChartModel(
                title, subtitle, axis, topic, unit, logarithms, seconds, warmup, legend, outlines, panels);
    }

    /**
     * All of it as plain data, so that it can be drawn elsewhere: maps, lists, texts, numbers, truth values, and arrays
     * of numbers for what changes over time, in which {@code NaN} is a gap. Times are in seconds.
     */
    Map<String, Object> model() {
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("kind", "lines");
        model.put("title", title);
        model.put("subtitle", subtitle);
        model.put("axis", axis);
        model.put("unit", unit);
        model.put("seconds", seconds);
        model.put("warmup", warmup);
        model.put("range", ValueRange.of(this).model());
        model.put("key", RailPainter.key(panels.stream().map(Panel::rail).toList()));
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
        Color colour = area(number) ? Palette.outcome(legend.get(number)) : line ? Palette.line(number) : Palette.REST;
        entry.put("color", Palette.web(colour));
        entry.put("dash", line && !area(number) ? Palette.dashes(number) : "");
        if (line && panels.get(0).overlaid()) {
            entry.put("variant", panels.get(0).variants().get(number));
        }
        return entry;
    }

    /** Whether an entry of the legend is an area. */
    boolean area(int entry) {
        return outlines >= 0 && entry >= outlines;
    }

    /**
     * Whether the names of its lines can stand at their ends: all have a name, and reach about as far as the time axis;
     * of several panels some may have no value in one.
     */
    boolean endsNamed() {
        boolean lines = outlines < 0 && legend.size() > 1 && legend.size() == named();
        return lines
                && panels.stream().flatMap(panel -> panel.tracks().stream()).allMatch(this::reaches);
    }

    private boolean reaches(SeriesLine track) {
        int last = track.last();
        return last < 0 ? panels.size() > 1 : track.seconds()[last] >= END * seconds;
    }

    /** How many entries of the legend are lines with a style of their own; a further one names the rest. */
    int named() {
        return panels.get(0).tracks().size();
    }
}
