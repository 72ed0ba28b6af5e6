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
import dev.brownout.summary.ScenarioAnswer.Span;
import dev.brownout.translation.Phrases;
import dev.brownout.translation.SummaryTexts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Nonzero losses of each variant, with or without an assertion. */
public final class LossSummary {
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
                .text(Column.text("loss"), each -> Phrases.of(each.it().name()))
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
                .text(Column.text("loss"), row -> Phrases.of(any(row).name()));
        for (VariantResult variant : result.variants()) {
            table.text(
                    result.variants().size() == 1
                            ? Column.number("number")
                            : Column.number("variant").headed(variant.name()),
                    row -> row.containsKey(variant.name()) ? number(row.get(variant.name())) : "0");
        }
        return table.text(Column.text("meaning"), row -> Phrases.sentence(any(row).meaning()))
                .table();
    }

    private static LossResult any(Map<String, LossResult> row) {
        return row.values().iterator().next();
    }

    private static String number(LossResult loss) {
        String measured = QuantityFormat.of(loss.measured(), loss.unit());
        return loss.warmup() == 0
                ? measured
                : measured + SummaryTexts.current().warmup(QuantityFormat.of(loss.warmup(), loss.unit()));
    }

    private static String unit(VariantItem<LossResult> each) {
        return each.it().unit();
    }

    /**
     * Formats losses and inconsistencies in lines.
     *
     * @param all whether to include losses that an assertion already shows
     * @param width maximum width of the lines in columns
     */
    public static List<String> lines(RunResult result, boolean all, int width) {
        List<String> lines = new ArrayList<>(lines(result, all, width, VariantResult::losses));
        lines.addAll(inconsistent(result, all, width));
        return lines;
    }

    /** Formats the losses in lines, without inconsistencies. */
    public static List<String> lost(RunResult result, boolean all, int width) {
        return lines(result, all, width, VariantResult::losses);
    }

    /** Formats the inconsistencies in lines: stale reads and sibling writes. No data is lost. */
    public static List<String> inconsistent(RunResult result, boolean all, int width) {
        return lines(result, all, width, LossSummary::inconsistencies);
    }

    /**
     * Returns one line for a single variant. For several variants, returns a line per loss with the value of each
     * variant: {@code lost writes of db: async 11, semi-sync 0}.
     */
    private static List<String> lines(
            RunResult result, boolean all, int width, Function<VariantResult, List<LossResult>> kind) {
        if (result.variants().size() == 1) {
            VariantResult variant = result.variants().get(0);
            String text = LossText.of(kind.apply(variant).stream()
                    .filter(loss -> all || !isWhollyAsserted(variant, loss))
                    .toList());
            return text.isEmpty()
                    ? List.of()
                    : DisplayWidth.wrap(SummaryTexts.current().losses(text), width);
        }
        List<String> names = result.variants().stream().map(VariantResult::name).toList();
        List<String> lines = new ArrayList<>();
        numbers(result, all, kind).forEach((name, numbers) -> {
            List<String> values = List.copyOf(numbers.values());
            String text = name + ": "
                    + VariantValues.merged(names, values).stream()
                            .map(Span::text)
                            .collect(Collectors.joining());
            boolean fits = DisplayWidth.width(text) <= width;
            lines.addAll(DisplayWidth.wrap(
                    fits ? text : SummaryTexts.current().byVariant(name, String.join("; ", values)), width));
        });
        return lines;
    }

    /**
     * Returns the numbers of the losses that no assertion shows, by the name of the loss and the name of the variant.
     * Losses in the warm-up have names of their own.
     */
    static Map<String, Map<String, String>> unasserted(RunResult result) {
        return numbers(result, false, VariantResult::losses);
    }

    private static Map<String, Map<String, String>> numbers(
            RunResult result, boolean all, Function<VariantResult, List<LossResult>> kind) {
        Map<String, LossResult> shown = new LinkedHashMap<>();
        for (VariantResult variant : result.variants()) {
            for (LossResult loss : kind.apply(variant)) {
                if (loss.measured() != 0 && (all || !isAsserted(variant, loss))) {
                    shown.putIfAbsent(name(loss), loss);
                }
                if (loss.warmup() != 0) {
                    shown.putIfAbsent(name(loss) + SummaryTexts.current().inWarmup(), loss);
                }
            }
        }
        Map<String, Map<String, String>> losses = new LinkedHashMap<>();
        shown.forEach((name, loss) -> {
            Map<String, String> numbers = new LinkedHashMap<>();
            for (VariantResult variant : result.variants()) {
                double number = kind.apply(variant).stream()
                        .filter(one -> name(one).equals(name(loss)))
                        .mapToDouble(
                                one -> name.endsWith(SummaryTexts.current().inWarmup()) ? one.warmup() : one.measured())
                        .sum();
                numbers.put(variant.name(), QuantityFormat.of(number, loss.unit()));
            }
            losses.put(name, numbers);
        });
        return losses;
    }

    private static String name(LossResult loss) {
        return SummaryTexts.current().lossOf(loss.name(), loss.component());
    }

    /**
     * Returns the stale reads and sibling writes of a variant. No data is lost, but a reader sees old or several
     * values.
     */
    public static List<LossResult> inconsistencies(VariantResult variant) {
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
    private static boolean isWhollyAsserted(VariantResult variant, LossResult loss) {
        return loss.warmup() == 0 && isAsserted(variant, loss);
    }

    /** Returns whether an assertion shows the measured part of a loss. */
    private static boolean isAsserted(VariantResult variant, LossResult loss) {
        return variant.sla().values().stream()
                .anyMatch(sla ->
                        sla.metric().equals(loss.component() + "." + loss.metric()) && sla.value() == loss.measured());
    }
}
