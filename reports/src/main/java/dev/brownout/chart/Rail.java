package dev.brownout.chart;

import dev.brownout.result.VariantResult;
import dev.brownout.result.VariantResult.FaultSpan;
import dev.brownout.result.VariantResult.Happening;
import dev.brownout.wording.Sentences;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What stands under a time axis: the faults as bars, and for each variant shown, or once where it is the same in all,
 * what came of them and when users were hurt.
 *
 * @param bars the faults, by their start
 * @param rows the rest
 */
record Rail(List<Bar> bars, List<Row> rows) {
    private static final Pattern SAID_ELSEWHERE = Pattern.compile("( for \\S+)?( as \\S+)?$");

    /**
     * A fault.
     *
     * @param label what is done to what, and in which variants where it is not in all
     */
    record Bar(String label, long fromNanos, long toNanos) {}

    /**
     * What came of it in a variant.
     *
     * @param line the number of the variant's line; -1 where the row is of all lines
     */
    record Row(int line, List<Mark> marks, List<Hurt> hurt) {}

    /** Something that happened. */
    record Mark(Milestone what, long atNanos) {}

    /** Of some variants whose lines are in one panel, in the order of the lines. */
    static Rail of(List<VariantResult> variants) {
        Map<FaultSpan, List<String>> faults = new LinkedHashMap<>();
        for (VariantResult variant : variants) {
            for (FaultSpan fault : variant.faults()) {
                faults.computeIfAbsent(
                                new FaultSpan("", fault.sentence(), "", fault.fromNanos(), fault.toNanos()),
                                f -> new ArrayList<>())
                        .add(variant.name());
            }
        }
        List<Bar> bars = new ArrayList<>();
        faults.forEach((fault, in) -> {
            String what = SAID_ELSEWHERE
                    .matcher(Sentences.withoutTime(fault.sentence()))
                    .replaceFirst("");
            String where = in.size() == variants.size() ? "" : " (" + String.join(", ", in) + ")";
            bars.add(new Bar(what + where, fault.fromNanos(), fault.toNanos()));
        });
        bars.sort(Comparator.comparingLong(Bar::fromNanos));
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < variants.size(); i++) {
            VariantResult variant = variants.get(i);
            rows.add(new Row(i, marks(variant), Hurt.of(variant)));
        }
        rows.removeIf(row -> row.marks().isEmpty() && row.hurt().isEmpty());
        Row first = rows.isEmpty()
                ? null
                : new Row(-1, rows.get(0).marks(), rows.get(0).hurt());
        boolean same = first != null
                && rows.size() == variants.size()
                && rows.stream().allMatch(row -> first.equals(new Row(-1, row.marks(), row.hurt())));
        return new Rail(List.copyOf(bars), same ? List.of(first) : List.copyOf(rows));
    }

    private static List<Mark> marks(VariantResult variant) {
        List<Mark> marks = new ArrayList<>();
        for (Happening happening : variant.timeline()) {
            Milestone.of(happening.what()).ifPresent(what -> marks.add(new Mark(what, happening.atNanos())));
        }
        return marks;
    }
}
