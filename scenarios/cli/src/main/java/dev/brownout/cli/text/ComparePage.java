package dev.brownout.cli.text;

import dev.brownout.chart.experiment.Mark;
import dev.brownout.experiment.Comparison;
import dev.brownout.experiment.Difference;
import dev.brownout.experiment.Interval;
import dev.brownout.experiment.Summary;
import dev.brownout.experiment.chart.ComparisonCharts;
import dev.brownout.page.Block.Note;
import dev.brownout.page.Block.Picture;
import dev.brownout.page.Cell;
import dev.brownout.page.Column;
import dev.brownout.page.Column.Role;
import dev.brownout.page.Findings;
import dev.brownout.page.Part;
import dev.brownout.page.Table;
import dev.brownout.page.Tone;
import dev.brownout.wording.Quantity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The page of a comparison: a row for each number, the first case, and what each of the others makes of it. */
public final class ComparePage {
    private final Comparison comparison;
    private final ComparisonCharts charts;

    public ComparePage(Comparison comparison, ComparisonCharts charts) {
        this.comparison = comparison;
        this.charts = charts;
    }

    /** What differs, pair by pair, with the charts of it. */
    public Findings of(ExperimentPage page, List<Picture> pictures) {
        Part numbers = Part.chapter("Numbers")
                .with(table())
                .with(Note.of("Each pair of runs had the same draws; ± is the half width of the "
                        + Quantity.percent(comparison.confidence()) + " interval of the mean difference over "
                        + comparison.first().size() + " pairs. Better and worse is what is no chance: at "
                        + Quantity.percent(comparison.confidence())
                        + " for all numbers of a case together. Latencies are not judged where the two do not answer"
                        + " the same share of the requests, for then they are of different requests: who turns most"
                        + " away looks fastest."));
        long runs = comparison.summaries().stream().mapToLong(Summary::size).sum();
        return page.of(
                charts.findings(),
                Tone.PLAIN,
                List.of(Findings.charts(new ArrayList<>(pictures), List.of()), numbers),
                runs);
    }

    /** A number with its difference to each of the others. */
    private record Line(String number, Map<String, Difference> differences) {
        Difference any() {
            return differences.values().iterator().next();
        }
    }

    private Table table() {
        Map<String, Line> lines = new LinkedHashMap<>();
        List<Summary> others =
                comparison.summaries().subList(1, comparison.summaries().size());
        for (Summary other : others) {
            charts.differences(other.name())
                    .forEach((number, one) -> lines.computeIfAbsent(number, key -> new Line(key, new LinkedHashMap<>()))
                            .differences()
                            .put(other.name(), one));
        }
        Table.Rows<Line> rows = Table.of(List.copyOf(lines.values()))
                .text(Column.text("number"), Line::number)
                .column(
                        Column.of(Role.OUTCOME, comparison.first().name()),
                        line -> Cell.quantity(
                                line.any().first().mean(), line.any().unit()));
        for (Summary other : others) {
            rows.column(
                    Column.of(Role.OUTCOME, other.name()),
                    line -> Optional.ofNullable(line.differences().get(other.name()))
                            .map(one -> cell(charts.mark(other.name(), line.number()), one))
                            .orElse(Cell.of("")));
        }
        return rows.table();
    }

    private Cell cell(Mark mark, Difference one) {
        Interval interval = one.interval(comparison.confidence());
        double mean = one.second().mean();
        Tone tone = mark == Mark.GOOD ? Tone.GOOD : mark == Mark.BAD ? Tone.BAD : Tone.PLAIN;
        String told = switch (mark) {
            case GOOD -> ", better";
            case BAD -> ", worse";
            case OPEN -> "";
            case UNJUDGED -> ", not judged";
        };
        return Cell.of(mean, Quantity.beside(mean, one.first().mean(), one.unit()))
                .toned(tone)
                .above(difference(interval, one.unit()) + told);
    }

    private static String difference(Interval interval, String unit) {
        if (Double.isNaN(interval.mean())) {
            return "";
        }
        String sign = interval.mean() > 0 ? "+" : "";
        return interval.mean() == 0 && interval.half() == 0
                ? "the same"
                : sign + Quantity.interval(interval.mean(), interval.low(), interval.high(), unit);
    }
}
