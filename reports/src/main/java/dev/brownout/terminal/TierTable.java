package dev.brownout.terminal;

import dev.brownout.result.ComponentResult;
import dev.brownout.result.ComponentResult.Measure;
import dev.brownout.result.RunResult;
import dev.brownout.result.VariantResult;
import dev.brownout.wording.Busiest;
import dev.brownout.wording.Percentiles;
import dev.brownout.wording.Quantity;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What each tier measured; its roles and regions apart, where it has any, since their mean hides the busiest. */
final class TierTable {
    private static final List<String> ROLES = List.of("primary", "replica");

    private final RunResult result;
    private final Function<VariantResult, String> number;
    private final Table table = new Table("lrrrrr").row("tier", "utilization", "busiest", "queue", "hit ratio", "p99");

    /**
     * Of all variants.
     *
     * @param number what stands before the names of a variant's tiers
     */
    TierTable(RunResult result, Function<VariantResult, String> number) {
        this.result = result;
        this.number = number;
    }

    List<String> lines(int width) {
        boolean any = false;
        for (VariantResult variant : result.variants()) {
            for (Map.Entry<String, ComponentResult> entry : variant.components().entrySet()) {
                any = true;
                tier(number.apply(variant) + entry.getKey(), entry.getValue());
            }
        }
        return any ? table.lines(width) : List.of();
    }

    private void tier(String name, ComponentResult component) {
        Map<String, Measure> all = component.measures();
        table.row(
                name,
                text(all, "utilization"),
                Busiest.of(component),
                text(all, "queue"),
                text(all, "hit_ratio"),
                Percentiles.p99(component.latency()));
        if (ROLES.stream().noneMatch(role -> text(all, role + "_utilization").equals(Percentiles.NONE))) {
            ROLES.forEach(role -> part(name + " " + role, Map.of("utilization", all.get(role + "_utilization"))));
        }
        component.regions().forEach((region, measures) -> {
            if (measures.containsKey("utilization")) {
                part(name + " " + region, measures);
            }
        });
    }

    private void part(String name, Map<String, Measure> measures) {
        String none = Percentiles.NONE;
        table.row(
                name, text(measures, "utilization"), none, text(measures, "queue"), text(measures, "hit_ratio"), none);
    }

    private static String text(Map<String, Measure> measures, String name) {
        Measure measure = measures.get(name);
        return measure == null || Double.isNaN(measure.value())
                ? Percentiles.NONE
                : Quantity.of(measure.value(), measure.unit());
    }
}
