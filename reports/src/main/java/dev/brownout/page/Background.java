package dev.brownout.page;

import static dev.brownout.page.Form.HTML;

import dev.brownout.page.Block.Folded;
import dev.brownout.result.RunResult;
import dev.brownout.result.VariantResult;
import dev.brownout.result.VariantResult.AuditLine;
import dev.brownout.result.VariantResult.Setting;
import dev.brownout.wording.Quantity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What stands behind the numbers: the identities that were checked, and every setting. */
final class Background {
    private Background() {}

    /** What must be equal: a row for each identity, in each variant the number on both sides of it. */
    static Part audit(RunResult result) {
        Map<String, Map<String, AuditLine>> identities = new LinkedHashMap<>();
        for (VariantResult variant : result.variants()) {
            variant.audit()
                    .forEach(line -> identities
                            .computeIfAbsent(line.name(), name -> new HashMap<>())
                            .put(variant.name(), line));
        }
        Table.Rows<String> rows =
                Table.of(List.copyOf(identities.keySet())).text(Column.text("identity"), name -> name);
        result.variants()
                .forEach(variant -> rows.column(
                        Column.number(variant.name()),
                        name -> sides(identities.get(name).get(variant.name()))));
        Table table = rows.table();
        Part part = Part.of("");
        return table.rows().isEmpty() ? part : part.with(new Folded("Audit: what must be equal", false, table), HTML);
    }

    private static Cell sides(AuditLine line) {
        if (line == null) {
            return Cell.of("-");
        }
        boolean more = line.left() > line.right();
        String sign = line.left() == line.right() ? "" : line.name().contains("<=") && !more ? " <= " : " IS NOT ";
        return Cell.of(Quantity.count(line.left()) + (sign.isEmpty() ? "" : sign + Quantity.count(line.right())));
    }

    /** The scenario as it was run: all settings of its first variant, and of the others what they have otherwise. */
    static Part settings(RunResult result) {
        VariantResult first = result.variants().get(0);
        int all = first.resolved().size();
        Part part = Part.chapter("The scenario")
                .with(new Folded(first.name() + ": " + all + " settings", true, table(first.resolved())), HTML);
        for (VariantResult variant :
                result.variants().subList(1, result.variants().size())) {
            List<Setting> other = otherwise(first.resolved(), variant.resolved());
            String title = variant.name() + ": " + variant.resolved().size() + " settings, " + other.size()
                    + " unlike those of " + first.name();
            part = part.with(new Folded(title, true, table(other)), HTML);
        }
        return part;
    }

    private static Table table(List<Setting> settings) {
        return Table.of(settings)
                .text(Column.text("path"), Setting::path)
                .text(Column.text("value"), Setting::value)
                .text(Column.text("origin"), Setting::origin)
                .table();
    }

    /** Settings that others do not have like that, and those that they alone have. */
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
