package dev.brownout.machines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.databases.TestScenarioRunner;
import dev.brownout.result.VariantResult;
import dev.brownout.result.VariantResult.TimelineEvent;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An autoscaler adds nodes only above the target of its metric, and removes nodes only below it. */
@Tag("law")
class AutoscalerDirectionLawTest {
    private static final List<String> FAULTS = List.of(
            "crash web/1 for 1m",
            "drain web/1 for 1m",
            "interrupt web/1",
            "scale web to 12 for 1m",
            "deploy web v2 startup=20s max_surge=50% max_unavailable=0");
    private static final List<String> POLICIES =
            List.of("", ", down_window: 30s, up_policy: { share: 50%, nodes: 1, every: 1m }");

    /** Metrics of which the nodes share the sum. */
    private static final List<String> SHARED = List.of("requests", "in_flight", "queue_depth");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cpu       | 60% | ramp(8/s 80/s over=4m)",
                "cpu       | 60% | [ramp(12/s 120/s over=2m), 12/s]",
                "requests  | 6/s | [ramp(12/s 120/s over=2m), 12/s]",
                "in_flight | 2   | ramp(100/s 8/s over=4m)"
            })
    void serversFollowTheirMetric(String metric, String target, String load) {
        for (String fault : FAULTS) {
            for (String policy : POLICIES) {
                check("""
                        run: 6m
                        components:
                          web:
                            kind: server
                            nodes: 6
                            cores: 1
                            service: exp(100ms)
                            queue: 100
                            versions: { v2: { slower: x1.2 } }
                            autoscale: { metric: %s, target: %s, min: 2, max: 30, startup: 20s%s }
                        requests: { page: { rate: %s, path: [web], timeout: 2s } }
                        faults:
                          - at 2m: %s
                          - at 5m: deploy web v2 by 1
                        """.formatted(metric, target, policy, load, fault));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"queue_depth, target: 20", "queue_age, target: 10s"})
    void consumersFollowTheirQueue(String metric) {
        for (String policy : POLICIES) {
            check("""
                    run: 6m
                    components:
                      in: { kind: server, cores: 4, service: 1ms }
                      jobs: { kind: queue }
                      web:
                        kind: server
                        nodes: 6
                        cores: 1
                        service: exp(100ms)
                        consumes: jobs
                        autoscale: { metric: %s, min: 2, max: 30, startup: 20s%s }
                    requests: { page: { rate: [ramp(12/s 120/s over=2m), 12/s], steps: [in, publish: jobs] } }
                    faults: [at 2m: crash web/1 for 1m]
                    """.formatted(metric, policy));
        }
    }

    private static void check(String text) {
        VariantResult result = TestScenarioRunner.run(text);
        List<TimelineEvent> changes = result.history().timeline().stream()
                .filter(event -> event.what().equals("scale-up") || event.what().equals("scale-down"))
                .toList();
        assertThat(changes).as(text).isNotEmpty().allSatisfy(change -> {
            Map<String, Object> data = change.data();
            boolean shared = SHARED.contains(data.get("metric"));
            double nodes = shared ? number(data, "from") : 1;
            boolean above = number(data, "value") > nodes * number(data, "target");
            assertThat(change.what()).as(change.text().toString()).isEqualTo(above ? "scale-up" : "scale-down");
            assertThat(number(data, "to") > number(data, "from"))
                    .as(change.text().toString())
                    .isEqualTo(above);
        });
    }

    private static double number(Map<String, Object> data, String name) {
        return ((Number) data.get(name)).doubleValue();
    }
}
