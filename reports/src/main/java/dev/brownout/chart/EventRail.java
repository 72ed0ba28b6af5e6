package dev.brownout.chart;

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
 * What stands under a time axis: the faults as bars, and for each variant shown, or once where it is the same in all,
 * what came of them and when users were hurt.
 *
 * @param bars the faults, by their start
 * @param rows the rest
 */
public record EventRail(List<Bar> bars, List<Row> rows) {
    /**
     * A fault.
     *
     * @param label what is the matter, and in which variants where it is not in all
     */
    public record Bar(String label, long fromNanos, long toNanos) {}

    /**
     * What came of it in a variant.
     *
     * @param line the number of the variant's line; -1 where the row is of all lines
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

    /** Something that happened. */
    public record Mark(Milestone what, long atNanos) {
        private Map<String, Object> model() {
            Map<String, Object> model = new LinkedHashMap<>();
            model.put("letter", what.letter());
            model.put("word", what.word());
            model.put("at", atNanos / 1e9);
            return model;
        }
    }

    /**
     * Adds all of it to plain data.
     *
     * @param variants the variants whose lines are in one panel, in their order; none where it is of all lines
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

    /** Of some variants whose lines are in one panel, in the order of the lines. */
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

    /** Without what came of it in each variant, where lines of several variants are one. */
    EventRail unnumbered() {
        return rows.stream().allMatch(row -> row.line() < 0) ? this : new EventRail(bars, List.of());
    }

    private static List<Mark> marks(VariantResult variant) {
        List<Mark> marks = new ArrayList<>();
        for (TimelineEvent happening : variant.timeline()) {
            Milestone.of(happening.what()).ifPresent(what -> marks.add(new Mark(what, happening.atNanos())));
        }
        return marks;
    }
}
