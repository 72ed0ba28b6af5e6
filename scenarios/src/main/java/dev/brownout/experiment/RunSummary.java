package dev.brownout.experiment;

import dev.brownout.result.ComponentResult.Measure;
import dev.brownout.result.Latency;
import dev.brownout.result.RequestResult;
import dev.brownout.result.SlaResult;
import dev.brownout.result.VariantResult;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is kept of one run of a case when the run itself is let go.
 *
 * @param complete whether it reached its end; a run that did not holds no assertion
 * @param sla the verdicts by the names of the assertions
 * @param numbers the numbers looked at, by the names that the language has for them, such as {@code page.p99}
 */
public record RunSummary(boolean complete, Map<String, SlaResult> sla, Map<String, Measure> numbers) {
    private static final String ALL = "all";

    /** Takes the maps as they are now. */
    public RunSummary {
        sla = Collections.unmodifiableMap(new LinkedHashMap<>(sla));
        numbers = Collections.unmodifiableMap(new LinkedHashMap<>(numbers));
    }

    /** What there is to keep of a run: the usual numbers, and those that were asked of it besides. */
    public static RunSummary of(VariantResult result) {
        Map<String, Measure> numbers = usual(result);
        numbers.putAll(result.asked());
        return new RunSummary(result.complete(), result.sla(), numbers);
    }

    /**
     * The numbers that are of interest in any case: how well and how fast each class of requests was answered, and what
     * all of it cost where that is known, and what was lost. A loss that is 0 is left out:
     * {@link ReplicationSummary#sample} reads it as 0.
     */
    private static Map<String, Measure> usual(VariantResult result) {
        Map<String, Measure> numbers = new LinkedHashMap<>();
        boolean single = result.requests().size() <= 2;
        result.requests().forEach((name, one) -> {
            if (!single || !name.equals(ALL)) {
                request(numbers, name, one);
            }
        });
        if (!result.cost().components().isEmpty()) {
            put(numbers, ALL + ".cost", result.cost().total(), "$");
        }
        result.losses().forEach(loss -> put(numbers, loss.component() + "." + loss.metric(), loss.measured(), "1"));
        result.cost().revenue().forEach((name, earned) -> put(numbers, name + ".lost_revenue", earned.lost(), "$"));
        return numbers;
    }

    private static void request(Map<String, Measure> numbers, String name, RequestResult one) {
        put(numbers, name + ".availability", one.availability(), "ratio");
        put(numbers, name + ".mean", one.successes().mean(), "ns");
        put(
                numbers,
                name + ".p50",
                carried(one.successes(), 0.5, one.successes().p50()),
                "ns");
        put(
                numbers,
                name + ".p99",
                carried(one.successes(), 0.99, one.successes().p99()),
                "ns");
    }

    /** No data where there are fewer samples than the percentile needs. */
    private static double carried(Latency latency, double quantile, double value) {
        return latency.carries(quantile) ? value : Double.NaN;
    }

    private static void put(Map<String, Measure> numbers, String name, double value, String unit) {
        numbers.put(name, new Measure(value, unit, ""));
    }
}
