package dev.brownout.summary;

import static dev.brownout.summary.OutputFormat.HTML;

import dev.brownout.format.QuantityFormat;
import dev.brownout.result.RunResult;
import dev.brownout.result.VariantResult;
import dev.brownout.result.VariantResult.AuditLine;
import dev.brownout.result.VariantResult.Setting;
import dev.brownout.summary.Block.FoldedTable;
import dev.brownout.translation.Messages;
import dev.brownout.translation.SentenceTranslation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Supporting data of a result: the audited identities and the resolved settings. */
final class Background {
    /** Maximum number of identities, and of settings of one variant, on a page. */
    private static final int MAXIMUM = 1_000;

    private static final String BROKEN = "Violated consistency checks (whole run, incl. warm-up)";
    private static final String AUDIT = "Consistency checks (whole run, incl. warm-up)";

    private Background() {}

    /** Returns the audit: a row for each identity, with the number on both sides of it for each variant. */
    static Part audit(RunResult result) {
        Map<String, Map<String, AuditLine>> identities = new LinkedHashMap<>();
        for (VariantResult variant : result.variants()) {
            variant.accounting()
                    .audit()
                    .forEach(line -> identities
                            .computeIfAbsent(line.name(), name -> new HashMap<>())
                            .put(variant.name(), line));
        }
        if (identities.size() > MAXIMUM) {
            return kinds(result, identities);
        }
        Table.Rows<String> rows = identities(List.copyOf(identities.keySet()), result, identities);
        Table table = rows.table();
        Part part = Part.of("");
        return table.rows().isEmpty() ? part : part.with(new FoldedTable(AUDIT, false, table), HTML);
    }

    private static Table.Rows<String> identities(
            List<String> names, RunResult result, Map<String, Map<String, AuditLine>> identities) {
        Table.Rows<String> rows = Table.of(names).text(Column.text("check"), SentenceTranslation::owned);
        result.variants()
                .forEach(variant -> rows.column(
                        Column.number("variant").headed(variant.name()),
                        name -> sides(identities.get(name).get(variant.name()))));
        return rows;
    }

    /**
     * Returns a condensed audit for many identities: the number of each kind that hold, and each one that is broken.
     */
    private static Part kinds(RunResult result, Map<String, Map<String, AuditLine>> identities) {
        Map<String, List<String>> kinds = new LinkedHashMap<>();
        List<String> broken = new ArrayList<>();
        identities.forEach((name, lines) -> {
            kinds.computeIfAbsent(name.substring(name.indexOf(": ") + 1).strip(), kind -> new ArrayList<>())
                    .add(name);
            if (lines.values().stream().anyMatch(line -> !holds(line))) {
                broken.add(name);
            }
        });
        Table.Rows<String> rows =
                Table.of(List.copyOf(kinds.keySet())).text(Column.text("check"), SentenceTranslation::text);
        for (VariantResult variant : result.variants()) {
            rows.column(Column.number("variant").headed(variant.name()), kind -> {
                List<AuditLine> lines = kinds.get(kind).stream()
                        .map(name -> identities.get(name).get(variant.name()))
                        .filter(Objects::nonNull)
                        .toList();
                long hold = lines.stream().filter(Background::holds).count();
                return Cell.of(Messages.text(
                        "summary.passed", QuantityFormat.count(hold), QuantityFormat.count(lines.size())));
            });
        }
        String place = Messages.text(
                "summary.checks", SentenceTranslation.text(AUDIT), QuantityFormat.count(identities.size()));
        Part part = Part.of("").with(new FoldedTable(place, false, rows.table()), HTML);
        List<String> shown = broken.subList(0, Math.min(MAXIMUM, broken.size()));
        Table each = identities(shown, result, identities).table();
        return shown.isEmpty() ? part : part.with(new FoldedTable(BROKEN, false, each), HTML);
    }

    private static boolean holds(AuditLine line) {
        return line.left() == line.right() || line.name().contains("<=") && line.left() < line.right();
    }

    private static Cell sides(AuditLine line) {
        if (line == null) {
            return Cell.of("-");
        }
        boolean more = line.left() > line.right();
        String sign = line.left() == line.right() ? "" : line.name().contains("<=") && !more ? " <= " : " != ";
        return Cell.of(
                QuantityFormat.count(line.left()) + (sign.isEmpty() ? "" : sign + QuantityFormat.count(line.right())));
    }

    /**
     * Returns the scenario as run: all settings of the first variant, and the settings of each further variant that
     * differ.
     */
    static Part settings(RunResult result) {
        VariantResult first = result.variants().get(0);
        int all = first.run().resolved().size();
        Part part = Part.of("Scenario")
                .with(
                        new FoldedTable(
                                Messages.text("summary.settings", first.name(), all) + left(all),
                                true,
                                table(first.run().resolved())),
                        HTML);
        for (VariantResult variant :
                result.variants().subList(1, result.variants().size())) {
            List<Setting> other =
                    otherwise(first.run().resolved(), variant.run().resolved());
            String title = Messages.text(
                            "summary.settings",
                            variant.name(),
                            variant.run().resolved().size()) + ", "
                    + Messages.text("summary.differs", other.size(), first.name()) + left(other.size());
            part = part.with(new FoldedTable(title, true, table(other)), HTML);
        }
        return part;
    }

    private static String left(int settings) {
        return settings <= MAXIMUM ? "" : Messages.text("summary.settings_left", QuantityFormat.count(MAXIMUM));
    }

    private static Table table(List<Setting> settings) {
        return Table.of(settings.size() <= MAXIMUM ? settings : first(settings))
                .text(Column.text("path"), Setting::path)
                .text(Column.text("value"), Setting::value)
                .text(Column.text("origin"), Setting::origin)
                .table();
    }

    private static List<Setting> first(List<Setting> settings) {
        return settings.stream()
                .sorted(Comparator.comparing(setting -> setting.origin().equals("default")))
                .limit(MAXIMUM)
                .toList();
    }

    /**
     * Returns the settings that differ from those of another variant. A setting that only the other variant has is
     * listed with the value {@code none}.
     */
    private static List<Setting> otherwise(List<Setting> others, List<Setting> own) {
        List<Setting> otherwise = new ArrayList<>(own);
        otherwise.removeAll(new LinkedHashSet<>(others));
        Set<String> paths = own.stream().map(Setting::path).collect(Collectors.toSet());
        for (Setting other : others) {
            if (!paths.contains(other.path())) {
                otherwise.add(new Setting(other.path(), "none", ""));
            }
        }
        return otherwise;
    }
}
