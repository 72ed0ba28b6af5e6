package dev.brownout.terminal;

import dev.brownout.result.CostResult;
import dev.brownout.result.CostResult.ComponentCost;
import dev.brownout.result.RunResult;
import dev.brownout.result.VariantResult;
import dev.brownout.wording.Quantity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** What each variant cost, and which components most of it went to. */
final class MoneySection {
    private static final int NAMED = 3;

    private final RunResult result;
    private final int width;

    MoneySection(RunResult result, int width) {
        this.result = result;
        this.width = width;
    }

    /** No line where nothing cost anything. */
    List<String> lines() {
        if (result.variants().stream().noneMatch(variant -> variant.cost().total() > 0)) {
            return List.of();
        }
        Table table = new Table("lrrrl").row("variant", "cost", "an hour", "a million", "of which");
        for (VariantResult variant : result.variants()) {
            CostResult cost = variant.cost();
            int number = result.variants().indexOf(variant) + 1;
            table.row(
                    result.variants().size() == 1 ? "all" : number + " " + variant.name(),
                    Quantity.of(cost.total(), "$"),
                    Quantity.of(cost.perHour(), "$"),
                    Double.isNaN(cost.perMillionRequests()) ? "-" : Quantity.of(cost.perMillionRequests(), "$"),
                    shares(cost));
        }
        List<String> lines = new ArrayList<>(table.lines(width));
        CostResult first = result.variants().get(0).cost();
        lines.addAll(
                Columns.wrap("A million: requests of users. Prices: " + first.title() + ", " + first.date(), width));
        return lines;
    }

    private static String shares(CostResult cost) {
        List<String> shares = cost.components().entrySet().stream()
                .filter(component -> component.getValue().total() > 0)
                .sorted(Comparator.comparingDouble((Map.Entry<String, ComponentCost> component) ->
                                -component.getValue().total())
                        .thenComparing(Map.Entry::getKey))
                .limit(NAMED)
                .map(component -> component.getKey() + " "
                        + Quantity.count(Math.rint(component.getValue().total() / cost.total() * 100)) + " %")
                .toList();
        return String.join(", ", shares);
    }
}
