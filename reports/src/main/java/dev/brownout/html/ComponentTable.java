package dev.brownout.html;

import static dev.brownout.result.Showing.As.UTILIZATION;

import dev.brownout.result.ComponentResult;
import dev.brownout.result.RunResult;
import dev.brownout.result.VariantResult;
import dev.brownout.wording.Busiest;
import dev.brownout.wording.Quantity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** What the components of each variant measured, and what their means hide. */
final class ComponentTable {
    private final RunResult result;
    private final Markup html;

    ComponentTable(RunResult result, Markup html) {
        this.result = result;
        this.html = html;
    }

    /** One row per measure of which some variant has a value, one column per variant. */
    void write() {
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
        if (meanings.isEmpty()) {
            return;
        }
        html.element("h3", "Components").line();
        List<String> header = new ArrayList<>(List.of("component", "measure"));
        result.variants().forEach(variant -> header.add(variant.name()));
        header.add("meaning");
        String alignment = "ll" + "r".repeat(result.variants().size()) + "l";
        HtmlTable table = new HtmlTable(html, alignment, header.toArray(String[]::new));
        meanings.forEach((component, measures) -> {
            measures.forEach((name, meaning) ->
                    row(table, component, name.replace('_', ' '), meaning, one -> measure(one.measures(), name)));
            apart(table, component);
        });
        table.end();
    }

    /** What the mean of a component hides: its busiest machine, and how busy it was in each region. */
    private void apart(HtmlTable table, String component) {
        TreeSet<String> regions = new TreeSet<>();
        boolean several = false;
        for (VariantResult variant : result.variants()) {
            ComponentResult one = variant.components().get(component);
            several |= one != null && !Busiest.of(one).equals("-");
            regions.addAll(one == null ? Set.of() : one.regions().keySet());
        }
        if (several) {
            row(table, component, "busiest", "The machine with the highest utilization.", Busiest::of);
            result.variants().stream()
                    .map(variant -> variant.components().get(component))
                    .filter(one -> one != null)
                    .flatMap(one -> UTILIZATION.among(one.measures()).stream())
                    .findFirst()
                    .ifPresent(busy -> regions.forEach(region -> row(
                            table,
                            component,
                            busy.replace('_', ' ') + " in " + region,
                            "The same of the machines there.",
                            one -> measure(one.regions().getOrDefault(region, Map.of()), busy))));
        }
    }

    private void row(
            HtmlTable table, String component, String what, String meaning, Function<ComponentResult, String> value) {
        List<String> row = new ArrayList<>(List.of(component, what));
        result.variants().forEach(variant -> {
            ComponentResult one = variant.components().get(component);
            row.add(one == null ? "-" : value.apply(one));
        });
        row.add(meaning);
        table.row(row.toArray(String[]::new));
    }

    private static String measure(Map<String, ComponentResult.Measure> measures, String name) {
        ComponentResult.Measure measure = measures.get(name);
        return measure == null ? "-" : Quantity.of(measure.value(), measure.unit());
    }
}
