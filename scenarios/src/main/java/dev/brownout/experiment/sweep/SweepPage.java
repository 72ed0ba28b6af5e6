package dev.brownout.experiment.sweep;

import dev.brownout.experiment.AssertionEstimate;
import dev.brownout.experiment.ConfidenceInterval;
import dev.brownout.experiment.ReportFrame;
import dev.brownout.format.MetricUnit;
import dev.brownout.format.PercentileCells;
import dev.brownout.format.QuantityFormat;
import dev.brownout.format.VerdictWording;
import dev.brownout.summary.Block.Note;
import dev.brownout.summary.Block.Picture;
import dev.brownout.summary.Block.Title;
import dev.brownout.summary.Cell;
import dev.brownout.summary.Column;
import dev.brownout.summary.ExperimentReport;
import dev.brownout.summary.OutcomeTone;
import dev.brownout.summary.Part;
import dev.brownout.summary.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Report page sections about the points of a sweep, or the designs of a capacity search. */
public final class SweepPage {
    /** Maximum number of table rows on a page; {@code summary.csv} contains all points. */
    private static final int MOST_POINTS = 300;

    private final Sweep sweep;

    public SweepPage(Sweep sweep) {
        this.sweep = sweep;
    }

    /** Returns the section with the charts. A note lists the numbers without a chart because they do not change. */
    public Part charts(List<Picture> pictures) {
        List<String> constantCharts = new SweepCharts(sweep).constantMetrics();
        return ExperimentReport.charts(
                pictures,
                constantCharts.isEmpty() ? List.of() : List.of("Constant: " + String.join("; ", constantCharts) + "."));
    }

    /**
     * Returns a section with a table for each variant: all numbers at every point.
     *
     * @param heading heading of the section
     */
    public Part points(String heading) {
        Part part = Part.chapter(heading);
        List<Integer> finished = IntStream.range(0, sweep.summaries().size())
                .filter(point -> !sweep.summaries().get(point).isEmpty())
                .boxed()
                .toList();
        int most = Math.max(1, MOST_POINTS / Math.max(1, sweep.variants().size()));
        List<Integer> shown = finished.subList(0, Math.min(most, finished.size()));
        for (int variant = 0; variant < sweep.variants().size(); variant++) {
            if (sweep.variants().size() > 1) {
                part = part.with(new Title(sweep.variants().get(variant)));
            }
            part = part.with(table(variant, shown));
        }
        if (shown.size() < finished.size()) {
            part = part.with(Note.of(
                    "The first " + shown.size() + " of " + finished.size() + " points; summary.csv has all of them."));
        }
        return part.with(Note.of(PercentileCells.note(withoutData(shown))));
    }

    private Table table(int variant, List<Integer> points) {
        Table.Rows<Integer> rows = Table.of(points);
        for (int i = 0; i < sweep.lattice().variations().size(); i++) {
            int setting = i;
            rows.text(
                    Column.number(sweep.lattice().variations().get(i).path()),
                    point -> sweep.lattice().points().get(point).get(setting).text());
        }
        if (sweep.hasUnequalReplications()) {
            rows.column(
                    Column.number("runs"),
                    point ->
                            Cell.count(sweep.summaries().get(point).get(variant).size()));
        }
        sweep.assertions()
                .forEach((name, first) -> rows.column(
                        Column.number(name + ": " + first.combined().expression()),
                        point -> verdictCell(sweep.estimate(point, variant, name))));
        sweep.numbers().forEach((name, unit) -> {
            if (!sweep.isAsserted(name)) {
                rows.column(Column.number(name), point -> number(sweep.number(point, variant, name), unit));
            }
        });
        return rows.table();
    }

    private Cell verdictCell(AssertionEstimate one) {
        if (one == null) {
            return Cell.of("");
        }
        OutcomeTone tone = switch (one.verdict()) {
            case PASS -> OutcomeTone.GOOD;
            case UNDECIDED -> OutcomeTone.UNDECIDED;
            case NO_DATA -> OutcomeTone.NO_DATA;
            case FAIL -> OutcomeTone.BAD;
        };
        String unit = MetricUnit.displayUnit(one.combined());
        String measured = sweep.replications() == 1
                ? VerdictWording.measuredValue(one.combined())
                : QuantityFormat.interval(one.value(), one.low(), one.high(), unit);
        return Cell.of(one.value(), measured).toned(tone).above(VerdictWording.plainText(one.combined()));
    }

    private Cell number(ConfidenceInterval one, String unit) {
        return sweep.replications() == 1
                ? Cell.quantity(one.mean(), unit)
                : Cell.of(one.mean(), QuantityFormat.interval(one.mean(), one.low(), one.high(), unit));
    }

    private Set<String> withoutData(List<Integer> points) {
        Set<String> names = new TreeSet<>();
        for (int point : points) {
            for (int variant = 0; variant < sweep.variants().size(); variant++) {
                for (String name : sweep.numbers().keySet()) {
                    if (!sweep.isAsserted(name)
                            && Double.isNaN(sweep.number(point, variant, name).mean())) {
                        names.add(name);
                    }
                }
            }
        }
        return names;
    }

    /** Returns the report page of a sweep. */
    public ExperimentReport sweep(ReportFrame page, List<String> notes, List<Picture> pictures) {
        List<String> sentences = new ArrayList<>();
        sweep.assertions()
                .forEach((name, judgement) ->
                        sentences.add(name + " (" + judgement.combined().expression() + ") " + sweep.finding(name)));
        if (sentences.isEmpty()) {
            sentences.add("No assertions: see the charts");
        }
        sentences.addAll(notes);
        return page.report(sentences, OutcomeTone.PLAIN, List.of(charts(pictures), points("Points")), runs());
    }

    /** Returns the report page of a capacity search. */
    public ExperimentReport capacity(
            ReportFrame page, List<String> sentences, OutcomeTone tone, String note, List<Picture> pictures) {
        Part tried = points("Tested designs").with(Note.of(note));
        return page.report(sentences, tone, List.of(charts(pictures), tried), runs());
    }

    private long runs() {
        return sweep.done().stream().mapToLong(trial -> trial.arms().size()).sum();
    }
}
