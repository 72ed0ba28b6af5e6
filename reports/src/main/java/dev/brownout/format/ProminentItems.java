package dev.brownout.format;

import dev.brownout.result.ComponentResult;
import dev.brownout.result.DisplayHints.As;
import dev.brownout.result.RequestResult;
import dev.brownout.result.RunResult;
import dev.brownout.result.VariantResult;
import dev.brownout.translation.Messages;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;

/**
 * Selects the components or request classes to show in detail when there are many: the busiest ones, and those that an
 * assertion or a chart of the scenario names.
 */
public final class ProminentItems {
    /** Maximum number of items that are shown although no assertion or chart names them. */
    private static final int BUSIEST = 24;

    /** Number of items above which there are many, and maximum number of items shown in detail. */
    private static final int MANY = 64;

    /** Maximum number of request classes with charts of their own. */
    private static final int CLASSES = 6;

    /** Separators between names in an assertion or a chart. */
    private static final Pattern AROUND = Pattern.compile("[\\s./@*()]+");

    private ProminentItems() {}

    /** Returns whether there are too many items to show each of them in detail. */
    public static boolean many(Map<String, ?> all) {
        return all.size() > MANY;
    }

    /**
     * Returns the names of the greatest items and, if there are many, of items in assertions and charts, in the order
     * of the map.
     */
    public static <T> Set<String> names(
            Map<String, T> all, ToDoubleFunction<Map.Entry<String, T>> size, RunResult result) {
        Set<String> found = new LinkedHashSet<>(all.entrySet().stream()
                .sorted(Comparator.comparingDouble(size).reversed().thenComparing(Map.Entry::getKey))
                .limit(BUSIEST)
                .map(Map.Entry::getKey)
                .toList());
        if (many(all)) {
            named(result).stream()
                    .filter(all::containsKey)
                    .takeWhile(name -> found.size() < MANY)
                    .forEach(found::add);
        }
        Set<String> ordered = new LinkedHashSet<>(all.keySet());
        ordered.retainAll(found);
        return ordered;
    }

    /** Returns the names of the prominent components of the first variant. */
    public static Set<String> components(RunResult result) {
        return names(result.variants().get(0).components(), one -> utilization(one.getValue()), result);
    }

    /** Returns the names of the busiest request classes of the first variant, the busiest first. */
    public static List<String> classes(RunResult result) {
        return result.variants().get(0).requests().entrySet().stream()
                .filter(request -> !request.getKey().equals("all"))
                .sorted(Map.Entry.<String, RequestResult>comparingByValue(
                                Comparator.comparingLong(RequestResult::offered).reversed())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(CLASSES)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Returns a note on the omitted items and where to find them; empty if none is omitted. */
    public static String note(RunResult result) {
        VariantResult first = result.variants().get(0);
        List<String> many = new ArrayList<>();
        if (many(first.components())) {
            many.add(Messages.text(
                    "summary.components",
                    QuantityFormat.count(first.components().size())));
        }
        if (many(first.requests())) {
            long classes = first.requests().keySet().stream()
                    .filter(name -> !name.equals("all"))
                    .count();
            many.add(Messages.text("summary.classes", QuantityFormat.count(classes)));
        }
        return many.isEmpty()
                ? ""
                : Messages.text(
                        "summary.many_items",
                        many.stream()
                                .reduce((one, next) -> Messages.text("summary.joined", one, next))
                                .orElseThrow(),
                        BUSIEST,
                        MANY);
    }

    /** Returns the names in assertions, first those with an unexpected verdict, and then the names in charts. */
    private static Set<String> named(RunResult result) {
        List<String> texts = new ArrayList<>();
        for (boolean expected : new boolean[] {false, true}) {
            for (VariantResult variant : result.variants()) {
                variant.evaluation().sla().values().stream()
                        .filter(one -> one.asExpected() == expected)
                        .forEach(one -> texts.add(one.expression()));
            }
        }
        texts.addAll(result.charts());
        Set<String> names = new LinkedHashSet<>();
        texts.forEach(text -> names.addAll(List.of(AROUND.split(text))));
        return names;
    }

    private static double utilization(ComponentResult component) {
        double busy = As.UTILIZATION
                .firstOf(component.measures())
                .map(name -> component.measures().get(name).value())
                .orElse(Double.NaN);
        return Double.isNaN(busy) ? 0 : busy;
    }
}
