package dev.brownout.cli;

import dev.brownout.experiment.Interval;
import dev.brownout.experiment.Judgement;
import dev.brownout.experiment.Summary;
import dev.brownout.experiment.Sweep;
import dev.brownout.export.Table;
import dev.brownout.language.layer.Variation;
import dev.brownout.language.layer.Variation.Value;
import dev.brownout.result.SlaResult.Verdict;
import dev.brownout.terminal.TextTable;
import dev.brownout.wording.Percentiles;
import dev.brownout.wording.Quantity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Says what a sweep showed. */
final class SweepText {
    private final Sweep sweep;

    SweepText(Sweep sweep) {
        this.sweep = sweep;
    }

    /**
     * For people, the findings first.
     *
     * @param notes what else is to be known of the variants, a sentence each
     */
    List<String> lines(List<String> notes, List<String> written) {
        List<String> lines = new ArrayList<>(LineWrap.wrap(sweep.file().title(), ""));
        sweep.assertions()
                .forEach((name, judgement) -> lines.addAll(LineWrap.wrap(
                        name + " (" + judgement.together().expression() + ") " + sweep.finding(name), "")));
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
            lines.add("! marks where an assertion is missed, ? where it is undecided.");
        }
        if (sweep.replications() > 1) {
            lines.addAll(LineWrap.wrap(
                    "Means of " + sweep.replications() + " replications; summary.csv has their "
                            + Quantity.percent(sweep.confidence()) + " intervals.",
                    ""));
        }
        lines.addAll(LineWrap.wrap(Percentiles.note(withoutData()), ""));
        written.forEach(path -> lines.add("wrote " + path));
        return lines;
    }

    /**
     * The points of a variant with as many numbers as there is room for: how many are answered, which stands beside
     * every latency, the assertions, the rest.
     */
    List<String> grid(int variant) {
        return grid(variant, shown(variant));
    }

    private List<String> shown(int variant) {
        List<String> names = new ArrayList<>();
        List<String> others = sweep.numbers().keySet().stream()
                .filter(name -> !sweep.asserted(name))
                .toList();
        others.stream()
                .filter(name -> name.endsWith(".availability"))
                .findFirst()
                .ifPresent(names::add);
        names.addAll(sweep.assertions().keySet());
        others.stream().filter(name -> !names.contains(name)).forEach(names::add);
        int shown = Math.min(1, names.size());
        while (shown < names.size()
                && grid(variant, names.subList(0, shown + 1)).stream()
                        .allMatch(line -> line.length() <= LineWrap.WIDTH)) {
            shown++;
        }
        return names.subList(0, shown);
    }

    private List<String> grid(int variant, List<String> names) {
        List<List<String>> rows = new ArrayList<>();
        List<String> head = new ArrayList<>();
        sweep.lattice().variations().forEach(v -> head.add(v.path()));
        names.forEach(name -> head.add(sweep.assertions().containsKey(name) ? name + "  " : name));
        rows.add(head);
        for (int point = 0; point < sweep.summaries().size(); point++) {
            if (!sweep.summaries().get(point).isEmpty()) {
                rows.add(row(point, variant, names));
            }
        }
        return TextTable.lines(rows, "r".repeat(head.size()), Integer.MAX_VALUE);
    }

    private List<String> row(int point, int variant, List<String> names) {
        List<String> row = new ArrayList<>();
        sweep.lattice().points().get(point).forEach(value -> row.add(value.text()));
        for (String name : names) {
            if (!sweep.assertions().containsKey(name)) {
                row.add(Quantity.of(
                        sweep.number(point, variant, name).mean(),
                        sweep.numbers().get(name)));
                continue;
            }
            Judgement one = sweep.judged(point, variant, name);
            row.add(one == null ? "" : Quantity.of(one.value(), one.together().unit()) + mark(one.verdict()));
        }
        return row;
    }

    /** The numbers in a grid that have no data somewhere. */
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
        return verdict == Verdict.PASS ? "  " : verdict == Verdict.UNDECIDED ? " ?" : " !";
    }

    /** For programs: a row for each point and variant. */
    Table table() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("experiment", "sweep");
        facts.put("scenario", sweep.file().title());
        facts.put("confidence", sweep.confidence());
        List<String> columns = new ArrayList<>();
        sweep.lattice().variations().stream().map(Variation::path).forEach(columns::add);
        columns.addAll(List.of("variant", "replications"));
        sweep.assertions().forEach((name, j) -> {
            String unit = " [" + j.together().unit() + "]";
            columns.addAll(List.of(name + unit, name + " ±", name + " verdict"));
        });
        sweep.numbers().forEach((name, unit) -> columns.addAll(List.of(name + " [" + unit + "]", name + " ±")));
        List<List<Object>> rows = new ArrayList<>();
        for (int point = 0; point < sweep.summaries().size(); point++) {
            for (int variant = 0; variant < sweep.summaries().get(point).size(); variant++) {
                rows.add(cells(point, variant));
            }
        }
        return new Table(facts, columns, rows);
    }

    private List<Object> cells(int point, int variant) {
        List<Object> row = new ArrayList<>();
        for (Value value : sweep.lattice().points().get(point)) {
            row.add(value.text());
        }
        Summary summary = sweep.summaries().get(point).get(variant);
        row.add(summary.name());
        row.add(summary.size());
        for (String name : sweep.assertions().keySet()) {
            Judgement one = sweep.judged(point, variant, name);
            row.add(one == null ? null : (Object) one.value());
            row.add(one == null ? null : (Object) Math.max(one.high() - one.value(), one.value() - one.low()));
            row.add(
                    one == null
                            ? null
                            : one.verdict().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        }
        for (String name : sweep.numbers().keySet()) {
            Interval number = sweep.number(point, variant, name);
            row.add(number.mean());
            row.add(number.half());
        }
        return row;
    }
}
