package dev.brownout.summary;

import static dev.brownout.summary.OutputFormat.HTML;

import dev.brownout.format.DisplayWidth;
import dev.brownout.format.LossText;
import dev.brownout.result.LossResult;
import dev.brownout.result.RunResult;
import dev.brownout.result.VariantResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Nonzero losses of each variant, with or without an assertion. */
public final class LossSummary {
    private static final String LOSSES = "losses";
    /** Maximum width of the names of variants at the start of a line, in columns. */
    private static final int NAMES = 40;

    private LossSummary() {}

    /** Returns the part with a row for each loss of each variant; without rows if there are no losses. */
    static Part part(RunResult result) {
        List<VariantItem<LossResult>> all = VariantItem.listed(result, VariantResult::losses, LossResult::component);
        Table.Rows<VariantItem<LossResult>> table = Table.of(all)
                .text(VariantItem.VARIANT, VariantItem::ofVariant)
                .column(Column.text("component"), VariantItem::cell)
                .text(Column.text("loss"), each -> each.it().name())
                .column(Column.number("number"), each -> Cell.quantity(each.it().measured(), unit(each)));
        if (all.stream().anyMatch(each -> each.it().warmup() != 0)) {
            table.column(
                    Column.number("in the warm-up"),
                    each -> Cell.quantity(each.it().warmup(), unit(each)));
        }
        return Part.of("Losses")
                .with(table.text(
                                Column.text("meaning").in(HTML),
                                each -> each.it().meaning())
                        .table());
    }

    private static String unit(VariantItem<LossResult> each) {
        return each.it().unit();
    }

    /**
     * Formats the losses of each variant for a terminal. Variants with equal losses share their lines.
     *
     * @param all whether to include losses that an assertion already shows
     * @param width width of the terminal in columns
     */
    public static List<String> lines(RunResult result, boolean all, int width) {
        Map<String, List<String>> variants = new LinkedHashMap<>();
        for (VariantResult variant : result.variants()) {
            String text = LossText.of(variant.losses().stream()
                    .filter(loss -> all || !asserted(variant, loss))
                    .toList());
            if (!text.isEmpty()) {
                variants.computeIfAbsent(text, t -> new ArrayList<>()).add(variant.name());
            }
        }
        int count = result.variants().size();
        List<String> lines = new ArrayList<>();
        variants.forEach((text, names) -> {
            String heading = names.size() == count ? LOSSES : LOSSES + " of " + HeadlineTable.names(names, NAMES);
            lines.addAll(DisplayWidth.wrap(heading + ": " + text, width));
        });
        return lines;
    }

    /** Returns whether an assertion shows the whole loss. */
    private static boolean asserted(VariantResult variant, LossResult loss) {
        return loss.warmup() == 0
                && variant.sla().values().stream()
                        .anyMatch(sla -> sla.metric().equals(loss.component() + "." + loss.metric())
                                && sla.value() == loss.measured());
    }
}
