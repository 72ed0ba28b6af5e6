package dev.brownout.chart.model;

import dev.brownout.chart.draw.Palette;
import dev.brownout.format.VariantLabels;
import dev.brownout.result.VariantResult;
import dev.brownout.result.VariantResult.FaultSpan;
import dev.brownout.result.VariantResult.TimelineEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Events below a time axis: the faults as bars, and rows with the milestones and failure periods of each variant. If
 * all variants have the same milestones and failure periods, there is a single row.
 *
 * @param bars faults, by their start
 * @param rows milestones and failure periods
 */
public record EventRail(List<Bar> bars, List<Row> rows) {
    /**
     * Bar of a fault.
     *
     * @param label fault, followed by its variants if it is not in all
     */
    public record Bar(String label, long fromNanos, long toNanos) {}

    /**
     * Row with the milestones and failure periods of a variant.
     *
     * @param line number of the variant's line; -1 if the row belongs to all lines
     * @param hurt failure periods
     */
    public record Row(int line, List<Mark> marks, List<FailurePeriod> hurt) {
        private Map<String, Object> model(List<String> variants) {
            Map<String, Object> model = new LinkedHashMap<>();
            if (line >= 0 && line < variants.size()) {
                model.put("variant", variants.get(line));
            }
            model.put("color", Palette.web(line < 0 ? Palette.INK : Palette.line(line)));
            model.put("marks", marks.stream().map(Mark::model).toList());
            model.put(
                    "hurt",
                    hurt.stream()
                            .map(one -> List.of(one.fromNanos() / 1e9, one.toNanos() / 1e9))
                            .toList());
            return model;
        }
    }

    /** A milestone and its time. */
    public record Mark(Milestone what, long atNanos) {
        private Map<String, Object> model() {
            Map<String, Object> model = new LinkedHashMap<>();
            model.put("word", what.word());
            model.put("at", atNanos / 1e9);
            return model;
        }
    }

    /**
     * Adds the content to plain data.
     *
     * @param variants variants with lines in one panel, in their order; empty if the rail belongs to all lines
     */
    void model(Map<String, Object> model, List<String> variants) {
        model.put(
                "bars",
                bars.stream()
                        .map(bar -> {
                            Map<String, Object> one = new LinkedHashMap<>();
                            one.put("label", bar.label());
                            one.put("from", bar.fromNanos() / 1e9);
                            one.put("to", bar.toNanos() / 1e9);
                            return one;
                        })
                        .toList());
        model.put("rows", rows.stream().map(row -> row.model(variants)).toList());
    }

    /** Creates the rail of variants with lines in one panel, in the order of the lines. */
    public static EventRail of(List<VariantResult> variants) {
        Map<FaultSpan, List<String>> faults = new LinkedHashMap<>();
        for (VariantResult variant : variants) {
            for (FaultSpan fault : variant.faults()) {
                faults.computeIfAbsent(
                                new FaultSpan("", "", fault.label(), "", fault.fromNanos(), fault.toNanos()),
                                f -> new ArrayList<>())
                        .add(variant.name());
            }
        }
        List<Bar> bars = new ArrayList<>();
        faults.forEach((fault, in) -> {
            String where = in.size() == variants.size() ? "" : " (" + VariantLabels.all(in) + ")";
            bars.add(new Bar(fault.label() + where, fault.fromNanos(), fault.toNanos()));
        });
        bars.sort(Comparator.comparingLong(Bar::fromNanos));
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < variants.size(); i++) {
            VariantResult variant = variants.get(i);
            rows.add(new Row(i, marks(variant), FailurePeriod.of(variant)));
        }
        rows.removeIf(row -> row.marks().isEmpty() && row.hurt().isEmpty());
        Row first = rows.isEmpty()
                ? null
                : new Row(-1, rows.get(0).marks(), rows.get(0).hurt());
        boolean same = first != null
                && rows.size() == variants.size()
                && rows.stream().allMatch(row -> first.equals(new Row(-1, row.marks(), row.hurt())));
        return new EventRail(List.copyOf(bars), same ? List.of(first) : List.copyOf(rows));
    }

    /** Returns this rail without the rows of single variants, for charts in which variants share a line. */
    public EventRail unnumbered() {
        return rows.stream().allMatch(row -> row.line() < 0) ? this : new EventRail(bars, List.of());
    }

    /** Returns the explanation of the shade in some rails; empty if they have none. */
    public static String key(List<EventRail> rails) {
        boolean shaded = rails.stream()
                .flatMap(rail -> rail.rows().stream())
                .anyMatch(row -> !row.hurt().isEmpty());
        return shaded ? "shaded: error rate > 1 %" : "";
    }

    private static List<Mark> marks(VariantResult variant) {
        List<Mark> marks = new ArrayList<>();
        for (TimelineEvent happening : variant.timeline()) {
            Milestone.of(happening.what()).ifPresent(what -> marks.add(new Mark(what, happening.atNanos())));
        }
        return marks;
    }
}
