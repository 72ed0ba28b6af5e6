package dev.brownout.terminal;

import dev.brownout.format.DisplayWidth;
import dev.brownout.result.RunResult;
import dev.brownout.summary.HeadlineTable;
import dev.brownout.summary.KeyMoments;
import dev.brownout.summary.KeyMoments.KeyMoment;
import dev.brownout.translation.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The chart of an overview: sparklines over a time axis, and the key events with letters on that axis. */
final class OverviewChart {
    private static final String GAP = "  ";
    private static final int LABEL = 34;
    private static final int LETTERS = 26;
    /** Minimum number of lines of a chart. */
    private static final int FEWEST = 3;

    private final RunResult result;
    private final Optional<Sparkline> sparks;
    private final int width;
    private final int label;

    /**
     * Creates the chart of a result.
     *
     * @param width the width of the lines, with the margin
     * @param label the width of the labels of a single variant
     */
    OverviewChart(RunResult result, Optional<Sparkline> sparks, int width, int label) {
        this.result = result;
        this.sparks = sparks;
        this.width = width - OverviewNumbers.MARGIN.length();
        this.label = label;
    }

    /** Returns the sparklines beside the variants of a table: two headings, then one line per variant. */
    List<String> sparklineColumn(int columns, List<KeyMoment> events) {
        if (sparks.isEmpty()) {
            return List.of();
        }
        Sparkline lines = sparks.get();
        List<String> sideColumn = new ArrayList<>();
        String scale = lines.extreme() + " " + lines.extremeValue();
        sideColumn.add(DisplayWidth.cut(lines.name() + GAP + scale, columns));
        sideColumn.add(lines.axis(columns, events));
        for (int i = 0; i < lines.variants(); i++) {
            sideColumn.add(lines.line(i, columns));
        }
        return sideColumn;
    }

    /**
     * Returns the sparklines below each other, equal ones once, with the time axis and the letters of the events. The
     * worst ones are kept if the lines do not suffice.
     */
    List<String> lines(List<KeyMoment> events, int most) {
        if (sparks.isEmpty() || most < FEWEST) {
            return List.of();
        }
        return OverviewNumbers.indented(
                result.variants().size() == 1 ? single(events) : several(events, most - (events.isEmpty() ? 1 : 2)));
    }

    private List<String> single(List<KeyMoment> events) {
        Sparkline lines = sparks.get();
        String worst = lines.extreme() + " " + lines.worst(0);
        int columns = width - label - 2 * GAP.length() - DisplayWidth.width(worst);
        List<String> all = new ArrayList<>();
        all.add(DisplayWidth.left(lines.name(), label) + GAP + lines.line(0, columns) + GAP + worst);
        all.add(DisplayWidth.left("", label) + GAP + lines.boundAxis(columns));
        letters(all, label, columns, events);
        return all;
    }

    private List<String> several(List<KeyMoment> events, int most) {
        Sparkline lines = sparks.get();
        List<Integer> shown = lines.different(width);
        shown = shown.subList(0, Math.min(shown.size(), most));
        String head = lines.name() + lines.bound().map(bound -> ", " + bound).orElse("");
        List<String> labels = new ArrayList<>();
        int wide = DisplayWidth.width(head);
        int worst = DisplayWidth.width(lines.extreme());
        for (int number : shown) {
            List<String> like = lines.like(number, width);
            labels.add(
                    like.size() == lines.variants()
                            ? Messages.text("report.all_variants")
                            : HeadlineTable.names(like, LABEL));
            wide = Math.max(wide, DisplayWidth.width(labels.get(labels.size() - 1)));
            worst = Math.max(worst, DisplayWidth.width(lines.worst(number)));
        }
        wide = Math.min(LABEL, wide);
        int columns = width - wide - 2 * GAP.length() - worst;
        List<String> all = new ArrayList<>();
        all.add(DisplayWidth.left(head, wide) + GAP + lines.axis(columns, List.of()) + GAP + lines.extreme());
        for (int i = 0; i < shown.size(); i++) {
            all.add(DisplayWidth.left(labels.get(i), wide)
                    + GAP
                    + lines.line(shown.get(i), columns)
                    + GAP
                    + lines.worst(shown.get(i)));
        }
        letters(all, wide, columns, events);
        return all;
    }

    private void letters(List<String> all, int labels, int columns, List<KeyMoment> events) {
        if (!events.isEmpty()) {
            String letters = sparks.get().letters(columns, events);
            all.add((DisplayWidth.left(Messages.text("report.events"), labels) + GAP + letters).stripTrailing());
        }
    }

    /** Returns the key events that fit in some lines below the chart. The less decisive ones are left out first. */
    List<KeyMoment> events(int most) {
        for (int number = Math.min(LETTERS, 2 * most); number > 0; number--) {
            List<KeyMoment> events = KeyMoments.of(result, number);
            if (legend(events).size() <= most) {
                return events;
            }
        }
        return List.of();
    }

    /** Returns the events with their letters, in two columns if they fit, else one after the other. */
    List<String> legend(List<KeyMoment> events) {
        List<String> texts = new ArrayList<>();
        for (KeyMoment event : events) {
            String letter = sparks.isEmpty() ? "" : (char) ('A' + texts.size()) + " ";
            texts.add(letter + event.text());
        }
        int rows = (texts.size() + 1) / 2;
        int left = texts.subList(0, rows).stream()
                .mapToInt(DisplayWidth::width)
                .max()
                .orElse(0);
        int right = texts.subList(rows, texts.size()).stream()
                .mapToInt(DisplayWidth::width)
                .max()
                .orElse(0);
        List<String> lines = new ArrayList<>();
        if (left + GAP.length() + right > width) {
            for (String text : texts) {
                int last = lines.size() - 1;
                String longer = last < 0 ? "" : lines.get(last) + GAP + text;
                if (last >= 0 && DisplayWidth.width(longer) <= width) {
                    lines.set(last, longer);
                } else {
                    lines.add(DisplayWidth.cut(text, width));
                }
            }
        } else {
            for (int i = 0; i < rows; i++) {
                String second = rows + i < texts.size() ? texts.get(rows + i) : "";
                lines.add((DisplayWidth.left(texts.get(i), left) + GAP + second).stripTrailing());
            }
        }
        return OverviewNumbers.indented(lines);
    }
}
