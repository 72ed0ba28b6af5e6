package dev.brownout.summary;

import static dev.brownout.summary.OutputFormat.MARKDOWN;
import static dev.brownout.summary.OutputFormat.TERMINAL;

import dev.brownout.format.BusiestMachine;
import dev.brownout.format.MetricUnit;
import dev.brownout.format.PercentileCells;
import dev.brownout.format.SummaryMetrics;
import dev.brownout.result.ComponentResult;
import dev.brownout.result.ComponentResult.Measure;
import dev.brownout.result.DisplayHints.As;
import dev.brownout.result.RunResult;
import dev.brownout.result.VariantResult;
import dev.brownout.translation.SentenceTranslation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Measurements of each tier. Its parts and regions have rows of their own, since their mean hides the busiest. */
final class TierSummary {
    private static final String NONE = PercentileCells.NONE;

    /** A tier, or a part or region of one. */
    private record Row(
            VariantItem<ComponentResult> of,
            String where,
            Optional<Measure> busy,
            String busiest,
            Map<String, Measure> measures,
            String p99) {

        Set<OutputFormat> forms() {
            boolean busy = As.UTILIZATION.firstOf(of.it().measures()).isPresent();
            return where.isEmpty() && busy ? OutputFormat.some(TERMINAL, MARKDOWN) : OutputFormat.some(TERMINAL);
        }

        Cell column(As column) {
            return measure(SummaryMetrics.column(column, measures));
        }
    }

    private TierSummary() {}

    static Part part(RunResult result) {
        List<VariantItem<ComponentResult>> all = VariantItem.named(result, VariantResult::components).stream()
                .filter(each -> each.it().ofTier())
                .toList();
        return Part.of("Tiers").with(tiers(all), TERMINAL, MARKDOWN).with(others(all), TERMINAL, MARKDOWN);
    }

    private static Table tiers(List<VariantItem<ComponentResult>> all) {
        Set<String> parts = new TreeSet<>(List.of("primary", "replica"));
        List<Row> rows = new ArrayList<>();
        for (VariantItem<ComponentResult> each : all) {
            parts.addAll(SummaryMetrics.parts(each.it().measures()).keySet());
            rows(each, rows);
        }
        Table.Rows<Row> table = Table.of(rows, Row::forms)
                .text(VariantItem.VARIANT, row -> row.of().ofVariant())
                .column(Column.text("tier"), row -> row.of().cell(row.where()))
                .column(Column.number("utilization"), row -> measure(row.busy()))
                .text(Column.number("busiest").in(TERMINAL), Row::busiest)
                .text(Column.text("busiest").in(MARKDOWN), Row::busiest)
                .column(Column.number("queue").in(TERMINAL), row -> row.column(As.LINE))
                .column(Column.number("hit ratio").in(TERMINAL), row -> row.column(As.HIT_RATIO))
                .text(Column.number("p99").in(TERMINAL), Row::p99);
        for (String part : parts) {
            table.column(
                    Column.number(part).in(MARKDOWN),
                    row -> measure(Optional.ofNullable(
                            SummaryMetrics.parts(row.measures()).get(part))));
        }
        return table.text(
                        Column.text("regions").in(MARKDOWN),
                        row -> regions(row.of().it()))
                .table();
    }

    private static void rows(VariantItem<ComponentResult> each, List<Row> rows) {
        ComponentResult component = each.it();
        Map<String, Measure> all = component.measures();
        rows.add(new Row(
                each,
                "",
                SummaryMetrics.column(As.UTILIZATION, all),
                BusiestMachine.text(component),
                all,
                PercentileCells.p99(component.latency())));
        Map<String, Measure> parts = SummaryMetrics.parts(all);
        if (parts.values().stream().noneMatch(measure -> Double.isNaN(measure.value()))) {
            parts.forEach((part, measure) -> rows.add(
                    new Row(each, " " + SentenceTranslation.text(part), Optional.of(measure), NONE, Map.of(), NONE)));
        }
        component.regions().forEach((region, measures) -> {
            if (As.UTILIZATION.firstOf(measures).isPresent()) {
                rows.add(new Row(
                        each, " " + region, SummaryMetrics.column(As.UTILIZATION, measures), NONE, measures, NONE));
            }
        });
    }

    static Cell measure(Optional<Measure> measure) {
        return measure.filter(one -> !Double.isNaN(one.value()))
                .map(one -> Cell.quantity(one.value(), one.unit()))
                .orElse(Cell.of("").withBrief(NONE));
    }

    private static String regions(ComponentResult component) {
        return component.regions().entrySet().stream()
                .map(region -> region.getKey() + " "
                        + measure(SummaryMetrics.column(As.UTILIZATION, region.getValue()))
                                .text())
                .collect(Collectors.joining(", "));
    }

    /** A measurement without a column of its own. For an occupancy, it is shown with the host of the highest value. */
    private record Other(VariantItem<ComponentResult> of, String name, Measure measure) {
        String busiest() {
            return measure.showing().as() == As.OCCUPANCY ? BusiestMachine.text(of.it(), name) : NONE;
        }
    }

    /** Returns the table of measurements without a column of their own. */
    private static Table others(List<VariantItem<ComponentResult>> all) {
        List<Other> others = new ArrayList<>();
        for (VariantItem<ComponentResult> each : all) {
            SummaryMetrics.rows(each.it().measures()).forEach((name, one) -> others.add(new Other(each, name, one)));
        }
        Table.Rows<Other> table = Table.of(others)
                .text(VariantItem.VARIANT, other -> other.of().ofVariant())
                .column(Column.text("tier"), other -> other.of().cell())
                .text(Column.text("measure"), other -> SentenceTranslation.metric(other.name()))
                .column(
                        Column.number("value"),
                        other -> Cell.quantity(
                                other.measure().value(),
                                MetricUnit.displayUnit(
                                        other.name(), other.measure().unit())));
        if (others.stream().anyMatch(other -> !other.busiest().equals(NONE))) {
            table.text(Column.text("busiest"), Other::busiest);
        }
        return table.table();
    }
}
