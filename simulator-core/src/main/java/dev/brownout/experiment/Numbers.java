package dev.brownout.experiment;

import dev.brownout.result.ComponentResult;
import dev.brownout.result.ComponentResult.Measure;
import dev.brownout.result.CostResult;
import dev.brownout.result.Latency;
import dev.brownout.result.RequestResult;
import dev.brownout.result.VariantResult;
import dev.brownout.service.Outcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The numbers of a result by the names that the language has for them, such as {@code page.p99}. */
public final class Numbers {
    private static final String ALL = "all";
    private static final List<String> USUAL = List.of("availability", "mean", "p50", "p99");
    private static final String COST = "cost";

    private Numbers() {}

    /** Every number of the measured part of a run. */
    public static Map<String, Measure> of(VariantResult result) {
        Map<String, Measure> numbers = new LinkedHashMap<>();
        result.requests().forEach((name, one) -> request(numbers, name + ".", one));
        result.components().forEach((name, one) -> component(numbers, name, one));
        CostResult cost = result.cost();
        cost(numbers, ALL, cost.total(), cost.perHour(), cost.perMillionRequests());
        cost.components()
                .forEach((name, one) -> cost(numbers, name, one.total(), one.perHour(), one.perMillionRequests()));
        return numbers;
    }

    /**
     * The names of those that are of interest in any case: how well and how fast each class of requests was answered,
     * and what all of it cost where that is known.
     */
    public static List<String> usual(VariantResult result) {
        boolean single = result.requests().size() <= 2;
        boolean priced = !result.cost().components().isEmpty();
        return of(result).keySet().stream()
                .filter(name -> {
                    int dot = name.indexOf('.');
                    String owner = name.substring(0, dot);
                    String number = name.substring(dot + 1);
                    return owner.equals(ALL) && (priced && number.equals(COST) || !single && USUAL.contains(number))
                            || !owner.equals(ALL) && result.requests().containsKey(owner) && USUAL.contains(number);
                })
                .toList();
    }

    private static void request(Map<String, Measure> numbers, String owner, RequestResult one) {
        put(numbers, owner + "availability", one.availability(), "ratio");
        put(numbers, owner + "offered", one.offered(), "1");
        put(numbers, owner + "good", one.good(), "1");
        put(numbers, owner + "late", one.late(), "1");
        put(numbers, owner + "failed", one.failed(), "1");
        put(numbers, owner + "attempts", one.attempts(), "1");
        for (Outcome outcome : Outcome.values()) {
            put(numbers, owner + outcome.label(), one.outcomes().getOrDefault(outcome.label(), 0L), "1");
        }
        latency(numbers, owner, one.successes());
    }

    private static void component(Map<String, Measure> numbers, String name, ComponentResult one) {
        one.measures().forEach((measure, value) -> numbers.put(name + "." + measure, value));
        latency(numbers, name + ".", one.latency());
        one.nodes()
                .forEach((node, measures) ->
                        measures.forEach((measure, value) -> numbers.put(name + "/" + node + "." + measure, value)));
    }

    private static void cost(
            Map<String, Measure> numbers, String owner, double total, double perHour, double perMillionRequests) {
        put(numbers, owner + "." + COST, total, "$");
        put(numbers, owner + ".cost_per_hour", perHour, "$/h");
        put(numbers, owner + ".cost_per_million", perMillionRequests, "$");
    }

    private static void latency(Map<String, Measure> numbers, String owner, Latency latency) {
        put(numbers, owner + "mean", latency.mean(), "ns");
        put(numbers, owner + "p50", carried(latency, 0.5, latency.p50()), "ns");
        put(numbers, owner + "p90", carried(latency, 0.9, latency.p90()), "ns");
        put(numbers, owner + "p95", carried(latency, 0.95, latency.p95()), "ns");
        put(numbers, owner + "p99", carried(latency, 0.99, latency.p99()), "ns");
        put(numbers, owner + "p99.9", carried(latency, 0.999, latency.p999()), "ns");
        put(numbers, owner + "p99.99", carried(latency, 0.9999, latency.p9999()), "ns");
        put(numbers, owner + "max", latency.max(), "ns");
    }

    /** No data where there are fewer samples than the percentile needs. */
    private static double carried(Latency latency, double quantile, double value) {
        return latency.carries(quantile) ? value : Double.NaN;
    }

    private static void put(Map<String, Measure> numbers, String name, double value, String unit) {
        numbers.put(name, new Measure(value, unit, ""));
    }
}
