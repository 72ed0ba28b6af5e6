package dev.brownout.experiment.sweep;

import dev.brownout.experiment.AssertionEstimate;
import dev.brownout.experiment.ReplicationSummary;
import dev.brownout.export.Dataset;
import dev.brownout.format.MetricUnit;
import dev.brownout.format.PercentileCells;
import dev.brownout.format.QuantityFormat;
import dev.brownout.language.overlay.Variation;
import dev.brownout.language.overlay.Variation.Value;
import dev.brownout.result.SlaResult.Verdict;
import dev.brownout.summary.Cell;
import dev.brownout.summary.Column;
import dev.brownout.summary.Table;
import dev.brownout.terminal.LineWrap;
import dev.brownout.terminal.TableLines;
import dev.brownout.terminal.TerminalWidth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/** Formatter of the results of a sweep. */
public final class SweepText {
    private final Sweep sweep;

    public SweepText(Sweep sweep) {
        this.sweep = sweep;
    }

    /**
     * Returns the lines for a terminal; the findings are first.
     *
     * @param notes remarks about the variants, one sentence each
     */
    public List<String> lines(List<String> notes) {
        List<String> lines = new ArrayList<>(LineWrap.wrap(sweep.file().title(), ""));
        sweep.assertions()
                .forEach((name, judgement) -> lines.addAll(LineWrap.wrap(
                        name + " (" + judgement.combined().expression() + ") " + sweep.finding(name), "")));
        notes.forEach(note -> lines.addAll(LineWrap.wrap(note, "")));
        for (int variant = 0; variant < sweep.variants().size(); variant++) {
            lines.add("");
            if (sweep.variants().size() > 1) {
                lines.add(sweep.variants().get(variant));
            }
            lines.addAll(grid(variant));
        }
        lines.add("");
        if (!sweep.assertions().isEmpty()) {
            lines.add("✓ met, ✗ violated, ? undecided");
        }
        if (sweep.replications() > 1) {
            lines.addAll(LineWrap.wrap(
                    "Means of " + sweep.replicationsInWords() + "; summary.csv has their "
                            + QuantityFormat.percent(sweep.confidence()) + " intervals.",
                    ""));
        }
        lines.addAll(LineWrap.wrap(PercentileCells.note(withoutData()), ""));
        return lines;
    }

    /**
     * Returns a table of the points of a variant, with as many numbers as fit the width. The order is: availability,
     * which qualifies every latency; assertions; losses; all further numbers.
     */
    public List<String> grid(int variant) {
        return grid(variant, shown(variant));
    }

    private List<String> shown(int variant) {
        List<String> names = new ArrayList<>();
        List<String> others = sweep.numbers().keySet().stream()
                .filter(name -> !sweep.isAsserted(name))
                .toList();
        others.stream()
                .filter(name -> name.endsWith(".availability"))
                .findFirst()
                .ifPresent(names::add);
        names.addAll(sweep.assertions().keySet());
        others.stream().filter(ReplicationSummary::isLoss).forEach(names::add);
        others.stream().filter(name -> !names.contains(name)).forEach(names::add);
        int shown = Math.min(1, names.size());
        while (shown < names.size()
                && grid(variant, names.subList(0, shown + 1)).stream()
                        .allMatch(line -> line.length() <= TerminalWidth.current())) {
            shown++;
        }
        return names.subList(0, shown);
    }

    private List<String> grid(int variant, List<String> names) {
        List<Integer> points = IntStream.range(0, sweep.summaries().size())
                .filter(point -> !sweep.summaries().get(point).isEmpty())
                .boxed()
                .toList();
        Table.Rows<Integer> rows = settings(Table.of(points), point -> point);
        if (sweep.hasUnequalReplications()) {
            rows.column(
                    Column.number("runs").whole(),
                    point ->
                            Cell.count(sweep.summaries().get(point).get(variant).size()));
        }
        for (String name : names) {
            boolean asserted = sweep.assertions().containsKey(name);
            rows.column(
                    Column.number(asserted ? name + "  " : name).whole(),
                    point -> asserted ? verdictCell(point, variant, name) : number(point, variant, name));
        }
        return TableLines.lines(rows.table(), Integer.MAX_VALUE, "  ");
    }

    /** Adds the columns of the varied settings. */
    private <T> Table.Rows<T> settings(Table.Rows<T> rows, ToIntFunction<T> point) {
        for (int i = 0; i < sweep.lattice().variations().size(); i++) {
            int setting = i;
            rows.text(
                    Column.number(sweep.lattice().variations().get(i).path()).whole(),
                    row -> sweep.lattice()
                            .points()
                            .get(point.applyAsInt(row))
                            .get(setting)
                            .text());
        }
        return rows;
    }

    private Cell verdictCell(int point, int variant, String name) {
        AssertionEstimate one = sweep.estimate(point, variant, name);
        return one == null
                ? Cell.of(null, "")
                : Cell.of(
                        one.value(),
                        QuantityFormat.format(one.value(), MetricUnit.displayUnit(one.combined()))
                                + mark(one.verdict()));
    }

    private Cell number(int point, int variant, String name) {
        return Cell.quantity(
                sweep.number(point, variant, name).mean(),
                MetricUnit.displayUnit(name, sweep.numbers().get(name)));
    }

    /** Returns the numbers in a table that have no data at some point. */
    private Set<String> withoutData() {
        Set<String> names = new LinkedHashSet<>();
        for (int variant = 0; variant < sweep.variants().size(); variant++) {
            for (String name : shown(variant)) {
                for (int point = 0; point < sweep.summaries().size(); point++) {
                    if (!sweep.assertions().containsKey(name)
                            && !sweep.summaries().get(point).isEmpty()
                            && Double.isNaN(sweep.number(point, variant, name).mean())) {
                        names.add(name);
                    }
                }
            }
        }
        return names;
    }

    private static String mark(Verdict verdict) {
        return verdict == Verdict.PASS ? " ✓" : verdict == Verdict.UNDECIDED ? " ?" : " ✗";
    }

    /** Cell of the sweep: a variant at a point. */
    private record Place(int point, int variant) {}

    /** Returns the data for programs: a row for each point and variant. */
    public Dataset data() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("experiment", SweepSpec.NAME);
        facts.put("scenario", sweep.file().title());
        facts.put("confidence", sweep.confidence());
        facts.put("settings", settingFacts());
        List<Place> places = new ArrayList<>();
        for (int point = 0; point < sweep.summaries().size(); point++) {
            for (int variant = 0; variant < sweep.summaries().get(point).size(); variant++) {
                places.add(new Place(point, variant));
            }
        }
        Table.Rows<Place> rows = settings(Table.of(places), Place::point)
                .text(Column.text("variant"), place -> summary(place).name())
                .column(
                        Column.number("replications"),
                        place -> Cell.of(summary(place).size(), ""));
        sweep.assertions()
                .forEach((name, first) -> addVerdictColumns(
                        rows, name, column(name), first.combined().unit()));
        sweep.numbers()
                .forEach((name, unit) -> rows.column(
                                Column.number(name + " [" + unit + "]"),
                                place -> number(place.point(), place.variant(), name))
                        .column(
                                Column.number(name + " ±"),
                                place -> Cell.of(
                                        sweep.number(place.point(), place.variant(), name)
                                                .half(),
                                        "")));
        return new Dataset(facts, rows.table());
    }

    /**
     * Returns the unit of each setting by its path, and the numbers of its values in this unit. A setting without
     * numbers, or with numbers of several units, is left out.
     */
    private Map<String, Object> settingFacts() {
        Map<String, Object> settings = new LinkedHashMap<>();
        for (Variation variation : sweep.lattice().variations()) {
            List<String> units = variation.values().stream()
                    .filter(value -> !Double.isNaN(value.number()))
                    .map(Value::unit)
                    .distinct()
                    .toList();
            if (units.size() == 1) {
                Map<String, Object> numbers = new LinkedHashMap<>();
                variation.values().forEach(value -> numbers.put(value.text(), value.number()));
                Map<String, Object> setting = new LinkedHashMap<>();
                setting.put("unit", units.get(0));
                setting.put("values", numbers);
                settings.put(variation.path(), setting);
            }
        }
        return settings;
    }

    private ReplicationSummary summary(Place place) {
        return sweep.summaries().get(place.point()).get(place.variant());
    }

    /**
     * Returns the column name of an assertion: its name, or its path with {@code sla.} if a number has the same name.
     */
    private String column(String assertion) {
        String column = assertion;
        if (sweep.numbers().containsKey(assertion)) {
            do {
                column = "sla." + column;
            } while (sweep.assertions().containsKey(column));
        }
        return column;
    }

    /** Adds the columns of the outcome of an assertion. */
    private void addVerdictColumns(Table.Rows<Place> rows, String name, String column, String unit) {
        rows.column(
                        Column.number(column + " [" + unit + "]"),
                        place -> verdictCell(place.point(), place.variant(), name))
                .column(
                        Column.number(column + " ±"),
                        place -> cell(place, name, one -> Math.max(one.high() - one.value(), one.value() - one.low())))
                .column(
                        Column.text(column + " verdict"),
                        place -> cell(
                                place,
                                name,
                                one -> one.verdict()
                                        .name()
                                        .toLowerCase(Locale.ROOT)
                                        .replace('_', '-')));
    }

    private Cell cell(Place place, String name, Function<AssertionEstimate, Object> value) {
        AssertionEstimate one = sweep.estimate(place.point(), place.variant(), name);
        return Cell.of(one == null ? null : value.apply(one), "");
    }
}
