package dev.brownout.cli;

import dev.brownout.experiment.Difference;
import dev.brownout.experiment.Interval;
import dev.brownout.experiment.Summary;
import dev.brownout.experiment.Survivors;
import dev.brownout.export.Dataset;
import dev.brownout.page.Cell;
import dev.brownout.page.Column;
import dev.brownout.page.Form;
import dev.brownout.page.Table;
import dev.brownout.terminal.TableLines;
import dev.brownout.wording.Percentiles;
import dev.brownout.wording.Quantity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Says how the first of some cases differs from each of the others. */
final class CompareText {
    private static final int NAME = 12;

    private final List<Summary> summaries;
    private final double confidence;

    /** The first case and another one: how they differ, and which of that is no chance. */
    private record Pair(
            Summary first, Summary other, List<Difference> all, List<Difference> sure, Survivors survivors) {}

    CompareText(List<Summary> summaries, double confidence) {
        this.summaries = summaries;
        this.confidence = confidence;
    }

    private List<Pair> pairs() {
        Summary first = summaries.get(0);
        List<Pair> pairs = new ArrayList<>();
        for (Summary other : summaries.subList(1, summaries.size())) {
            List<Difference> all = Difference.between(first, other);
            Survivors survivors = new Survivors(first, other, confidence);
            pairs.add(new Pair(first, other, all, survivors.significant(all), survivors));
        }
        return pairs;
    }

    /** For people, the findings first. */
    List<String> lines() {
        boolean misleading = false;
        Set<String> withoutData = new LinkedHashSet<>();
        List<String> lines = new ArrayList<>();
        for (Pair pair : pairs()) {
            pair.all().stream()
                    .filter(one -> Double.isNaN(one.interval(confidence).mean()))
                    .forEach(one -> withoutData.add(one.number()));
            misleading |= pair.all().stream().anyMatch(pair.survivors()::mislead);
            if (!lines.isEmpty()) {
                lines.add("");
            }
            lines.addAll(LineWrap.wrap(finding(pair), ""));
            lines.addAll(TableLines.of(table(pair), LineWrap.WIDTH, "  "));
        }
        lines.add("");
        lines.addAll(LineWrap.wrap(
                "Each pair of runs had the same draws; ± is the half width of the " + Quantity.percent(confidence)
                        + " interval of the mean difference over "
                        + summaries.get(0).size()
                        + " pairs. The last column is the"
                        + " share of the variance of a difference of independent runs that the pairing took away. *"
                        + " marks what is no chance: at " + Quantity.percent(confidence)
                        + " for all rows of a table together.",
                ""));
        lines.addAll(LineWrap.wrap(Percentiles.note(withoutData), ""));
        if (misleading) {
            lines.addAll(LineWrap.wrap(
                    "n/a: not judged. The two do not answer the same share of the requests, so their latencies are of"
                            + " different requests: who turns most away looks fastest.",
                    ""));
        }
        return lines;
    }

    private static String finding(Pair pair) {
        List<Difference> all = pair.all();
        List<Difference> sure = pair.sure();
        String who = "'" + pair.other().name() + "' against '" + pair.first().name() + "': ";
        if (sure.isEmpty()) {
            return who + "none of " + all.size() + " numbers differs by more than chance explains";
        }
        List<String> told = new ArrayList<>();
        for (Difference one : all) {
            if (sure.contains(one) && told.size() < 3) {
                told.add(one.number() + " goes from " + Quantity.of(one.first().mean(), one.unit()) + " to "
                        + Quantity.of(one.second().mean(), one.unit()));
            }
        }
        String more = sure.size() > told.size() ? " and " + (sure.size() - told.size()) + " more differ" : "";
        return who + String.join(", ", told) + more;
    }

    /** A row for each number of a pair; those of all pairs make one table for programs. */
    private Table table(Pair pair) {
        return Table.of(pair.all())
                .text(Column.text("first").in(Form.DATA), one -> pair.first().name())
                .text(Column.text("second").in(Form.DATA), one -> pair.other().name())
                .text(Column.text("number").headed("").least(8), Difference::number)
                .text(Column.text("unit").in(Form.DATA), Difference::unit)
                .column(
                        mean("first_mean", pair.first()),
                        one -> Cell.quantity(one.first().mean(), one.unit()))
                .column(
                        mean("second_mean", pair.other()),
                        one -> Cell.quantity(one.second().mean(), one.unit()))
                .column(Column.number("difference").whole(), this::difference)
                .column(data("low"), one -> Cell.of(one.interval(confidence).low(), ""))
                .column(data("high"), one -> Cell.of(one.interval(confidence).high(), ""))
                .column(data("p_value"), one -> Cell.of(one.paired().improbability(), ""))
                .column(Column.text("significant").headed("").whole(), one -> significant(pair, one))
                .column(data("judged"), one -> Cell.of(!pair.survivors().mislead(one), ""))
                .column(Column.number("variance_removed").headed("removed").whole(), CompareText::removed)
                .table();
    }

    /** A column of numbers of a case, whose name is cut so that it does not make the column wide. */
    private static Column mean(String name, Summary of) {
        String whole = of.name();
        return Column.number(name)
                .headed(whole.length() > NAME ? whole.substring(0, NAME - 1) + "…" : whole)
                .whole();
    }

    private static Column data(String name) {
        return Column.number(name).in(Form.DATA);
    }

    private Cell difference(Difference one) {
        Interval interval = one.interval(confidence);
        String sign = interval.mean() > 0 ? "+" : "";
        String text = sign + Quantity.interval(interval.mean(), interval.low(), interval.high(), one.unit());
        return Cell.of(interval.mean(), Double.isNaN(interval.mean()) ? "no data" : text);
    }

    private static Cell significant(Pair pair, Difference one) {
        boolean sure = pair.sure().contains(one);
        return Cell.of(sure, pair.survivors().mislead(one) ? "n/a" : sure ? "*" : "");
    }

    private static Cell removed(Difference one) {
        double removed = one.varianceRemoved();
        return Cell.of(removed, Double.isNaN(removed) ? "" : Quantity.percent(removed));
    }

    /** For programs: a row for each number of each pair. */
    Dataset data() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("experiment", "compare");
        facts.put("confidence", confidence);
        facts.put("replications", summaries.get(0).size());
        return new Dataset(
                facts, Table.together(pairs().stream().map(this::table).toList(), Form.DATA));
    }
}
