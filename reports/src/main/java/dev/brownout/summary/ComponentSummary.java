package dev.brownout.summary;

import static dev.brownout.result.DisplayHints.As.HIT_RATIO;
import static dev.brownout.result.DisplayHints.As.LINE;
import static dev.brownout.result.DisplayHints.As.OCCUPANCY;
import static dev.brownout.result.DisplayHints.As.UTILIZATION;
import static dev.brownout.summary.OutputFormat.HTML;

import dev.brownout.format.BusiestMachine;
import dev.brownout.format.MetricUnit;
import dev.brownout.format.PercentileCells;
import dev.brownout.format.ProminentItems;
import dev.brownout.format.SummaryMetrics;
import dev.brownout.result.ComponentResult;
import dev.brownout.result.DisplayHints.As;
import dev.brownout.result.RunResult;
import dev.brownout.result.VariantResult;
import dev.brownout.summary.Block.Note;
import dev.brownout.translation.Messages;
import dev.brownout.translation.SentenceTranslation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Measurements of the components, with one column per variant. Extra rows show the busiest host and the regions, which
 * the means hide.
 */
final class ComponentSummary {
    private static final Cell NONE = Cell.of("-");

    /** A measurement of a component. */
    private record Row(String component, String what, String meaning, Function<ComponentResult, Cell> value) {
        Cell of(VariantResult variant) {
            ComponentResult one = variant.components().get(component);
            return one == null ? NONE : value.apply(one);
        }
    }

    private ComponentSummary() {}

    /** Returns the part: one row per measurement with a value in any variant, one column per variant. */
    static Part part(RunResult result) {
        Map<String, Map<String, String>> meanings = new LinkedHashMap<>();
        for (VariantResult variant : result.variants()) {
            variant.components()
                    .forEach((component, values) -> values.measures().forEach((name, measure) -> {
                        if (!Double.isNaN(measure.value())) {
                            meanings.computeIfAbsent(component, c -> new LinkedHashMap<>())
                                    .putIfAbsent(name, measure.meaning());
                        }
                    }));
        }
        boolean abridged = result.variants().stream().anyMatch(variant -> ProminentItems.many(variant.components()));
        Part part = Part.of("Components");
        if (abridged) {
            meanings.keySet().retainAll(ProminentItems.components(result));
            part = part.with(each(result), HTML)
                    .with(Note.of(Messages.text("summary.metrics_of_some", meanings.size())), HTML);
        }
        List<Row> rows = new ArrayList<>();
        meanings.forEach((component, measures) -> {
            measures.forEach((name, meaning) -> rows.add(new Row(
                    component, SentenceTranslation.metric(name), meaning, one -> measure(one.measures(), name))));
            addBreakdownRows(result, component, rows);
            measures.keySet().forEach(name -> highest(result, component, name, rows));
        });
        Table.Rows<Row> table =
                Table.of(rows).text(Column.text("component"), Row::component).text(Column.text("measure"), Row::what);
        result.variants()
                .forEach(variant ->
                        table.column(Column.number("variant").headed(variant.name()), row -> row.of(variant)));
        return part.with(
                table.text(Column.text("meaning"), row -> SentenceTranslation.marked(row.meaning()))
                        .table(),
                HTML);
    }

    /** Returns a table with one row per component and the common measurements. */
    private static Table each(RunResult result) {
        return Table.of(VariantItem.named(result, VariantResult::components))
                .text(VariantItem.VARIANT, VariantItem::ofVariant)
                .column(Column.text("component"), VariantItem::cell)
                .column(Column.number("utilization"), each -> summarized(each, UTILIZATION))
                .text(Column.number("busiest"), each -> BusiestMachine.text(each.it()))
                .column(Column.number("queue"), each -> summarized(each, LINE))
                .column(Column.number("hit ratio"), each -> summarized(each, HIT_RATIO))
                .text(
                        Column.number("p99"),
                        each -> PercentileCells.p99(each.it().latency()))
                .table();
    }

    private static Cell summarized(VariantItem<ComponentResult> each, As column) {
        return TierSummary.measure(SummaryMetrics.column(column, each.it().measures()));
    }

    /** Adds rows that the mean of a component hides: its busiest host, and its utilization by region. */
    private static void addBreakdownRows(RunResult result, String component, List<Row> rows) {
        TreeSet<String> regions = new TreeSet<>();
        boolean several = false;
        for (VariantResult variant : result.variants()) {
            ComponentResult one = variant.components().get(component);
            several |= one != null && !BusiestMachine.text(one).equals("-");
            regions.addAll(one == null ? Set.of() : one.regions().keySet());
        }
        if (several) {
            rows.add(new Row(
                    component,
                    SentenceTranslation.text("busiest"),
                    "The node with the highest utilization.",
                    one -> Cell.of(BusiestMachine.text(one))));
            result.variants().stream()
                    .map(variant -> variant.components().get(component))
                    .filter(one -> one != null)
                    .flatMap(one -> UTILIZATION.firstOf(one.measures()).stream())
                    .findFirst()
                    .ifPresent(busy -> regions.forEach(region -> rows.add(new Row(
                            component,
                            Messages.text("summary.in_region", SentenceTranslation.metric(busy), region),
                            "The utilization of the nodes in this region.",
                            one -> measure(one.regions().getOrDefault(region, Map.of()), busy)))));
        }
    }

    /** Adds a row with the host of the highest occupancy, for a measurement that each host has. */
    private static void highest(RunResult result, String component, String name, List<Row> rows) {
        boolean several = result.variants().stream()
                .map(variant -> variant.components().get(component))
                .anyMatch(one -> one != null
                        && one.measures().containsKey(name)
                        && one.measures().get(name).showing().as() == OCCUPANCY
                        && !BusiestMachine.text(one, name).equals("-"));
        if (several) {
            rows.add(new Row(
                    component,
                    Messages.text("summary.highest", SentenceTranslation.metric(name)),
                    "The node with the highest occupancy.",
                    one -> Cell.of(BusiestMachine.text(one, name))));
        }
    }

    private static Cell measure(Map<String, ComponentResult.Measure> measures, String name) {
        ComponentResult.Measure measure = measures.get(name);
        return measure == null ? NONE : Cell.quantity(measure.value(), MetricUnit.displayUnit(name, measure.unit()));
    }
}
