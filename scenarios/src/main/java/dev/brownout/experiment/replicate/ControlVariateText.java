package dev.brownout.experiment.replicate;

import dev.brownout.experiment.ConfidenceInterval;
import dev.brownout.experiment.ReplicationSummary;
import dev.brownout.format.MetricUnit;
import dev.brownout.format.QuantityFormat;
import dev.brownout.summary.Block.Note;
import dev.brownout.summary.Cell;
import dev.brownout.summary.Column;
import dev.brownout.summary.OutputFormat;
import dev.brownout.summary.Part;
import dev.brownout.summary.Table;
import dev.brownout.terminal.LineWrap;
import dev.brownout.terminal.TableLines;
import dev.brownout.terminal.TerminalWidth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Formatter of estimates with the number of arrivals as their control variate. */
public final class ControlVariateText {
    private final List<Line> rows = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final double confidence;
    private final boolean several;

    private record Line(String variant, String metric, String unit, Optional<ControlVariate> controlled, int size) {}

    /**
     * Creates the formatter.
     *
     * @param summaries replications of the variants, in which {@link ArrivalControl#METRIC} was measured
     * @param expected expected number of arrivals in each variant; empty if it is unknown
     */
    public ControlVariateText(List<ReplicationSummary> summaries, List<Optional<Double>> expected, double confidence) {
        this.confidence = confidence;
        this.several = summaries.size() > 1;
        for (int i = 0; i < summaries.size(); i++) {
            ReplicationSummary summary = summaries.get(i);
            if (expected.get(i).isEmpty()) {
                notes.add("'" + summary.name() + "' has no control variate: " + ArrivalControl.REQUIREMENT + ".");
            } else if (summary.size() < ControlVariate.MINIMUM) {
                notes.add("Control variates need " + ControlVariate.MINIMUM + " replications.");
            } else {
                double arrivals = expected.get(i).get();
                summary.units().forEach((metric, unit) -> {
                    Optional<ControlVariate> controlled =
                            ArrivalControl.estimate(summary, metric, arrivals, confidence);
                    if (controlled.isPresent()) {
                        rows.add(new Line(summary.name(), metric, unit, controlled, summary.size()));
                    }
                });
            }
        }
    }

    private Table table() {
        Table.Rows<Line> table = Table.of(rows);
        if (several) {
            table.text(Column.text("variant"), Line::variant);
        }
        return table.text(Column.text("metric").least(8), Line::metric)
                .column(Column.number("controlled mean").whole(), this::mean)
                .column(
                        Column.number("correlation").whole(),
                        line -> Cell.of(
                                QuantityFormat.count(round(estimate(line).correlation()))))
                .column(
                        Column.number("variance").whole(),
                        line -> Cell.of(QuantityFormat.percent(estimate(line).ratio())))
                .column(Column.number("runs without").whole(), line -> Cell.count(runsWithout(line)))
                .table();
    }

    private static double round(double value) {
        return Math.rint(value * 100) / 100;
    }

    private static ControlVariate estimate(Line line) {
        return line.controlled().orElseThrow();
    }

    /** Returns the approximate number of runs that give the same interval without the control. */
    private static long runsWithout(Line line) {
        return Math.round(line.size() / Math.max(1e-9, estimate(line).ratio()));
    }

    private Cell mean(Line line) {
        ControlVariate estimate = estimate(line);
        ConfidenceInterval interval = new ConfidenceInterval(
                estimate.mean(), estimate.half(), 0, line.unit().equals("ratio") ? 1 : Double.POSITIVE_INFINITY);
        return Cell.of(
                estimate.mean(),
                QuantityFormat.interval(
                        interval.mean(),
                        interval.low(),
                        interval.high(),
                        MetricUnit.displayUnit(line.metric(), line.unit())));
    }

    private List<String> notes() {
        List<String> all = new ArrayList<>(notes);
        if (!rows.isEmpty()) {
            all.add("Controlled by the number of arrivals with its known expected value, at "
                    + QuantityFormat.percent(confidence) + " confidence. Variance is relative to the plain mean;"
                    + " 'runs without' give the same interval. Above 100 % the control does not help that metric.");
        }
        return all;
    }

    /** Returns the lines for a terminal. */
    public List<String> lines() {
        List<String> lines =
                new ArrayList<>(rows.isEmpty() ? List.of() : TableLines.lines(table(), TerminalWidth.current(), "  "));
        notes().forEach(note -> lines.addAll(LineWrap.wrap(note, "")));
        return lines;
    }

    /** Returns the part of a report page. */
    public Part part() {
        Part part = Part.chapter("Control variates");
        if (!rows.isEmpty()) {
            part = part.with(table(), OutputFormat.HTML, OutputFormat.MARKDOWN);
        }
        for (String note : notes()) {
            part = part.with(Note.of(note));
        }
        return part;
    }

    /** Returns the fact of the JSON form. */
    public Map<String, Object> fact() {
        Map<String, Object> fact = new LinkedHashMap<>();
        fact.put(
                "estimates",
                rows.stream()
                        .map(line -> {
                            Map<String, Object> map = new LinkedHashMap<>();
                            map.put("variant", line.variant());
                            map.put("metric", line.metric());
                            map.put("unit", line.unit());
                            map.put("mean", estimate(line).mean());
                            map.put("half", estimate(line).half());
                            map.put("correlation", estimate(line).correlation());
                            map.put("variance_ratio", estimate(line).ratio());
                            return map;
                        })
                        .toList());
        fact.put("notes", notes);
        return fact;
    }
}
