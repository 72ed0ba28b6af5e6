package dev.brownout.experiment.stability;

import dev.brownout.experiment.FindingsText;
import dev.brownout.experiment.ReportFrame;
import dev.brownout.export.Dataset;
import dev.brownout.format.QuantityFormat;
import dev.brownout.language.overlay.Variation.Value;
import dev.brownout.summary.Block.Note;
import dev.brownout.summary.Block.Picture;
import dev.brownout.summary.Cell;
import dev.brownout.summary.Column;
import dev.brownout.summary.ExperimentReport;
import dev.brownout.summary.OutcomeTone;
import dev.brownout.summary.Part;
import dev.brownout.summary.Table;
import dev.brownout.terminal.LineWrap;
import dev.brownout.terminal.TableLines;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Formatter of the results of a stability experiment. */
public final class StabilityText implements FindingsText {
    /** Maximum number of loads in the sentence of the result. */
    private static final int MOST_LOADS = 4;

    private final StabilityMap map;

    /** A trigger at a load. */
    private record Place(StabilityRow row, StabilityCell cell) {}

    public StabilityText(StabilityMap map) {
        this.map = map;
    }

    @Override
    public List<String> lines() {
        List<String> lines = new ArrayList<>(LineWrap.wrap(map.file().title(), ""));
        if (map.interrupted()) {
            lines.add("Interrupted; tested until then:");
        }
        findings().forEach(finding -> lines.addAll(LineWrap.wrap(finding, "")));
        lines.add("");
        lines.addAll(TableLines.lines(boundary(), Integer.MAX_VALUE, "  "));
        lines.add("");
        lines.addAll(
                LineWrap.wrap("Runs that did not recover, by " + map.trigger().path() + ":", ""));
        lines.addAll(TableLines.lines(grid(), Integer.MAX_VALUE, "  "));
        lines.add("");
        lines.add("✓ safe, ✗ not safe, ? undecided");
        notes().forEach(note -> lines.addAll(LineWrap.wrap(note, "")));
        return lines;
    }

    /** Returns the findings in sentences. */
    private List<String> findings() {
        List<String> sentences = new ArrayList<>();
        sentences.add(recoveries());
        sentences.add(map.criterion().text());
        for (StabilityRow row : map.rows()) {
            row.reversal().ifPresent(reversal -> sentences.add(sentence(row, reversal)));
        }
        return sentences;
    }

    /** Returns the result: the largest safe trigger at each load. */
    private String recoveries() {
        List<StabilityRow> rows = map.rows();
        String results = rows.stream()
                .limit(MOST_LOADS)
                .map(row -> row.largestSafe()
                                .map(cell -> "up to " + size(cell))
                                .orElse(row.complete() ? "from none of the tested" : "not searched")
                        + " at " + row.load().text())
                .collect(Collectors.joining(", "));
        int others = rows.size() - MOST_LOADS;
        return "Recovers from " + map.trigger().path() + " " + results
                + (others > 0 ? ", and so on for " + others + " more loads" : "");
    }

    private String sentence(StabilityRow row, TriggerReversal reversal) {
        String name = "Not monotone at " + map.load().path() + " " + row.load().text() + ": "
                + size(reversal.smaller()) + " did not recover in "
                + count(reversal.smaller().estimate()) + " runs, but "
                + size(reversal.larger()) + " in "
                + count(reversal.larger().estimate());
        return reversal.significant()
                ? name + "; chance does not explain it, so triggers below the largest safe one that were not run may"
                        + " fail"
                : name + "; the intervals overlap";
    }

    private static String count(ProportionEstimate estimate) {
        return estimate.failures() + " of " + estimate.runs();
    }

    /** Returns the remarks about the statistics and the number of runs. */
    private List<String> notes() {
        String risk = QuantityFormat.percent(map.settings().risk());
        String level = QuantityFormat.percent(map.settings().confidence());
        return List.of(
                "Safe: with " + level + " confidence at each load, at most " + risk
                        + " of the runs do not recover, shown"
                        + " by " + map.settings().testRuns() + " runs without a failure. Not safe: the " + level
                        + " interval of a cell is above " + risk + ". A cell ends at "
                        + map.settings().mapRule().mostFailures() + " failures or "
                        + map.settings().mapRule().mostRuns()
                        + " runs; summary.csv has its interval. The search assumes that a larger trigger is never"
                        + " safer.",
                runs());
    }

    /** Returns the number of runs, and of those that were saved. */
    private String runs() {
        int done = map.done().size();
        long saved = map.savedRuns();
        return QuantityFormat.count(done)
                + (done == 1 ? " run" : " runs")
                + (saved == 0
                        ? "."
                        : "; " + QuantityFormat.count(saved) + " more were not needed, as their cells were decided.");
    }

    /** Returns the table of the largest safe trigger at each load. */
    private Table boundary() {
        return Table.of(map.rows())
                .text(
                        Column.number(map.load().path()).whole(),
                        row -> row.load().text())
                .text(Column.number("largest safe").whole(), StabilityText::safe)
                .text(
                        Column.number("runs").whole(),
                        row -> row.largestSafe()
                                .flatMap(StabilityCell::test)
                                .map(test -> "0 of " + test.runs())
                                .orElse(""))
                .text(
                        Column.number("first failure").whole(),
                        row -> row.firstFailure().map(StabilityText::size).orElse("none"))
                .text(
                        Column.number("runs ").headed("runs").withBrief("runs").whole(),
                        row -> row.firstFailure().map(StabilityText::failures).orElse(""))
                .text(
                        Column.number("not safe from").whole(),
                        row -> row.smallestUnsafe().map(StabilityText::size).orElse("unknown"))
                .table();
    }

    /** Returns the size of the trigger of a cell as printed, such as {@code 9.4 s}. */
    private static String size(StabilityCell cell) {
        return QuantityFormat.format(cell.trigger().number(), cell.trigger().unit());
    }

    private static String safe(StabilityRow row) {
        return row.largestSafe().map(StabilityText::size).orElse(row.complete() ? "none" : "not searched");
    }

    /** Returns the failures of a cell: those of its map, or else the failure that ended its test. */
    private static String failures(StabilityCell cell) {
        return cell.estimate().failures() > 0
                ? count(cell.estimate())
                : cell.test().map(test -> "1 of " + test.runs()).orElse("");
    }

    /** Returns the map as a table: a row for each load, a column for each trigger. */
    private Table grid() {
        Table.Rows<StabilityRow> rows = Table.of(map.rows())
                .text(
                        Column.number(map.load().path()).whole(),
                        row -> row.load().text());
        for (Value size : map.trigger().values()) {
            rows.text(
                    Column.number(size.text() + "  ").whole(),
                    row -> cell(row, size)
                            .map(cell -> cell.estimate().failures() + "/"
                                    + cell.estimate().runs() + mark(row.verdict(cell)))
                            .orElse("-  "));
        }
        return rows.table();
    }

    private static Optional<StabilityCell> cell(StabilityRow row, Value size) {
        return row.cells().stream().filter(cell -> cell.trigger().equals(size)).findFirst();
    }

    private static String mark(StabilityVerdict verdict) {
        return switch (verdict) {
            case SAFE -> " ✓";
            case UNSAFE -> " ✗";
            case UNDECIDED -> " ?";
        };
    }

    @Override
    public ExperimentReport page(ReportFrame page, List<Picture> pictures) {
        List<String> sentences = new ArrayList<>();
        if (map.interrupted()) {
            sentences.add("Interrupted; tested until then");
        }
        sentences.addAll(findings());
        OutcomeTone tone = map.interrupted() ? OutcomeTone.PLAIN : map.found() ? OutcomeTone.GOOD : OutcomeTone.BAD;
        Part safe = Part.chapter("Largest safe trigger").with(boundary());
        Part tried = Part.chapter("Tested triggers").with(cells());
        for (String note : notes()) {
            tried = tried.with(Note.of(note));
        }
        return page.report(
                sentences,
                tone,
                List.of(ExperimentReport.charts(pictures, List.of()), safe, tried),
                map.done().size());
    }

    @Override
    public Dataset data() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("experiment", StabilitySpec.NAME);
        facts.put("scenario", map.file().title());
        facts.put("confidence", map.settings().confidence());
        facts.put("risk", map.settings().risk());
        facts.put("test_runs", map.settings().testRuns());
        facts.put("findings", findings());
        Map<String, Object> safe = new LinkedHashMap<>();
        map.rows()
                .forEach(row -> safe.put(
                        row.load().text(),
                        row.largestSafe().map(cell -> cell.trigger().text()).orElse("")));
        facts.put("largest_safe", safe);
        return new Dataset(facts, cells());
    }

    private Table cells() {
        List<Place> places = new ArrayList<>();
        map.rows().forEach(row -> row.cells().forEach(cell -> places.add(new Place(row, cell))));
        return Table.of(places)
                .text(
                        Column.number(map.load().path()),
                        place -> place.row().load().text())
                .text(
                        Column.number(map.trigger().path()),
                        place -> place.cell().trigger().text())
                .column(
                        Column.number("runs"),
                        place -> Cell.count(place.cell().estimate().runs()))
                .column(
                        Column.number("not_recovered"),
                        place -> Cell.count(place.cell().estimate().failures()))
                .column(
                        Column.number("share"),
                        place -> Cell.quantity(place.cell().estimate().share(), "ratio"))
                .column(
                        Column.number("low"),
                        place -> Cell.quantity(place.cell().estimate().low(), "ratio"))
                .column(
                        Column.number("high"),
                        place -> Cell.quantity(place.cell().estimate().high(), "ratio"))
                .column(
                        Column.number("test_runs"),
                        place -> place.cell()
                                .test()
                                .map(test -> Cell.count(test.runs()))
                                .orElse(Cell.of(null, "")))
                .text(
                        Column.text("verdict"),
                        place -> place.row().verdict(place.cell()).name().toLowerCase(Locale.ROOT))
                .table();
    }
}
