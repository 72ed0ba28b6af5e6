package dev.brownout.page;

import static dev.brownout.page.Form.HTML;

import dev.brownout.page.Block.Folded;
import dev.brownout.result.RunResult;
import dev.brownout.result.VariantResult;
import dev.brownout.result.VariantResult.AuditLine;
import dev.brownout.result.VariantResult.Setting;

/** What stands behind the numbers: the identities that were checked, and every setting. */
final class Background {
    private Background() {}

    /** What must be equal. */
    static Part audit(RunResult result) {
        Table table = Table.of(Each.listed(result, VariantResult::audit, AuditLine::name))
                .text(Each.VARIANT, Each::ofVariant)
                .column(Column.text("identity"), Each::cell)
                .count(Column.number("left"), each -> each.it().left())
                .count(Column.number("right"), each -> each.it().right())
                .text(Column.text(""), each -> judged(each.it()))
                .table();
        Part part = Part.of("");
        return table.rows().isEmpty() ? part : part.with(new Folded("Audit: what must be equal", false, table), HTML);
    }

    private static String judged(AuditLine line) {
        if (line.name().contains("<=")) {
            return line.left() <= line.right() ? "not more" : "MORE";
        }
        return line.left() == line.right() ? "equal" : "NOT EQUAL";
    }

    /** The scenario as it was run. */
    static Part settings(RunResult result) {
        Part part = Part.chapter("The scenario");
        for (VariantResult variant : result.variants()) {
            Table table = Table.of(variant.resolved())
                    .text(Column.text("path"), Setting::path)
                    .text(Column.text("value"), Setting::value)
                    .text(Column.text("origin"), Setting::origin)
                    .table();
            String title = variant.name() + ": " + variant.resolved().size() + " settings";
            part = part.with(new Folded(title, true, table), HTML);
        }
        return part;
    }
}
