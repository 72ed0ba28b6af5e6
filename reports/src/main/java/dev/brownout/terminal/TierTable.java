package dev.brownout.terminal;

import dev.brownout.result.ComponentResult;
import dev.brownout.result.ComponentResult.Measure;
import dev.brownout.result.RunResult;
import dev.brownout.result.Showing.As;
import dev.brownout.result.VariantResult;
import dev.brownout.wording.Busiest;
import dev.brownout.wording.Percentiles;
import dev.brownout.wording.Quantity;
import dev.brownout.wording.Summarized;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What each tier measured; its parts and regions apart, where it has any, since their mean hides the busiest. */
final class TierTable {
    private final RunResult result;
    private final Function<VariantResult, String> number;
    private final Table table = new Table("lrrrrr").row("tier", "utilization", "busiest", "queue", "hit ratio", "p99");
    /** What has no column there. */
    private final Table others = new Table("llr").row("tier", "measure", "value");

    private boolean any;
    private boolean more;

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
        for (VariantResult variant : result.variants()) {
            for (Map.Entry<String, ComponentResult> entry : variant.components().entrySet()) {
                any = true;
                tier(number.apply(variant) + entry.getKey(), entry.getValue());
            }
        }
        List<String> lines = new ArrayList<>(any ? table.lines(width) : List.of());
        if (more) {
            lines.add("");
            lines.addAll(others.lines(width));
        }
        return lines;
    }

    private void tier(String name, ComponentResult component) {
        Map<String, Measure> all = component.measures();
        table.row(
                name,
                text(all, As.UTILIZATION),
                Busiest.of(component),
                text(all, As.LINE),
                text(all, As.HIT_RATIO),
                Percentiles.p99(component.latency()));
        String none = Percentiles.NONE;
        Map<String, Measure> parts = Summarized.parts(all);
        if (parts.values().stream().noneMatch(measure -> Double.isNaN(measure.value()))) {
            parts.forEach((part, measure) ->
                    table.row(name + " " + part, text(Optional.of(measure)), none, none, none, none));
        }
        component.regions().forEach((region, measures) -> {
            if (As.UTILIZATION.among(measures).isPresent()) {
                table.row(
                        name + " " + region,
                        text(measures, As.UTILIZATION),
                        none,
                        text(measures, As.LINE),
                        text(measures, As.HIT_RATIO),
                        none);
            }
        });
        Summarized.rows(all).forEach((measure, value) -> {
            more = true;
            others.row(name, measure.replace('_', ' '), text(Optional.of(value)));
        });
    }

    private static String text(Map<String, Measure> measures, As column) {
        return text(Summarized.column(column, measures));
    }

    private static String text(Optional<Measure> measure) {
        return measure.filter(one -> !Double.isNaN(one.value()))
                .map(one -> Quantity.of(one.value(), one.unit()))
                .orElse(Percentiles.NONE);
    }
}
