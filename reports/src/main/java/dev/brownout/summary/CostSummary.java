package dev.brownout.summary;

import static dev.brownout.summary.OutputFormat.HTML;
import static dev.brownout.summary.OutputFormat.MARKDOWN;
import static dev.brownout.summary.OutputFormat.TERMINAL;

import dev.brownout.format.QuantityFormat;
import dev.brownout.result.CostResult;
import dev.brownout.result.CostResult.ClassRevenue;
import dev.brownout.result.CostResult.ComponentCost;
import dev.brownout.result.CostResult.Item;
import dev.brownout.result.RunResult;
import dev.brownout.result.VariantResult;
import dev.brownout.summary.Block.Note;
import dev.brownout.translation.Messages;
import dev.brownout.translation.SentenceTranslation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Cost of each variant, with its largest shares. HTML has the full bill. */
final class CostSummary {
    private static final int NAMED = 3;

    private CostSummary() {}

    static Part part(RunResult result) {
        Part part = Part.of("Cost");
        if (earns(result)
                || result.variants().stream().anyMatch(variant -> variant.cost().total() > 0)) {
            CostResult first = result.variants().get(0).cost();
            List<List<VariantResult>> each =
                    result.variants().stream().map(List::of).toList();
            part = part.with(totals(result, each), TERMINAL)
                    .with(totals(result, equalCosts(result)), MARKDOWN)
                    .with(Note.of(Messages.text("summary.per_million", prices(first))), TERMINAL);
        }
        List<VariantResult> priced = result.variants().stream()
                .filter(variant -> !variant.cost().components().isEmpty())
                .toList();
        return priced.isEmpty()
                ? part
                : part.with(bill(priced), HTML)
                        .with(Note.of(prices(priced.get(0).cost())), HTML);
    }

    private static String prices(CostResult cost) {
        return Messages.text("summary.prices", cost.title(), cost.date());
    }

    /** Groups variants with equal formatted costs. */
    private static List<List<VariantResult>> equalCosts(RunResult result) {
        Map<List<String>, List<VariantResult>> groups = new LinkedHashMap<>();
        for (VariantResult variant : result.variants()) {
            CostResult cost = variant.cost();
            List<String> read = List.of(
                    dollars(cost.total()).text(),
                    hourly(cost.perHour()).text(),
                    dollars(cost.perMillionRequests()).text(),
                    dollars(variant.costPerMillionGood()).text());
            groups.computeIfAbsent(read, texts -> new ArrayList<>()).add(variant);
        }
        return List.copyOf(groups.values());
    }

    /** Returns a table with one row per group of variants with equal costs. */
    private static Table totals(RunResult result, List<List<VariantResult>> groups) {
        boolean one = result.variants().size() == 1;
        Table.Rows<List<VariantResult>> table = Table.of(groups)
                .column(
                        Column.text("variant"),
                        group -> Cell.of(VariantItem.names(result, group))
                                .withBrief(
                                        one
                                                ? SentenceTranslation.text("all")
                                                : VariantItem.numbered(result, group.get(0))))
                .column(Column.number("cost"), group -> dollars(cost(group).total()))
                .column(
                        Column.number("per hour").withBrief("per hour"),
                        group -> hourly(cost(group).perHour()))
                .column(
                        Column.number("per million requests").withBrief("per million"),
                        group -> dollars(cost(group).perMillionRequests()).dashed());
        if (result.variants().stream()
                .anyMatch(variant -> variant.requests().get("all").failed() > 0)) {
            table.column(
                    Column.number("per million successful requests").withBrief("successful"),
                    group -> dollars(group.get(0).costPerMillionGood()).dashed());
        }
        if (earns(result)) {
            table.column(Column.number("revenue"), group -> dollars(sum(group, ClassRevenue::revenue)))
                    .column(
                            Column.number("lost revenue").withBrief("lost"),
                            group -> dollars(sum(group, ClassRevenue::lost)));
        }
        return table.text(Column.text("breakdown").in(TERMINAL), group -> shares(cost(group)))
                .table();
    }

    /** Returns whether any variant defines the value of successful requests. */
    private static boolean earns(RunResult result) {
        return result.variants().stream()
                .anyMatch(variant -> !variant.cost().revenue().isEmpty());
    }

    private static double sum(List<VariantResult> group, ToDoubleFunction<ClassRevenue> amount) {
        return cost(group).revenue().values().stream().mapToDouble(amount).sum();
    }

    private static CostResult cost(List<VariantResult> group) {
        return group.get(0).cost();
    }

    private static Cell dollars(double amount) {
        return Cell.quantity(amount, "$");
    }

    /** Returns an hourly cost. The unit is dollars per hour, shortened to dollars where space is limited. */
    private static Cell hourly(double amount) {
        return Cell.quantity(amount, "$/h").withBrief(QuantityFormat.format(amount, "$"));
    }

    private static String shares(CostResult cost) {
        List<String> shares = cost.components().entrySet().stream()
                .filter(component -> component.getValue().total() > 0)
                .sorted(Comparator.comparingDouble((Map.Entry<String, ComponentCost> component) ->
                                -component.getValue().total())
                        .thenComparing(Map.Entry::getKey))
                .limit(NAMED)
                .map(component -> component.getKey() + " "
                        + QuantityFormat.count(Math.rint(component.getValue().total() / cost.total() * 100)) + " %")
                .toList();
        return String.join(", ", shares);
    }

    /**
     * An item of the bill of a variant.
     *
     * @param item {@code null} for the sum
     */
    private record Line(VariantResult variant, String component, Item item) {
        Cell of(Function<Item, Cell> cell) {
            return of(cell, cost -> Cell.of(""));
        }

        Cell of(Function<Item, Cell> cell, Function<CostResult, Cell> sum) {
            return item == null ? sum.apply(variant.cost()) : cell.apply(item);
        }
    }

    private static Table bill(List<VariantResult> priced) {
        List<Line> lines = new ArrayList<>();
        for (VariantResult variant : priced) {
            variant.cost()
                    .components()
                    .forEach((name, component) ->
                            component.items().forEach(item -> lines.add(new Line(variant, name, item))));
            lines.add(new Line(variant, "all", null));
        }
        return Table.of(lines)
                .text(Column.text("variant"), line -> line.variant().name())
                .text(Column.text("component"), Line::component)
                .column(
                        Column.text("item"),
                        line -> line.of(item -> Cell.of(item.item().replace('_', ' '))))
                .column(Column.number("quantity"), line -> line.of(item -> Cell.count(item.quantity())))
                .column(Column.text("unit"), line -> line.of(item -> Cell.of(SentenceTranslation.text(item.unit()))))
                .column(Column.number("price"), line -> line.of(item -> dollars(item.unitPrice())))
                .column(
                        Column.number("cost"),
                        line -> line.of(item -> dollars(item.total()), sum -> dollars(sum.total())))
                .column(
                        Column.number("per hour"),
                        line -> line.of(item -> Cell.of(""), sum -> Cell.quantity(sum.perHour(), "$/h")))
                .table();
    }
}
