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

/** The losses of each variant that are not 0, whether or not they are asserted. */
public final class LossSummary {
    private static final String LOSSES = "losses";
    /** The width of the names of variants in front of a line. */
    private static final int NAMES = 40;

    private LossSummary() {}

    /** Returns the part: a row for each loss of each variant; no row where nothing is lost. */
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
     * Returns the lines of one screen: the losses of each variant, those of equal variants once.
     *
     * @param all whether the screen repeats those that an assertion shows; else they are left out
     * @param width columns of the screen
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
        int many = result.variants().size();
        List<String> lines = new ArrayList<>();
        variants.forEach((text, names) -> {
            String of = names.size() == many ? LOSSES : LOSSES + " of " + HeadlineTable.names(names, NAMES);
            lines.addAll(DisplayWidth.wrap(of + ": " + text, width));
        });
        return lines;
    }

    /** Returns whether the number of an assertion is the whole of the loss. */
    private static boolean asserted(VariantResult variant, LossResult loss) {
        return loss.warmup() == 0
                && variant.sla().values().stream()
                        .anyMatch(sla -> sla.metric().equals(loss.component() + "." + loss.metric())
                                && sla.value() == loss.measured());
    }
}
