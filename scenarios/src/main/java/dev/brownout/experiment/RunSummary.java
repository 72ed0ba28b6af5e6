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
 * Results of one run that are retained after the run itself is discarded.
 *
 * @param complete whether the run reached its end; a run that did not meets no assertion
 * @param sla results of the assertions by name
 * @param numbers values of the metrics by their names in the scenario language, such as {@code page.p99}
 */
public record RunSummary(boolean complete, Map<String, SlaResult> sla, Map<String, Measure> numbers) {
    private static final String ALL = "all";

    /** Copies the maps. */
    public RunSummary {
        sla = Collections.unmodifiableMap(new LinkedHashMap<>(sla));
        numbers = Collections.unmodifiableMap(new LinkedHashMap<>(numbers));
    }

    /** Creates the summary of a run: the default metrics, and the additional metrics that were requested. */
    public static RunSummary of(VariantResult result) {
        Map<String, Measure> numbers = usual(result);
        numbers.putAll(result.evaluation().asked());
        return new RunSummary(result.run().complete(), result.evaluation().sla(), numbers);
    }

    /**
     * Returns the default metrics: availability and latency of each class of requests, the total cost if known, losses,
     * and lost revenue. A loss of 0 may be absent: {@link ReplicationSummary#sample} reads it as 0.
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
            addMeasure(numbers, ALL + ".cost", result.cost().total(), "$");
        }
        result.accounting()
                .losses()
                .forEach(loss -> addMeasure(numbers, loss.component() + "." + loss.metric(), loss.measured(), "1"));
        result.cost()
                .revenue()
                .forEach((name, earned) -> addMeasure(numbers, name + ".lost_revenue", earned.lost(), "$"));
        return numbers;
    }

    private static void request(Map<String, Measure> numbers, String name, RequestResult one) {
        addMeasure(numbers, name + ".availability", one.availability(), "ratio");
        addMeasure(numbers, name + ".mean", one.successes().mean(), "ns");
        addMeasure(
                numbers,
                name + ".p50",
                carried(one.successes(), 0.5, one.successes().p50()),
                "ns");
        addMeasure(
                numbers,
                name + ".p99",
                carried(one.successes(), 0.99, one.successes().p99()),
                "ns");
    }

    /** Returns the percentile, or {@code NaN} if it has fewer samples than it needs. */
    private static double carried(Latency latency, double quantile, double value) {
        return latency.carries(quantile) ? value : Double.NaN;
    }

    private static void addMeasure(Map<String, Measure> numbers, String name, double value, String unit) {
        numbers.put(name, new Measure(value, unit, ""));
    }
}
