package dev.brownout.experiment.compare;

import dev.brownout.experiment.ConfidenceInterval;
import dev.brownout.experiment.Difference;
import dev.brownout.experiment.ReplicationSummary;
import dev.brownout.export.Dataset;
import dev.brownout.format.MetricUnit;
import dev.brownout.format.PercentileCells;
import dev.brownout.format.QuantityFormat;
import dev.brownout.summary.Cell;
import dev.brownout.summary.Column;
import dev.brownout.summary.OutcomeTone;
import dev.brownout.summary.OutputFormat;
import dev.brownout.summary.Table;
import dev.brownout.terminal.LineWrap;
import dev.brownout.terminal.TableLines;
import dev.brownout.terminal.TerminalWidth;
import dev.brownout.terminal.TransposedTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Formatter of a comparison of the first case with each further case. */
public final class CompareText {
    private static final int NAME = 12;
    private static final String BETTER = "▲";
    private static final String WORSE = "▼";
    private static final String OTHER = "≠";
    private static final String UNJUDGED = "?";

    private final List<ReplicationSummary> summaries;
    private final double confidence;

    /** Pair of the first case and another one, with all differences and the statistically significant ones. */
    private record Pair(
            ReplicationSummary first,
            ReplicationSummary other,
            List<Difference> all,
            List<Difference> sure,
            SurvivorshipBias survivors) {}

    public CompareText(List<ReplicationSummary> summaries, double confidence) {
        this.summaries = summaries;
        this.confidence = confidence;
    }

    private List<Pair> pairs() {
        ReplicationSummary first = summaries.get(0);
        List<Pair> pairs = new ArrayList<>();
        for (ReplicationSummary other : summaries.subList(1, summaries.size())) {
            List<Difference> all = Difference.differences(first, other);
            SurvivorshipBias survivors = new SurvivorshipBias(first, other, confidence);
            pairs.add(new Pair(first, other, all, survivors.significant(all), survivors));
        }
        return pairs;
    }

    /**
     * Returns the lines for a terminal. The table has one column per case. Significant differences from the first case
     * are marked as better or worse.
     */
    public List<String> lines(boolean color) {
        List<Pair> pairs = pairs();
        Set<String> marks = new LinkedHashSet<>();
        List<String> numbers = new ArrayList<>();
        pairs.forEach(pair -> pair.all().stream()
                .filter(one -> !mark(pair, one).isEmpty())
                .peek(one -> marks.add(mark(pair, one)))
                .map(Difference::number)
                .filter(number -> !numbers.contains(number))
                .forEach(numbers::add));
        int marked = numbers.size();
        pairs.forEach(pair -> pair.all().stream()
                .map(Difference::number)
                .filter(number -> !numbers.contains(number))
                .forEach(numbers::add));
        List<String> lines = new ArrayList<>();
        if (pairs.size() == 1) {
            lines.addAll(LineWrap.wrap(finding(pairs.get(0)), ""));
            lines.add("");
        }
        lines.addAll(
                TransposedTable.lines(matrix(pairs, numbers), Math.max(1, marked), TerminalWidth.current(), color));
        lines.add("");
        lines.addAll(legend(marks));
        lines.add("more: --details");
        return lines;
    }

    private List<String> legend(Set<String> marks) {
        List<String> lines = new ArrayList<>();
        List<String> entries = new ArrayList<>();
        Map<String, String> meanings = new LinkedHashMap<>();
        meanings.put(BETTER, BETTER + " better");
        meanings.put(WORSE, WORSE + " worse");
        meanings.put(OTHER, OTHER + " other");
        meanings.forEach((mark, meaning) -> {
            if (marks.contains(mark)) {
                entries.add(meaning);
            }
        });
        if (!entries.isEmpty()) {
            lines.addAll(LineWrap.wrap(
                    String.join(", ", entries) + " than '" + summaries.get(0).name() + "', significant at "
                            + QuantityFormat.percent(confidence) + " confidence for all numbers of a variant together.",
                    ""));
        }
        if (marks.contains(UNJUDGED)) {
            lines.addAll(LineWrap.wrap(
                    UNJUDGED + " not compared: latencies cover successful requests only, and their share differs.",
                    ""));
        }
        lines.addAll(LineWrap.wrap(
                (marks.isEmpty() ? "No significant difference" : "No other significant difference") + " in "
                        + summaries.get(0).size() + " pairs of runs with common random numbers.",
                ""));
        Set<String> withoutData = withoutData(pairs());
        if (!withoutData.isEmpty()) {
            lines.addAll(LineWrap.wrap(PercentileCells.note(withoutData), ""));
        }
        return lines;
    }

    /** Returns a table with a row for each number and a column for each case. */
    private Table matrix(List<Pair> pairs, List<String> numbers) {
        Table.Rows<String> rows = Table.of(numbers)
                .text(Column.text("number").headed(""), number -> number)
                .column(
                        Column.number(summaries.get(0).name()),
                        number -> pairs.stream()
                                .flatMap(pair -> named(pair, number).stream())
                                .findFirst()
                                .map(one -> Cell.of(
                                        QuantityFormat.format(one.first().mean(), unit(one)) + "  "))
                                .orElseThrow());
        for (Pair pair : pairs) {
            rows.column(
                    Column.number(pair.other().name()),
                    number -> named(pair, number).map(one -> marked(pair, one)).orElse(Cell.of("-  ")));
        }
        return rows.text(Column.text("note").headed(""), number -> "").table();
    }

    private static Optional<Difference> named(Pair pair, String number) {
        return pair.all().stream().filter(one -> one.number().equals(number)).findFirst();
    }

    private static String unit(Difference one) {
        return MetricUnit.displayUnit(one.number(), one.unit());
    }

    private static String mark(Pair pair, Difference one) {
        return pair.survivors().isMisleading(one) ? UNJUDGED : pair.sure().contains(one) ? direction(pair, one) : "";
    }

    private static Cell marked(Pair pair, Difference one) {
        String mark = mark(pair, one);
        OutcomeTone tone =
                mark.equals(BETTER) ? OutcomeTone.GOOD : mark.equals(WORSE) ? OutcomeTone.BAD : OutcomeTone.PLAIN;
        String value = QuantityFormat.format(one.second().mean(), unit(one));
        return Cell.of(value + " " + (mark.isEmpty() ? " " : mark)).toned(tone);
    }

    private static String direction(Pair pair, Difference one) {
        return pair.first()
                .direction(one.number())
                .improves(one.paired().mean())
                .map(improves -> improves ? BETTER : WORSE)
                .orElse(OTHER);
    }

    /** Returns the detailed lines for a terminal: the finding of each pair, followed by all its numbers. */
    public List<String> details() {
        boolean misleading = false;
        List<String> lines = new ArrayList<>();
        for (Pair pair : pairs()) {
            misleading |= pair.all().stream().anyMatch(pair.survivors()::isMisleading);
            if (!lines.isEmpty()) {
                lines.add("");
            }
            lines.addAll(LineWrap.wrap(finding(pair), ""));
            lines.addAll(TableLines.lines(table(pair), TerminalWidth.current(), "  "));
        }
        lines.add("");
        lines.addAll(LineWrap.wrap(
                "Each pair of runs has common random numbers. ± is the half width of the "
                        + QuantityFormat.percent(confidence) + " confidence interval of the mean difference of "
                        + summaries.get(0).size()
                        + " pairs. The last column is the share of the variance that common random numbers remove."
                        + " * significant at " + QuantityFormat.percent(confidence)
                        + " confidence for all rows of a table together.",
                ""));
        lines.addAll(LineWrap.wrap(PercentileCells.note(withoutData(pairs())), ""));
        if (misleading) {
            lines.addAll(LineWrap.wrap(
                    "n/a: not compared. The shares of successful requests differ, so the latencies cover different"
                            + " requests. A variant that rejects more requests looks faster.",
                    ""));
        }
        return lines;
    }

    private Set<String> withoutData(List<Pair> pairs) {
        return pairs.stream()
                .flatMap(pair -> pair.all().stream())
                .filter(one -> Double.isNaN(one.interval(confidence).mean()))
                .map(Difference::number)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static String finding(Pair pair) {
        List<Difference> all = pair.all();
        List<Difference> sure = pair.sure();
        String prefix = "'" + pair.other().name() + "' against '" + pair.first().name() + "': ";
        if (sure.isEmpty()) {
            return prefix + "none of " + all.size() + " numbers differs significantly";
        }
        return prefix
                + all.stream()
                        .filter(sure::contains)
                        .map(one -> one.number() + " goes from "
                                + QuantityFormat.format(one.first().mean(), unit(one)) + " to "
                                + QuantityFormat.format(one.second().mean(), unit(one)))
                        .collect(Collectors.joining(", "));
    }

    /**
     * Returns a table with a row for each number of a pair. The tables of all pairs are concatenated in the data for
     * programs.
     */
    private Table table(Pair pair) {
        return Table.of(pair.all())
                .text(
                        Column.text("first").in(OutputFormat.DATA),
                        one -> pair.first().name())
                .text(
                        Column.text("second").in(OutputFormat.DATA),
                        one -> pair.other().name())
                .text(Column.text("number").headed("").least(8), Difference::number)
                .text(Column.text("unit").in(OutputFormat.DATA), Difference::unit)
                .column(
                        mean("first_mean", pair.first()),
                        one -> Cell.quantity(one.first().mean(), unit(one)))
                .column(
                        mean("second_mean", pair.other()),
                        one -> Cell.quantity(one.second().mean(), unit(one)))
                .column(Column.number("difference").whole(), this::difference)
                .column(data("low"), one -> Cell.of(one.interval(confidence).low(), ""))
                .column(data("high"), one -> Cell.of(one.interval(confidence).high(), ""))
                .column(data("p_value"), one -> Cell.of(one.paired().improbability(), ""))
                .column(Column.text("significant").headed("").whole(), one -> significant(pair, one))
                .column(data("judged"), one -> Cell.of(!pair.survivors().isMisleading(one), ""))
                .column(Column.number("variance_removed").headed("removed").whole(), CompareText::removalCell)
                .table();
    }

    /** Returns a column for the means of a case. The name of the case is truncated to limit the width of the column. */
    private static Column mean(String name, ReplicationSummary summary) {
        String fullName = summary.name();
        return Column.number(name)
                .headed(fullName.length() > NAME ? fullName.substring(0, NAME - 1) + "…" : fullName)
                .whole();
    }

    private static Column data(String name) {
        return Column.number(name).in(OutputFormat.DATA);
    }

    private Cell difference(Difference one) {
        ConfidenceInterval interval = one.interval(confidence);
        String sign = interval.mean() > 0 ? "+" : "";
        String text = sign + QuantityFormat.interval(interval.mean(), interval.low(), interval.high(), unit(one));
        return Cell.of(interval.mean(), Double.isNaN(interval.mean()) ? "no data" : text);
    }

    private static Cell significant(Pair pair, Difference one) {
        boolean sure = pair.sure().contains(one);
        return Cell.of(sure, pair.survivors().isMisleading(one) ? "n/a" : sure ? "*" : "");
    }

    private static Cell removalCell(Difference one) {
        double removed = one.varianceRemoved();
        return Cell.of(removed, Double.isNaN(removed) ? "" : QuantityFormat.percent(removed));
    }

    /** Returns the data for programs: a row for each number of each pair. */
    public Dataset data() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("experiment", CompareSpec.NAME);
        facts.put("confidence", confidence);
        facts.put("replications", summaries.get(0).size());
        return new Dataset(
                facts, Table.together(pairs().stream().map(this::table).toList(), OutputFormat.DATA));
    }
}
