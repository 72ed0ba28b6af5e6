package dev.brownout.cli;

import dev.brownout.experiment.Difference;
import dev.brownout.experiment.Interval;
import dev.brownout.experiment.Summary;
import dev.brownout.experiment.Survivors;
import dev.brownout.export.Table;
import dev.brownout.terminal.TextTable;
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
    private final List<Summary> summaries;
    private final double confidence;

    CompareText(List<Summary> summaries, double confidence) {
        this.summaries = summaries;
        this.confidence = confidence;
    }

    /** Those that are no chance, of those that can be judged. */
    private List<Difference> sure(List<Difference> all, Survivors survivors) {
        return Difference.significant(
                all.stream().filter(one -> !survivors.mislead(one)).toList(), confidence);
    }

    /** For people, the findings first. */
    List<String> lines() {
        Summary first = summaries.get(0);
        boolean misleading = false;
        Set<String> withoutData = new LinkedHashSet<>();
        List<String> lines = new ArrayList<>();
        for (Summary other : summaries.subList(1, summaries.size())) {
            List<Difference> all = Difference.between(first, other);
            Survivors survivors = new Survivors(first, other, confidence);
            List<Difference> sure = sure(all, survivors);
            all.stream()
                    .filter(one -> Double.isNaN(one.interval(confidence).mean()))
                    .forEach(one -> withoutData.add(one.number()));
            misleading |= all.stream().anyMatch(survivors::mislead);
            if (!lines.isEmpty()) {
                lines.add("");
            }
            lines.addAll(LineWrap.wrap(finding(first, other, all, sure), ""));
            lines.addAll(table(first, other, all, sure, survivors));
        }
        lines.add("");
        lines.addAll(LineWrap.wrap(
                "Each pair of runs had the same draws; ± is the half width of the " + Quantity.percent(confidence)
                        + " interval of the mean difference over " + first.size() + " pairs. The last column is the"
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

    private static String finding(Summary first, Summary other, List<Difference> all, List<Difference> sure) {
        String who = "'" + other.name() + "' against '" + first.name() + "': ";
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

    private List<String> table(
            Summary first, Summary other, List<Difference> all, List<Difference> sure, Survivors survivors) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("", first.name(), other.name(), "difference", "", "removed"));
        for (Difference one : all) {
            Interval interval = one.interval(confidence);
            boolean none = Double.isNaN(interval.mean());
            String sign = interval.mean() > 0 ? "+" : "";
            rows.add(List.of(
                    one.number(),
                    Quantity.of(one.first().mean(), one.unit()),
                    Quantity.of(one.second().mean(), one.unit()),
                    none
                            ? "no data"
                            : sign + Quantity.interval(interval.mean(), interval.low(), interval.high(), one.unit()),
                    survivors.mislead(one) ? "n/a" : sure.contains(one) ? "*" : "",
                    Double.isNaN(one.varianceRemoved()) ? "" : Quantity.percent(one.varianceRemoved())));
        }
        return TextTable.lines(shortened(rows), "crrrlr", LineWrap.WIDTH);
    }

    /** The names of the variants, cut so that they do not make their columns wide. */
    private static List<List<String>> shortened(List<List<String>> rows) {
        List<List<String>> cut = new ArrayList<>(rows);
        List<String> head = rows.get(0);
        cut.set(
                0,
                head.stream()
                        .map(name -> name.length() > 12 ? name.substring(0, 11) + "…" : name)
                        .toList());
        return cut;
    }

    /** For programs: a row for each number of each pair. */
    Table table() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("experiment", "compare");
        facts.put("confidence", confidence);
        facts.put("replications", summaries.get(0).size());
        List<List<Object>> rows = new ArrayList<>();
        for (Summary other : summaries.subList(1, summaries.size())) {
            List<Difference> all = Difference.between(summaries.get(0), other);
            Survivors survivors = new Survivors(summaries.get(0), other, confidence);
            List<Difference> sure = sure(all, survivors);
            for (Difference one : all) {
                Interval i = one.interval(confidence);
                rows.add(List.of(
                        summaries.get(0).name(),
                        other.name(),
                        one.number(),
                        one.unit(),
                        one.first().mean(),
                        one.second().mean(),
                        i.mean(),
                        i.low(),
                        i.high(),
                        one.paired().improbability(),
                        sure.contains(one),
                        !survivors.mislead(one),
                        one.varianceRemoved()));
            }
        }
        List<String> columns = List.of(
                "first",
                "second",
                "number",
                "unit",
                "first_mean",
                "second_mean",
                "difference",
                "low",
                "high",
                "p_value",
                "significant",
                "judged",
                "variance_removed");
        return new Table(facts, columns, rows);
    }
}
