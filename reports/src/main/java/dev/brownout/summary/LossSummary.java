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
import dev.brownout.translation.Messages;
import dev.brownout.translation.SentenceTranslation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Nonzero losses of each variant, with or without an assertion. */
public final class LossSummary {
    private static final String FALLBACKS = "fallbacks";

    /** Metrics of successful responses that are worse than they should be, with the noun of the number. */
    private static final Map<String, String> DEGRADED = new TreeMap<>(Map.of(
            FALLBACKS,
            "fallbacks",
            "siblings",
            "sibling writes",
            "stale_reads",
            "stale reads",
            "stale_served",
            "stale responses"));

    /** Metrics of rejected calls. Without a fallback they are failures of requests. */
    private static final Map<String, String> HIDDEN_BY_FALLBACKS =
            new TreeMap<>(Map.of("over_quota", "calls over quota", "throttled", "throttled calls"));

    private LossSummary() {}

    /** Returns the part with a row for each loss of each variant; without rows if there are no losses. */
    static Part part(RunResult result) {
        return part("Losses", result, variant -> variant.accounting().losses());
    }

    /** Returns the part with a row for each kind of degraded responses of each variant. */
    static Part degraded(RunResult result) {
        return part("Degraded responses", result, LossSummary::degraded);
    }

    private static Part part(String title, RunResult result, Function<VariantResult, List<LossResult>> kind) {
        List<VariantItem<LossResult>> all = VariantItem.listed(result, kind, LossResult::component);
        Table.Rows<VariantItem<LossResult>> table = Table.of(all)
                .text(VariantItem.VARIANT, VariantItem::ofVariant)
                .column(Column.text("component"), VariantItem::cell)
                .text(
                        Column.text("loss"),
                        each -> SentenceTranslation.text(each.it().name()))
                .column(Column.number("number"), each -> Cell.quantity(each.it().measured(), unit(each)));
        if (all.stream().anyMatch(each -> each.it().warmup() != 0)) {
            table.column(
                    Column.number("in the warm-up"),
                    each -> Cell.quantity(each.it().warmup(), unit(each)));
        }
        return Part.of(title).with(table.table(), TERMINAL, MARKDOWN, DATA).with(byLoss(result, all), HTML);
    }

    /** Returns a table with a row for each loss and a column for each variant. */
    private static Table byLoss(RunResult result, List<VariantItem<LossResult>> all) {
        Map<String, Map<String, LossResult>> losses = new LinkedHashMap<>();
        all.forEach(each -> losses.computeIfAbsent(each.name() + "." + each.it().metric(), name -> new HashMap<>())
                .put(each.ofVariant(), each.it()));
        Table.Rows<Map<String, LossResult>> table = Table.of(List.copyOf(losses.values()))
                .text(Column.text("component"), row -> any(row).component())
                .text(Column.text("loss"), row -> SentenceTranslation.text(any(row).name()));
        for (VariantResult variant : result.variants()) {
            table.text(
                    result.variants().size() == 1
                            ? Column.number("number")
                            : Column.number("variant").headed(variant.name()),
                    row -> row.containsKey(variant.name()) ? number(row.get(variant.name())) : "0");
        }
        return table.text(Column.text("meaning"), row -> SentenceTranslation.marked(any(row).meaning()))
                .table();
    }

    private static LossResult any(Map<String, LossResult> row) {
        return row.values().iterator().next();
    }

    private static String number(LossResult loss) {
        String measured = QuantityFormat.format(loss.measured(), loss.unit());
        return loss.warmup() == 0
                ? measured
                : measured + Messages.text("summary.warmup", QuantityFormat.format(loss.warmup(), loss.unit()));
    }

    private static String unit(VariantItem<LossResult> each) {
        return each.it().unit();
    }

    /**
     * Formats losses and degraded responses in lines.
     *
     * @param all whether to include losses that an assertion already shows
     * @param width maximum width of the lines in columns
     */
    public static List<String> lines(RunResult result, boolean all, int width) {
        List<String> lines = new ArrayList<>(lost(result, all, width));
        lines.addAll(degraded(result, all, width));
        return lines;
    }

    /** Formats the losses in lines, without degraded responses. */
    public static List<String> lost(RunResult result, boolean all, int width) {
        return lines(
                result,
                all,
                width,
                variant -> variant.accounting().losses(),
                text -> Messages.text("summary.losses", text));
    }

    /** Formats the degraded responses in lines. No data is lost. */
    public static List<String> degraded(RunResult result, boolean all, int width) {
        return lines(result, all, width, LossSummary::degraded, text -> Messages.text("summary.degraded", text));
    }

    /**
     * Returns one line for a single variant. For several variants, returns a line per loss with the value of each
     * variant: {@code lost writes of db: async 11, semi-sync 0}.
     */
    private static List<String> lines(
            RunResult result,
            boolean all,
            int width,
            Function<VariantResult, List<LossResult>> kind,
            UnaryOperator<String> label) {
        if (result.variants().size() == 1) {
            VariantResult variant = result.variants().get(0);
            String text = LossText.text(kind.apply(variant).stream()
                    .filter(loss -> all || !isWhollyAsserted(variant, loss))
                    .toList());
            return text.isEmpty() ? List.of() : DisplayWidth.wrap(label.apply(text), width);
        }
        List<String> names = result.variants().stream().map(VariantResult::name).toList();
        List<String> lines = new ArrayList<>();
        numbers(result, all, kind).forEach((name, numbers) -> {
            List<String> values = List.copyOf(numbers.values());
            String text = name + ": "
                    + VariantValues.merge(names, values).stream()
                            .map(Span::text)
                            .collect(Collectors.joining());
            boolean fits = DisplayWidth.width(text) <= width;
            lines.addAll(DisplayWidth.wrap(
                    fits ? text : Messages.text("summary.by_variant", name, String.join("; ", values)), width));
        });
        return lines;
    }

    /**
     * Returns the numbers of the losses that no assertion shows, by the name of the loss and the name of the variant.
     * Losses in the warm-up have names of their own.
     */
    static Map<String, Map<String, String>> unasserted(RunResult result) {
        return numbers(result, false, variant -> variant.accounting().losses());
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
                    shown.putIfAbsent(name(loss) + Messages.text("summary.in_warmup"), loss);
                }
            }
        }
        Map<String, Map<String, String>> losses = new LinkedHashMap<>();
        shown.forEach((name, loss) -> {
            Map<String, String> numbers = new LinkedHashMap<>();
            for (VariantResult variant : result.variants()) {
                double number = kind.apply(variant).stream()
                        .filter(one -> name(one).equals(name(loss)))
                        .mapToDouble(one ->
                                name.endsWith(Messages.text("summary.in_warmup")) ? one.warmup() : one.measured())
                        .sum();
                numbers.put(variant.name(), QuantityFormat.format(number, loss.unit()));
            }
            losses.put(name, numbers);
        });
        return losses;
    }

    private static String name(LossResult loss) {
        return Messages.text("summary.loss_of", SentenceTranslation.text(loss.name()), loss.component());
    }

    /**
     * Returns the numbers of degraded responses of a variant: fallbacks with the rejected calls behind them, stale
     * responses and reads, and sibling writes. No data is lost, and the requests are successful.
     */
    public static List<LossResult> degraded(VariantResult variant) {
        Map<String, String> metrics = new TreeMap<>(DEGRADED);
        boolean fallbacks =
                variant.components().values().stream().anyMatch(component -> number(component, FALLBACKS) > 0);
        if (fallbacks) {
            metrics.putAll(HIDDEN_BY_FALLBACKS);
        }
        List<LossResult> found = new ArrayList<>();
        variant.components()
                .forEach((name, component) -> metrics.forEach((metric, noun) -> {
                    double number = number(component, metric);
                    if (number > 0) {
                        found.add(new LossResult(
                                name,
                                metric,
                                noun,
                                component.measures().get(metric).meaning(),
                                "1",
                                number,
                                0));
                    }
                }));
        return found;
    }

    private static double number(ComponentResult component, String metric) {
        ComponentResult.Measure measure = component.measures().get(metric);
        return measure == null ? 0 : measure.value();
    }

    /** Returns whether an assertion shows the whole loss. */
    private static boolean isWhollyAsserted(VariantResult variant, LossResult loss) {
        return loss.warmup() == 0 && isAsserted(variant, loss);
    }

    /** Returns whether an assertion shows the measured part of a loss. */
    private static boolean isAsserted(VariantResult variant, LossResult loss) {
        return variant.evaluation().sla().values().stream()
                .anyMatch(sla ->
                        sla.metric().equals(loss.component() + "." + loss.metric()) && sla.value() == loss.measured());
    }
}
