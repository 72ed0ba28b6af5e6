package dev.brownout.summary;

import static dev.brownout.summary.OutputFormat.DATA;
import static dev.brownout.summary.OutputFormat.HTML;
import static dev.brownout.summary.OutputFormat.MARKDOWN;
import static dev.brownout.summary.OutputFormat.TERMINAL;

import dev.brownout.format.DisplayWidth;
import dev.brownout.format.LossText;
import dev.brownout.format.QuantityFormat;
import dev.brownout.result.ComponentResult;
import dev.brownout.result.LossResult;
import dev.brownout.result.RunResult;
import dev.brownout.result.VariantResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Nonzero losses of each variant, with or without an assertion. */
public final class LossSummary {
    private static final String LOSSES = "losses";
    /** Maximum width of the names of variants at the start of a line, in columns. */
    private static final int NAMES = 40;
    /** Metrics that count inconsistent reads or writes, with the noun of the number. */
    private static final Map<String, String> INCONSISTENCIES =
            new TreeMap<>(Map.of("stale_reads", "stale reads", "siblings", "sibling writes"));

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
        return Part.of("Losses").with(table.table(), TERMINAL, MARKDOWN, DATA).with(byLoss(result, all), HTML);
    }

    /** Returns a table with a row for each loss and a column for each variant. */
    private static Table byLoss(RunResult result, List<VariantItem<LossResult>> all) {
        Map<String, Map<String, LossResult>> losses = new LinkedHashMap<>();
        all.forEach(each -> losses.computeIfAbsent(each.name() + "." + each.it().metric(), name -> new HashMap<>())
                .put(each.ofVariant(), each.it()));
        Table.Rows<Map<String, LossResult>> table = Table.of(List.copyOf(losses.values()))
                .text(Column.text("component"), row -> any(row).component())
                .text(Column.text("loss"), row -> any(row).name());
        for (VariantResult variant : result.variants()) {
            table.text(
                    Column.number(result.variants().size() == 1 ? "number" : variant.name()),
                    row -> row.containsKey(variant.name()) ? number(row.get(variant.name())) : "0");
        }
        return table.text(Column.text("meaning"), row -> any(row).meaning()).table();
    }

    private static LossResult any(Map<String, LossResult> row) {
        return row.values().iterator().next();
    }

    private static String number(LossResult loss) {
        String measured = QuantityFormat.of(loss.measured(), loss.unit());
        return loss.warmup() == 0
                ? measured
                : measured + " (warm-up: " + QuantityFormat.of(loss.warmup(), loss.unit()) + ")";
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
            String text = LossText.of(all(variant).stream()
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

    /**
     * Returns the numbers of the losses that no assertion shows as a whole, by the name of the loss and the name of the
     * variant. Losses in the warm-up have names of their own.
     */
    static Map<String, Map<String, String>> unasserted(RunResult result) {
        Map<String, Map<String, String>> losses = new LinkedHashMap<>();
        Set<String> shown = new LinkedHashSet<>();
        for (VariantResult variant : result.variants()) {
            all(variant).stream().filter(loss -> !asserted(variant, loss)).forEach(loss -> shown.add(name(loss)));
        }
        for (VariantResult variant : result.variants()) {
            for (LossResult loss : all(variant)) {
                if (shown.contains(name(loss))) {
                    add(losses, name(loss), variant, loss.measured(), loss);
                    add(losses, name(loss) + " in the warm-up", variant, loss.warmup(), loss);
                }
            }
        }
        return losses;
    }

    private static void add(
            Map<String, Map<String, String>> losses,
            String name,
            VariantResult variant,
            double number,
            LossResult loss) {
        if (number != 0) {
            losses.computeIfAbsent(name, n -> new LinkedHashMap<>())
                    .put(variant.name(), QuantityFormat.of(number, loss.unit()));
        }
    }

    private static String name(LossResult loss) {
        return loss.component() + " " + loss.name();
    }

    private static List<LossResult> all(VariantResult variant) {
        List<LossResult> losses = new ArrayList<>(variant.losses());
        losses.addAll(inconsistencies(variant));
        return losses;
    }

    /**
     * Returns the stale reads and sibling writes of a variant. No data is lost, but a reader sees old or several
     * values.
     */
    private static List<LossResult> inconsistencies(VariantResult variant) {
        List<LossResult> found = new ArrayList<>();
        variant.components()
                .forEach((component, one) -> INCONSISTENCIES.forEach((metric, name) -> {
                    ComponentResult.Measure measure = one.measures().get(metric);
                    if (measure != null && measure.value() > 0) {
                        found.add(new LossResult(component, metric, name, "", "1", measure.value(), 0));
                    }
                }));
        return found;
    }

    /** Returns whether an assertion shows the whole loss. */
    private static boolean asserted(VariantResult variant, LossResult loss) {
        return loss.warmup() == 0
                && variant.sla().values().stream()
                        .anyMatch(sla -> sla.metric().equals(loss.component() + "." + loss.metric())
                                && sla.value() == loss.measured());
    }
}
