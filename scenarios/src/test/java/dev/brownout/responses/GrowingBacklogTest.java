package dev.brownout.responses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.databases.TestScenarioRunner;
import dev.brownout.result.SlaResult;
import dev.brownout.result.SlaResult.Verdict;
import dev.brownout.result.VariantResult;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Backlogs that grow up to the end of a run. A first-in, first-out station that completes c requests/s of a load of a/s
 * has answered c/a of them, and no open request is older than the longest response time.
 */
class GrowingBacklogTest {
    private static final double SECONDS = 200;
    /**
     * System that completes 2 requests/s.
     *
     * @param steps steps of a request
     */
    private record Station(String components, String steps) {}

    private static final Map<String, Station> STATIONS = Map.of(
            "cores",
            new Station("web: { kind: server, cores: 1, queue: unlimited, service: 500ms }", "web"),
            "two cores",
            new Station("web: { kind: server, cores: 2, queue: unlimited, service: 1s }", "web"),
            "workers",
            new Station("web: { kind: server, workers: 1, queue: unlimited, service: 0ms }", "web, wait: 500ms"),
            "database",
            new Station("web: { kind: database, replicas: 0, cores: 1, queue: unlimited, read: 500ms }", "web"),
            "pool",
            new Station("""
                    web: { kind: server, cores: 1, workers: unlimited, queue: unlimited, service: 0ms }
                    db: { kind: database, replicas: 0, read: 500ms, pool: { size: 1, max_wait: 10m } }
                    """, "web, read: db"),
            "balancer",
            new Station("""
                    web: { kind: load-balancer, algorithm: round-robin, health: none }
                    node: { kind: server, nodes: 2, cores: 1, queue: unlimited, service: 1s }""", "web, node"));

    private static VariantResult run(String station, double load, String timeout, String sla) {
        return TestScenarioRunner.run("""
                run: { duration: %ss, seed: 7 }
                network: none
                components:
                %s
                requests:
                  page: { rate: "constant(%s/s)", timeout: %s, steps: [ %s ] }
                sla:
                %s
                """.formatted(
                        (int) SECONDS,
                        STATIONS.get(station).components().indent(2),
                        load,
                        timeout,
                        STATIONS.get(station).steps(),
                        sla.indent(2)));
    }

    @ParameterizedTest
    @CsvSource({
        "cores, 2.2, none",
        "cores, 4, 201s",
        "cores, 10, none",
        "cores, 40, 1h",
        "two cores, 3, none",
        "two cores, 10, 201s",
        "workers, 2.5, 201s",
        "workers, 10, none",
        "database, 3, none",
        "database, 20, 201s",
        "pool, 3, none",
        "pool, 10, none",
        "balancer, 3, none",
        "balancer, 10, 201s"
    })
    void sharesAreThoseOfTheCapacity(String station, double load, String timeout) {
        VariantResult result = run(station, load, timeout, """
                rate: page.throughput >= 2.1/s
                up: page.availability >= 99%
                right: page.success_rate >= 99%
                errors: page.error_rate < 1%
                p99: page.p99 < 200s
                whole: page.all.p99 < 200s
                node: web.availability >= 99%
                """);
        double answered = 2 / load;
        assertThat(value(result, "up")).isCloseTo(answered, within(0.011));
        assertThat(value(result, "right")).isCloseTo(answered, within(0.011));
        assertThat(value(result, "errors")).isCloseTo(1 - answered, within(0.011));
        assertThat(value(result, "rate")).isBetween(1.95, 2.0);
        assertThat(result.requests().get("page").overdue()).isCloseTo((long) ((load - 2) * SECONDS), within(3L));
        for (String name : result.evaluation().sla().keySet()) {
            assertThat(result.evaluation().sla().get(name).verdict()).as(name).isIn(Verdict.UNDECIDED, Verdict.FAIL);
        }
    }

    private static double value(VariantResult result, String name) {
        SlaResult sla = result.evaluation().sla().get(name);
        return sla.value();
    }

    /** Two thirds of the users are in one region. Both regions have the same shares. */
    @Test
    void eachRegionHasItsShare() {
        VariantResult result = TestScenarioRunner.run("""
                run: { duration: 200s, seed: 7 }
                network: none
                components:
                  web: { kind: server, cores: 1, queue: unlimited, service: 500ms }
                regions: { east: { users: 67% }, west: { users: 33%, rtt: { east: 80ms } } }
                requests:
                  page: { rate: "constant(10/s)", timeout: none, path: [web] }
                sla:
                  east: region/east.availability >= 99%
                  west: region/west.availability >= 99%
                """);
        assertThat(value(result, "east")).isCloseTo(0.2, within(0.03));
        assertThat(value(result, "west")).isCloseTo(0.2, within(0.03));
        assertThat(result.evaluation().sla().values()).allMatch(sla -> sla.verdict() == Verdict.UNDECIDED);
    }

    /** An engine generates one sequence of 500 ms after the other. Two thirds of the sequences have no first token. */
    @Test
    void sequencesThatWaitForTheirFirstTokenCount() {
        VariantResult result = TestScenarioRunner.run("""
                run: { duration: 200s, seed: 7 }
                network: none
                components:
                  gpu:
                    kind: inference
                    prompt: 10
                    output: 50
                    max_sequences: 1
                    step: { base: 10ms, per_sequence: 0s }
                    slo: { ttft: 1h }
                requests:
                  chat: { rate: "constant(6/s)", timeout: none, path: [gpu] }
                sla:
                  first: gpu.ttft.p99 < 199s
                  met: gpu.slo_attainment >= 99%
                  up: gpu.availability >= 99%
                """);
        assertThat(value(result, "up")).isCloseTo(1 / 3.0, within(0.01));
        // 401 of 1,200 sequences have a token, and as many as waited before the last of these count like them.
        assertThat(result.evaluation().sla().get("met").open().low())
                .isCloseTo(400 / (400 + 800 * 2 / 3.0), within(0.02));
        assertThat(result.evaluation().sla().values()).allMatch(sla -> sla.verdict() == Verdict.UNDECIDED);
    }

    /** The load rises up to the end of the run. There is a core for each request, so that none waits. */
    @ParameterizedTest
    @ValueSource(strings = {"1s", "uniform(500ms 1s)", "exp(1s)", "30s"})
    void aLoadThatRisesWithoutWaitsLeavesNothingOverdue(String service) {
        VariantResult result = TestScenarioRunner.run("""
                run: { duration: 100s, seed: 7 }
                network: none
                components:
                  web: { kind: server, cores: 10000, service: "%s" }
                requests:
                  page: { rate: "ramp(1/s 100/s over=100s)", timeout: none, path: [web] }
                sla:
                  up: page.availability == 100%%
                  node: web.availability == 100%%
                """.formatted(service));
        assertThat(result.requests().get("page").overdue()).isZero();
        assertThat(result.evaluation().sla().values()).allMatch(sla -> sla.verdict() == Verdict.PASS);
    }
}
