package dev.brownout.experiment.compare;

import dev.brownout.chart.experiment.PointStyle;
import dev.brownout.experiment.ConfidenceInterval;
import dev.brownout.experiment.Difference;
import dev.brownout.experiment.ReplicationSummary;
import dev.brownout.experiment.ReportFrame;
import dev.brownout.format.QuantityFormat;
import dev.brownout.summary.Block.Note;
import dev.brownout.summary.Block.Picture;
import dev.brownout.summary.Cell;
import dev.brownout.summary.Column;
import dev.brownout.summary.Column.Role;
import dev.brownout.summary.ExperimentReport;
import dev.brownout.summary.OutcomeTone;
import dev.brownout.summary.Part;
import dev.brownout.summary.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Report page of a comparison: a row for each number, with the value of the first case and its difference in each
 * further case.
 */
public final class ComparePage {
    private final VariantComparison comparison;
    private final ComparisonCharts charts;

    public ComparePage(VariantComparison comparison, ComparisonCharts charts) {
        this.comparison = comparison;
        this.charts = charts;
    }

    /** Returns the page with the differences of each pair and their charts. */
    public ExperimentReport of(ReportFrame page, List<Picture> pictures) {
        Part numbers = Part.chapter("Numbers")
                .with(table())
                .with(Note.of("Each pair of runs has common random numbers. ± is the half width of the "
                        + QuantityFormat.percent(comparison.confidence())
                        + " confidence interval of the mean difference of "
                        + comparison.first().size() + " pairs. Better and worse are significant at "
                        + QuantityFormat.percent(comparison.confidence())
                        + " confidence for all numbers of a variant together. Latencies are not compared if the shares"
                        + " of successful requests differ: they would cover different requests."));
        long runs = comparison.summaries().stream()
                .mapToLong(ReplicationSummary::size)
                .sum();
        return page.report(
                charts.findings(),
                OutcomeTone.PLAIN,
                List.of(ExperimentReport.charts(new ArrayList<>(pictures), List.of()), numbers),
                runs);
    }

    /** Table row: a number and its difference in each further case. */
    private record Line(String number, Map<String, Difference> differences) {
        Difference firstDifference() {
            return differences.values().iterator().next();
        }
    }

    private Table table() {
        Map<String, Line> lines = new LinkedHashMap<>();
        List<ReplicationSummary> others =
                comparison.summaries().subList(1, comparison.summaries().size());
        for (ReplicationSummary other : others) {
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
                                line.firstDifference().first().mean(),
                                line.firstDifference().unit()));
        for (ReplicationSummary other : others) {
            rows.column(
                    Column.of(Role.OUTCOME, other.name()),
                    line -> Optional.ofNullable(line.differences().get(other.name()))
                            .map(one -> cell(charts.mark(other.name(), line.number()), one))
                            .orElse(Cell.of("")));
        }
        return rows.table();
    }

    private Cell cell(PointStyle mark, Difference one) {
        ConfidenceInterval interval = one.interval(comparison.confidence());
        double mean = one.second().mean();
        OutcomeTone tone = mark == PointStyle.GOOD
                ? OutcomeTone.GOOD
                : mark == PointStyle.BAD ? OutcomeTone.BAD : OutcomeTone.PLAIN;
        String verdictText = switch (mark) {
            case GOOD -> ", better";
            case BAD -> ", worse";
            case OPEN -> "";
            case UNJUDGED -> ", not compared";
        };
        return Cell.of(mean, QuantityFormat.distinguishable(mean, one.first().mean(), one.unit()))
                .toned(tone)
                .above(difference(interval, one.unit()) + verdictText);
    }

    private static String difference(ConfidenceInterval interval, String unit) {
        if (Double.isNaN(interval.mean())) {
            return "";
        }
        String sign = interval.mean() > 0 ? "+" : "";
        return interval.mean() == 0 && interval.half() == 0
                ? "the same"
                : sign + QuantityFormat.interval(interval.mean(), interval.low(), interval.high(), unit);
    }
}
