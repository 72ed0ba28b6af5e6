package dev.brownout.format;

import dev.brownout.result.ComponentResult;
import dev.brownout.result.DisplayHints.As;
import dev.brownout.result.RunResult;
import dev.brownout.result.VariantResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;

/**
 * Of many components, or classes of requests, those that are told of at length: the busiest, and those that an
 * assertion or a chart of the scenario names.
 */
public final class ProminentItems {
    /** So many are told of although nobody names them. */
    private static final int BUSIEST = 24;

    /** So few are all told of at length, and of those that are named no more. */
    private static final int MANY = 64;

    /** What stands around names in an assertion or a chart. */
    private static final Pattern AROUND = Pattern.compile("[\\s./@*()]+");

    private ProminentItems() {}

    /** Whether there are more than a reader can look at one by one. */
    public static boolean many(Map<String, ?> all) {
        return all.size() > MANY;
    }

    /**
     * The names of the greatest and, where there are many, of those that the scenario asks about; in the map's order.
     */
    public static <T> Set<String> of(
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

    /** Those components of the first variant. */
    public static Set<String> components(RunResult result) {
        return of(result.variants().get(0).components(), one -> utilization(one.getValue()), result);
    }

    /** What was left out of those of which there are many, and where it is to be found; empty where nothing was. */
    public static String note(RunResult result) {
        VariantResult first = result.variants().get(0);
        List<String> many = new ArrayList<>();
        if (many(first.components())) {
            many.add(QuantityFormat.count(first.components().size()) + " components");
        }
        if (many(first.requests())) {
            long classes = first.requests().keySet().stream()
                    .filter(name -> !name.equals("all"))
                    .count();
            many.add(QuantityFormat.count(classes) + " classes of requests");
        }
        return many.isEmpty()
                ? ""
                : "Of " + String.join(" and ", many) + ", charts show the " + BUSIEST
                        + " busiest and those that assertions name, " + MANY + " at most. A chart of any other is drawn"
                        + " where the scenario asks for it under charts, and series.csv has the values of all.";
    }

    /** Names in assertions, those that did not come out as expected first, then names in charts. */
    private static Set<String> named(RunResult result) {
        List<String> texts = new ArrayList<>();
        for (boolean expected : new boolean[] {false, true}) {
            for (VariantResult variant : result.variants()) {
                variant.sla().values().stream()
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
                .among(component.measures())
                .map(name -> component.measures().get(name).value())
                .orElse(Double.NaN);
        return Double.isNaN(busy) ? 0 : busy;
    }
}
