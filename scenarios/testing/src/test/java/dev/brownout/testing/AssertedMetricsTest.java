package dev.brownout.testing;

import static dev.brownout.testing.BrownoutAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.language.Loader;
import dev.brownout.result.ComponentResult.Measure;
import dev.brownout.result.RequestResult;
import dev.brownout.scenario.Scenario;
import dev.brownout.sla.Relation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleFunction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Metrics read by Java assertions are equal to those of the result. */
class AssertedMetricsTest {
    private static final String SHOP = """
            scenario: shop
            load: 60/s
            run: { duration: 60s, warmup: 10s }
            components:
              dns: { kind: dns }
              lb: { kind: load-balancer }
              web: { kind: server, nodes: 2, workers: 50 }
              cache: { kind: cache, source: db }
              db: { kind: database, replicas: 2, shards: 2 }
            requests:
              page: { key: zipf(1.0 10k), path: [dns, lb, web, cache, db], timeout: 1s }
            faults:
              - at 20s: crash web/1 for 15s as outage
              - at 30s: errors web 20%
              - at 40s: errors web 0%
            """;

    /** Metric values of the result, by name. */
    private static final Map<String, Double> METRIC_VALUES = new LinkedHashMap<>();

    /** Run of the scenario with an assertion on each metric. */
    private static SimulatedRun ran;

    @BeforeAll
    static void runOnce() {
        SimulatedRun plain = ScenarioUnderTest.text(SHOP).run();
        plain.result().requests().forEach(AssertedMetricsTest::request);
        plain.result()
                .components()
                .forEach((component, result) ->
                        result.measures().forEach((name, measure) -> report(component + "." + name, measure)));
        Map<String, Relation> sla = new LinkedHashMap<>();
        METRIC_VALUES.keySet().forEach(name -> sla.put("number " + sla.size(), Loader.assertion(name + " == 0")));
        Scenario shop = ScenarioUnderTest.text(SHOP).subject().arms().get(0).scenario();
        ran = ScenarioUnderTest.scenario(shop.withSla(sla)).run();
    }

    private static void request(String name, RequestResult one) {
        METRIC_VALUES.put(name + ".availability", one.availability());
        METRIC_VALUES.put(name + ".offered", (double) one.offered());
        METRIC_VALUES.put(name + ".good", (double) one.good());
        METRIC_VALUES.put(name + ".late", (double) one.late());
        METRIC_VALUES.put(name + ".failed", (double) one.failed());
        METRIC_VALUES.put(name + ".attempts", (double) one.attempts());
        METRIC_VALUES.put(name + ".mean", one.successes().mean());
        METRIC_VALUES.put(name + ".max", one.successes().max());
        METRIC_VALUES.put(name + ".p50", one.successes().p50());
        METRIC_VALUES.put(name + ".p99.9", one.successes().p999());
    }

    private static void report(String name, Measure measure) {
        if (!Double.isNaN(measure.value())) {
            METRIC_VALUES.put(name, measure.value());
        }
    }

    @Test
    void assertedMetricsEqualTheResult() {
        assertThat(METRIC_VALUES)
                .hasSizeGreaterThan(60)
                .containsKeys("page.failed", "web.utilization", "cache.hit_ratio");
        METRIC_VALUES.forEach((name, value) ->
                assertThat(ran.evaluate(name + " == 0").value()).as(name).isEqualTo(value));
    }

    /** Metrics without an assertion in the scenario are read from a second run. */
    @Test
    void metricsReadOnlyByTheTestEqualTheResult() {
        List<String> names = List.copyOf(METRIC_VALUES.keySet());
        for (int i = 0; i < names.size(); i += 24) {
            String name = names.get(i);
            assertThat(ran.evaluate(name + " != 0").value()).as(name).isEqualTo(METRIC_VALUES.get(name));
        }
        assertEqualValue(
                "page.availability",
                ExpectedQuantity::percent,
                100,
                assertThat(ran).availability("page"));
        assertEqualValue(
                "page.mean",
                ExpectedQuantity::millis,
                1e-6,
                assertThat(ran).latency("page").mean());
        assertEqualValue(
                "page.max",
                ExpectedQuantity::millis,
                1e-6,
                assertThat(ran).latency("page").max());
        assertEqualValue(
                "page.p99.9",
                ExpectedQuantity::millis,
                1e-6,
                assertThat(ran).latency("page").p(99.9));
    }

    /** Checks that the value read by an assertion method is within tight bounds around the result. */
    private static void assertEqualValue(
            String name, DoubleFunction<ExpectedQuantity> unit, double scale, MetricAssert read) {
        double present = METRIC_VALUES.get(name) * scale;
        read.isAbove(unit.apply(present * (1 - 1e-9)));
        read.isBelow(unit.apply(present * (1 + 1e-9)));
    }
}
