package dev.brownout.experiment.tune;

import dev.brownout.experiment.AssertionEstimate;
import dev.brownout.experiment.FindingsText;
import dev.brownout.experiment.ReportFrame;
import dev.brownout.export.Dataset;
import dev.brownout.format.Sentences;
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
import dev.brownout.terminal.TerminalWidth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Formatter of the results of a tuning. */
public final class TuneText implements FindingsText {
    private static final String MARKS = "✗ violated, ? undecided";
    private static final String INTERRUPTED = "Interrupted; tested until then";

    private final TuneResult result;

    /** Creates the formatter of a result. */
    public TuneText(TuneResult result) {
        this.result = result;
    }

    /** A judged design with the part of the tuning that judged it, or a design of the search. */
    private record Row(String part, List<Value> values, int replications, double margin, TunedDesign design) {}

    @Override
    public List<String> lines() {
        List<String> lines = new ArrayList<>(LineWrap.wrap(result.file().title(), ""));
        if (result.interrupted()) {
            lines.add(INTERRUPTED + ":");
        }
        TuneFindings.withoutRegions(result).forEach(one -> lines.addAll(LineWrap.wrap(Sentences.capitalized(one), "")));
        if (result.found()) {
            lines.add("");
            lines.addAll(TableLines.lines(settings(), TerminalWidth.current(), "  "));
            lines.add("");
            lines.add(MARKS);
        } else {
            lines.add("");
        }
        lines.addAll(LineWrap.wrap(Sentences.capitalized(TuneFindings.note(result)), ""));
        return lines;
    }

    /** Returns the table of the settings: recommended value and region. */
    private Table settings() {
        Map<String, Value> best = result.best();
        return Table.of(result.space().settings())
                .text(Column.text("setting").least(28), TunedSetting::path)
                .text(
                        Column.number("recommended").whole(),
                        setting -> best.get(setting.path()).text())
                .text(Column.text("met").whole(), setting -> TuneFindings.metText(region(setting)))
                .text(Column.text("outside"), setting -> TuneFindings.markedOutside(region(setting)))
                .table();
    }

    private SettingRegion region(TunedSetting setting) {
        return result.regions().stream()
                .filter(region -> region.setting().equals(setting))
                .findFirst()
                .orElseThrow();
    }

    private static Table assertions(TunedDesign design) {
        return Table.of(List.copyOf(design.assertions().entrySet()))
                .text(Column.text("assertion"), Map.Entry::getKey)
                .text(Column.text("bound"), entry -> entry.getValue().combined().expression())
                .column(
                        Column.number("estimate").whole(),
                        entry -> Cell.of(entry.getValue().value(), TuneFindings.estimate(entry.getValue())))
                .table();
    }

    /** Returns the table of the influence of each setting, the strongest first. */
    private Table influences() {
        boolean morris = result.method() == SensitivityMethod.MORRIS;
        return Table.of(result.effects())
                .text(Column.text("setting"), SettingEffect::path)
                .column(
                        Column.number(morris ? "mean absolute effect" : "total index"),
                        effect -> Cell.of(effect.importance(), TuneFindings.number(effect.importance())))
                .column(
                        Column.number("standard error"),
                        effect -> Cell.of(effect.error(), TuneFindings.number(effect.error())))
                .column(
                        Column.number(morris ? "standard deviation of effects" : "first-order index"),
                        effect -> Cell.of(effect.other(), TuneFindings.number(effect.other())))
                .table();
    }

    @Override
    public ExperimentReport page(ReportFrame frame, List<Picture> pictures) {
        List<String> sentences = new ArrayList<>();
        if (result.interrupted()) {
            sentences.add(INTERRUPTED);
        }
        TuneFindings.sentences(result).forEach(one -> sentences.add(Sentences.capitalized(one)));
        List<Part> parts = new ArrayList<>();
        if (result.found()) {
            parts.add(Part.chapter("Recommended values")
                    .with(settings())
                    .with(Note.of(MARKS))
                    .with(assertions(result.recommended().orElseThrow())));
        }
        parts.add(ExperimentReport.charts(pictures, List.of()));
        if (!result.effects().isEmpty()) {
            parts.add(Part.chapter("Influence of the settings").with(influences()));
        }
        parts.add(Part.chapter("Designs with a verdict")
                .with(table(judgedRows()))
                .with(Note.of(Sentences.capitalized(TuneFindings.note(result)))));
        OutcomeTone tone =
                result.interrupted() ? OutcomeTone.PLAIN : result.found() ? OutcomeTone.GOOD : OutcomeTone.BAD;
        return frame.report(sentences, tone, parts, result.usage().runs());
    }

    private List<Row> judgedRows() {
        List<Row> rows = new ArrayList<>();
        Set<List<Value>> listed = new LinkedHashSet<>();
        result.judged().forEach(design -> {
            listed.add(design.values());
            rows.add(row("verdict", design));
        });
        result.regions()
                .forEach(region -> region.tested().stream()
                        .filter(design -> listed.add(design.values()))
                        .forEach(design ->
                                rows.add(row("region of " + region.setting().path(), design))));
        return rows;
    }

    private static Row row(String part, TunedDesign design) {
        return new Row(part, design.values(), design.replications(), design.margin(), design);
    }

    private List<Row> allRows() {
        List<Row> rows = judgedRows();
        for (ScreenedDesign design : result.screened()) {
            rows.add(new Row("search", design.values(), design.replications(), design.margin(), null));
        }
        return rows;
    }

    private Table table(List<Row> designs) {
        Table.Rows<Row> rows = Table.of(designs).text(Column.text("part"), Row::part);
        for (int i = 0; i < result.space().size(); i++) {
            int setting = i;
            rows.text(
                    Column.number(result.space().settings().get(i).path()),
                    row -> row.values().get(setting).text());
        }
        rows.column(Column.number("replications"), row -> Cell.of(row.replications(), "" + row.replications()))
                .text(Column.text("verdict"), row -> row.design() == null ? "" : TuneFindings.verdict(row.design()))
                .column(
                        Column.number("margin"),
                        row -> Cell.of(
                                Double.isInfinite(row.margin()) ? Double.NaN : row.margin(),
                                TuneFindings.number(row.margin())));
        List<TunedDesign> known = designs.stream()
                .map(Row::design)
                .filter(design -> design != null)
                .limit(1)
                .toList();
        known.forEach(first -> first.assertions().forEach((name, estimate) -> assertion(rows, name, estimate)));
        return rows.table();
    }

    private static void assertion(Table.Rows<Row> rows, String name, AssertionEstimate first) {
        String unit = first.combined().unit();
        rows.column(Column.number(name + " [" + unit + "]").headed(name), row -> {
            AssertionEstimate one =
                    row.design() == null ? null : row.design().assertions().get(name);
            return one == null ? Cell.of(null, "") : Cell.of(one.value(), TuneFindings.estimate(one));
        });
    }

    @Override
    public Dataset data() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("experiment", TuneSpec.NAME);
        facts.put("scenario", result.file().title());
        facts.put("confidence", result.confidence());
        facts.put("level", result.level());
        facts.put("found", result.found());
        facts.put("findings", TuneFindings.sentences(result));
        facts.put("runs", result.usage().runs());
        facts.put("budget", result.usage().budget());
        facts.put("sweep_runs", result.sweepRuns());
        Map<String, Object> best = new LinkedHashMap<>();
        result.best().forEach((path, value) -> best.put(path, value.text()));
        facts.put("recommended", best);
        List<Object> regions = new ArrayList<>();
        result.regions().forEach(region -> regions.add(facts(region)));
        facts.put("region", regions);
        List<Object> effects = new ArrayList<>();
        result.effects().forEach(effect -> effects.add(facts(effect)));
        facts.put("influence", effects);
        return new Dataset(facts, table(allRows()));
    }

    private static Map<String, Object> facts(SettingRegion region) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("setting", region.setting().path());
        facts.put("met", region.metValues().stream().map(Value::text).toList());
        Map<String, Object> others = new LinkedHashMap<>();
        region.otherDesigns()
                .forEach(
                        design -> others.put(design.values().get(region.index()).text(), TuneFindings.verdict(design)));
        facts.put("not_met", others);
        return facts;
    }

    private Map<String, Object> facts(SettingEffect effect) {
        boolean morris = result.method() == SensitivityMethod.MORRIS;
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("setting", effect.path());
        facts.put(morris ? "mean_absolute_effect" : "total_index", effect.importance());
        facts.put("standard_error", effect.error());
        facts.put(morris ? "standard_deviation" : "first_order_index", effect.other());
        return facts;
    }
}
