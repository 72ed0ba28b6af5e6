package dev.brownout.page;

import static dev.brownout.page.Form.MARKDOWN;
import static dev.brownout.page.Form.TERMINAL;

import dev.brownout.result.ComponentResult;
import dev.brownout.result.ComponentResult.Measure;
import dev.brownout.result.RunResult;
import dev.brownout.result.Showing.As;
import dev.brownout.result.VariantResult;
import dev.brownout.wording.Busiest;
import dev.brownout.wording.Percentiles;
import dev.brownout.wording.Summarized;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What each tier measured; its parts and regions apart, where it has any, since their mean hides the busiest. */
final class Tiers {
    private static final String NONE = Percentiles.NONE;

    /** A tier, or a part or a region of one. */
    private record Row(
            Each<ComponentResult> of,
            String where,
            Optional<Measure> busy,
            String busiest,
            Map<String, Measure> measures,
            String p99) {

        Set<Form> forms() {
            boolean busy = As.UTILIZATION.among(of.it().measures()).isPresent();
            return where.isEmpty() && busy ? Form.some(TERMINAL, MARKDOWN) : Form.some(TERMINAL);
        }

        Cell column(As column) {
            return measure(Summarized.column(column, measures));
        }
    }

    private Tiers() {}

    static Part part(RunResult result) {
        List<Each<ComponentResult>> all = Each.named(result, VariantResult::components).stream()
                .filter(each -> each.it().ofTier())
                .toList();
        return Part.of("Tiers").with(tiers(all), TERMINAL, MARKDOWN).with(others(all), TERMINAL, MARKDOWN);
    }

    private static Table tiers(List<Each<ComponentResult>> all) {
        Set<String> parts = new TreeSet<>(List.of("primary", "replica"));
        List<Row> rows = new ArrayList<>();
        for (Each<ComponentResult> each : all) {
            parts.addAll(Summarized.parts(each.it().measures()).keySet());
            rows(each, rows);
        }
        Table.Rows<Row> table = Table.of(rows, Row::forms)
                .text(Each.VARIANT, row -> row.of().ofVariant())
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
                    row -> measure(
                            Optional.ofNullable(Summarized.parts(row.measures()).get(part))));
        }
        return table.text(
                        Column.text("regions").in(MARKDOWN),
                        row -> regions(row.of().it()))
                .table();
    }

    private static void rows(Each<ComponentResult> each, List<Row> rows) {
        ComponentResult component = each.it();
        Map<String, Measure> all = component.measures();
        rows.add(new Row(
                each,
                "",
                Summarized.column(As.UTILIZATION, all),
                Busiest.of(component),
                all,
                Percentiles.p99(component.latency())));
        Map<String, Measure> parts = Summarized.parts(all);
        if (parts.values().stream().noneMatch(measure -> Double.isNaN(measure.value()))) {
            parts.forEach(
                    (part, measure) -> rows.add(new Row(each, " " + part, Optional.of(measure), NONE, Map.of(), NONE)));
        }
        component.regions().forEach((region, measures) -> {
            if (As.UTILIZATION.among(measures).isPresent()) {
                rows.add(
                        new Row(each, " " + region, Summarized.column(As.UTILIZATION, measures), NONE, measures, NONE));
            }
        });
    }

    static Cell measure(Optional<Measure> measure) {
        return measure.filter(one -> !Double.isNaN(one.value()))
                .map(one -> Cell.quantity(one.value(), one.unit()))
                .orElse(Cell.of("").briefly(NONE));
    }

    private static String regions(ComponentResult component) {
        return component.regions().entrySet().stream()
                .map(region -> region.getKey() + " "
                        + measure(Summarized.column(As.UTILIZATION, region.getValue()))
                                .text())
                .collect(Collectors.joining(", "));
    }

    /** A measure that has no column; of what each machine has, with the machine of which most is in use. */
    private record Other(Each<ComponentResult> of, String name, Measure measure) {
        String busiest() {
            return measure.showing().as() == As.OCCUPANCY ? Busiest.of(of.it(), name) : NONE;
        }
    }

    /** What has no column there. */
    private static Table others(List<Each<ComponentResult>> all) {
        List<Other> others = new ArrayList<>();
        for (Each<ComponentResult> each : all) {
            Summarized.rows(each.it().measures()).forEach((name, one) -> others.add(new Other(each, name, one)));
        }
        Table.Rows<Other> table = Table.of(others)
                .text(Each.VARIANT, other -> other.of().ofVariant())
                .column(Column.text("tier"), other -> other.of().cell())
                .text(Column.text("measure"), other -> other.name().replace('_', ' '))
                .column(
                        Column.number("value"),
                        other -> Cell.quantity(
                                other.measure().value(), other.measure().unit()));
        if (others.stream().anyMatch(other -> !other.busiest().equals(NONE))) {
            table.text(Column.text("busiest"), Other::busiest);
        }
        return table.table();
    }
}
