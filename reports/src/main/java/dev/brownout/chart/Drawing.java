package dev.brownout.chart;

import java.util.List;

/**
 * Everything that a chart shows, before it is drawn.
 *
 * @param title what it found
 * @param subtitle scenario and, with one variant, its name
 * @param axis what the value axis measures; its ticks carry the units
 * @param unit unit of the values
 * @param seconds length of the time axis
 * @param warmup length of the part at its start that no title counts
 * @param legend names of the lines, in the order of every panel's tracks
 * @param outlines how many lines are drawn over areas, which all further ones are, lying on one another; -1 where all
 *     are lines
 * @param panels the coordinate systems, which share both axes
 */
record Drawing(
        String title,
        String subtitle,
        String axis,
        String unit,
        double seconds,
        double warmup,
        List<String> legend,
        int outlines,
        List<Panel> panels) {

    /** Whether an entry of the legend is an area. */
    boolean area(int entry) {
        return outlines >= 0 && entry >= outlines;
    }

    /** How many entries of the legend are lines with a style of their own; a further one names the rest. */
    int named() {
        return panels.get(0).tracks().size();
    }
}
