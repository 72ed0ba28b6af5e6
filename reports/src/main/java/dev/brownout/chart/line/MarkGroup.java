package dev.brownout.chart.line;

import dev.brownout.chart.draw.TextLayout;
import dev.brownout.chart.draw.Typeface;
import dev.brownout.chart.model.EventRail;
import dev.brownout.chart.model.Milestone;
import java.awt.Font;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongToDoubleFunction;
import java.util.stream.Collectors;

/**
 * Milestones of a row of the event rail with a common text: those without space for a text each.
 *
 * @param counts number of milestones of each kind
 * @param from position of the first one, in pixels
 * @param to position of the last one
 * @param left left edge of the text
 * @param line number of the line of text within the row
 */
record MarkGroup(Map<Milestone, Integer> counts, double from, double to, double left, int line) {
    private static final float TEXT = 13;
    private static final double GAP = 8;
    /** Distance of the text from its rule, in pixels. */
    private static final double BESIDE = 3;

    private static final int MOST_LINES = 3;

    /**
     * Groups the milestones of a row.
     *
     * @param x position of a time in ns
     * @param width width of the rail, in pixels
     * @param several whether the texts may have several lines
     */
    static List<MarkGroup> of(List<EventRail.Mark> marks, LongToDoubleFunction x, double width, boolean several) {
        List<MarkGroup> groups = new ArrayList<>();
        double[] ends = new double[several ? MOST_LINES : 1];
        for (EventRail.Mark mark : marks) {
            double at = x.applyAsDouble(mark.atNanos());
            MarkGroup next = of(Map.of(mark.what(), 1), at, at, width, 0);
            int line = 0;
            while (line < ends.length && ends[line] > next.left()) {
                line++;
            }
            if (line == ends.length) {
                next = merged(groups.remove(groups.size() - 1), next, width);
                while (!groups.isEmpty() && overlaps(groups, next)) {
                    next = merged(groups.remove(groups.size() - 1), next, width);
                }
                line = next.line();
            }
            next = of(next.counts(), next.from(), next.to(), width, line);
            groups.add(next);
            ends[line] = next.left() + next.width() + GAP;
        }
        return groups;
    }

    private static MarkGroup of(Map<Milestone, Integer> counts, double from, double to, double width, int line) {
        double length = TextLayout.width(text(counts), font());
        return new MarkGroup(counts, from, to, Math.max(0, Math.min(from + BESIDE, width - length)), line);
    }

    private static MarkGroup merged(MarkGroup one, MarkGroup other, double width) {
        Map<Milestone, Integer> counts = new LinkedHashMap<>(one.counts());
        other.counts().forEach((what, count) -> counts.merge(what, count, Integer::sum));
        return of(counts, Math.min(one.from(), other.from()), Math.max(one.to(), other.to()), width, one.line());
    }

    private static boolean overlaps(List<MarkGroup> groups, MarkGroup next) {
        return groups.stream()
                .anyMatch(group -> group.line() == next.line() && group.left() + group.width() + GAP > next.left());
    }

    private static Font font() {
        return Typeface.regular(TEXT);
    }

    private double width() {
        return TextLayout.width(text(), font());
    }

    /** Returns the number of lines of text of some groups. */
    static int lines(List<MarkGroup> groups) {
        return 1 + groups.stream().mapToInt(MarkGroup::line).max().orElse(0);
    }

    /** Returns the milestones in words, each with its number of occurrences. */
    String text() {
        return text(counts);
    }

    private static String text(Map<Milestone, Integer> counts) {
        return counts.entrySet().stream()
                .map(one -> one.getKey().word() + (one.getValue() == 1 ? "" : " ×" + one.getValue()))
                .collect(Collectors.joining(", "));
    }
}
