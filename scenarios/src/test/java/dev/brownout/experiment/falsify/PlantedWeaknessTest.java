package dev.brownout.experiment.falsify;

import static dev.brownout.language.ScenarioTexts.replaceParts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.experiment.Experiment;
import dev.brownout.random.KeyedRandom;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Searches of designs with one planted weakness each. The search finds the weakness within the schedules of one fault
 * each and shrinks the schedule to it. The same search finds nothing in the corrected design.
 */
@Tag("once")
class PlantedWeaknessTest {
    private static long seed(String name) {
        return KeyedRandom.key(0, 0, "PlantedWeaknessTest." + name) & Integer.MAX_VALUE;
    }

    /** Returns the search of a design that tries each fault of a model alone. */
    private static FalsificationResult search(String name, String text, FaultModel model) {
        FalsificationPlan search =
                FalsificationPlan.of(Experiment.text(text).seed(seed(name))).withModel(model);
        int candidates = search.withSchedules(1).run().candidates().size();
        assertThat(candidates).isBetween(2, 20);
        return search.withSchedules(candidates).run();
    }

    /**
     * Checks that the weakness of a design is found, and that the corrected design has none.
     *
     * @param cause cause of a finding, with a single fault
     */
    private static FalsificationFinding found(
            String name, String design, String corrected, FaultModel model, String cause) {
        FalsificationResult result = search(name, design, model);
        assertThat(result.alreadyViolated()).isEmpty();
        List<String> causes =
                result.findings().stream().map(FalsificationFinding::cause).toList();
        assertThat(causes).contains(cause);
        FalsificationResult none = search(name, corrected, model);
        assertThat(none.findings().stream().map(FalsificationFinding::cause)).isEmpty();
        assertThat(none.alreadyViolated()).isEmpty();
        FalsificationFinding finding = result.findings().stream()
                .filter(one -> one.cause().equals(cause))
                .findFirst()
                .orElseThrow();
        assertThat(finding.schedule().faults()).hasSize(1);
        assertThat(finding.violated()).isGreaterThanOrEqualTo(4);
        return finding;
    }

    /** A pause of seconds is followed by four attempts per request, without a budget, for the rest of the run. */
    @Test
    void retryStormAfterPause() {
        String design = """
                load: 25/s
                components:
                  web: { kind: server, cores: 1, service: 24ms, queue: unlimited }
                requests:
                  page: { path: [web], timeout: 1s, retry: { attempts: 4, backoff: none } }
                run: { duration: 100s }
                sla:
                  recovered: success_rate >= 90% from 80s to 100s
                """;
        FalsificationFinding finding = found(
                "retryStormAfterPause",
                design,
                replaceParts(
                        replaceParts(design, "backoff: none", "backoff: none, budget: 10%"),
                        "queue: unlimited",
                        "queue: 20"),
                FaultModel.DEFAULT.withTypes(FaultType.NODE_PAUSE, FaultType.NODE_CRASH, FaultType.ERRORS),
                "pause web/1");
        assertThat(finding.schedule().totalNanos()).isBetween(1_000_000_000L, 10_000_000_000L);
    }

    /** The primary of the database is in zone a, and no replica replaces it. */
    @Test
    @Tag("change")
    void databaseInOneZone() {
        String design = """
                load: 20/s
                components:
                  lb: { kind: load-balancer, health: { every: 1s, fall: 2, rise: 2, timeout: 500ms } }
                  web: { kind: server, nodes: 4, zones: 2, service: 5ms }
                  db: { kind: database, zones: 2, replicas: 1, read: 5ms, write: 5ms }
                requests:
                  order: { steps: [lb, web, write: db], timeout: 1s }
                run: { duration: 100s }
                sla:
                  orders: order.availability >= 80%
                """;
        FalsificationFinding finding = found(
                "databaseInOneZone",
                design,
                replaceParts(design, "replicas: 1", "replicas: 1, failover: { promote: replica-1, after: 3s }"),
                FaultModel.DEFAULT
                        .withTypes(FaultType.ZONE_OUTAGE, FaultType.NODE_CRASH, FaultType.ERRORS)
                        .withComponents("web"),
                "zone-outage zone/a");
        assertThat(finding.assertion()).isEqualTo("orders");
    }

    /** Zone a of region east has the only primary. The zones of the other region, and zone b, do not violate. */
    @Test
    @Tag("change")
    void databaseInOneZoneOfOneRegion() {
        String design = """
                load: 20/s
                regions:
                  east: { at: us-east, users: 50% }
                  west: { at: us-west, users: 50% }
                components:
                  lb:
                    kind: load-balancer
                    regions: [east, west]
                    health: { every: 1s, fall: 2, rise: 2, timeout: 500ms }
                  web: { kind: server, regions: [east, west], nodes: 4, zones: 2, service: 5ms }
                  db: { kind: database, regions: [east], zones: 2, replicas: 1, read: 5ms, write: 5ms }
                requests:
                  order: { steps: [lb, web, write: db], timeout: 1s }
                run: { duration: 100s }
                sla:
                  orders: order.availability >= 80%
                """;
        FalsificationResult result =
                search("databaseInOneZoneOfOneRegion", design, FaultModel.DEFAULT.withTypes(FaultType.ZONE_OUTAGE));
        assertThat(result.candidates().stream().map(FaultCandidate::target))
                .containsExactly("zone/east/a", "zone/east/b", "zone/west/a", "zone/west/b");
        assertThat(result.findings().stream().map(FalsificationFinding::cause))
                .containsExactly("zone-outage zone/east/a");
        FalsificationFinding finding = found(
                "databaseInOneZoneOfOneRegion",
                design,
                replaceParts(design, "replicas: 1", "replicas: 1, failover: { promote: replica-1, after: 3s }"),
                FaultModel.DEFAULT
                        .withTypes(FaultType.ZONE_OUTAGE, FaultType.ERRORS)
                        .withComponents("web"),
                "zone-outage zone/east/a");
        assertThat(finding.text().orElseThrow()).contains("power-off zone/east/a for");
    }

    /** A node of one region stands for the nodes of that region only. */
    @Test
    void nodeOfOneRegionIsTried() {
        String design = """
                load: 20/s
                regions:
                  east: { at: us-east, users: 50% }
                  west: { at: us-west, users: 50% }
                components:
                  web: { kind: server, regions: [east, west], service: 5ms }
                requests:
                  page: { path: [web], timeout: 1s }
                run: { duration: 100s }
                sla:
                  west: region/west.availability >= 70%
                """;
        FalsificationResult result =
                search("nodeOfOneRegionIsTried", design, FaultModel.DEFAULT.withTypes(FaultType.NODE_CRASH));
        assertThat(result.findings().stream().map(FalsificationFinding::cause)).containsExactly("crash web/2");
    }

    /** Calls to a slow provider hold all workers of the server that calls it. */
    @Test
    @Tag("change")
    void dependencyWithoutTimeout() {
        String design = """
                components:
                  web: { kind: server, cores: 4, workers: 20, service: 1ms, queue: 50 }
                  psp: { kind: server, cores: 4, service: 20ms, queue: unlimited }
                requests:
                  browse: { rate: 20/s, steps: [web], timeout: 1s }
                  checkout: { rate: 20/s, steps: [web, call: psp] }
                network: { timeout: 30s }
                run: { duration: 100s }
                sla:
                  browse: browse.availability >= 90%
                """;
        FalsificationFinding finding = found(
                "dependencyWithoutTimeout",
                design,
                replaceParts(design, "service: 20ms", "timeout: 100ms, service: 20ms"),
                FaultModel.DEFAULT
                        .withTypes(FaultType.SLOW, FaultType.NODE_CRASH, FaultType.ERRORS)
                        .withComponents("psp"),
                "slow psp/1");
        assertThat(finding.schedule().faults().get(0).strength()).isGreaterThan(10);
    }

    /** The failover of the database takes longer than the assertion allows. */
    @Test
    @Tag("change")
    void slowFailover() {
        String design = """
                load: 20/s
                components:
                  web: { kind: server, nodes: 2, service: 5ms }
                  db:
                    kind: database
                    replicas: 1
                    read: 5ms
                    write: 5ms
                    failover: { promote: replica-1, after: 30s }
                requests:
                  order: { steps: [web, write: db], timeout: 1s }
                run: { duration: 100s }
                sla:
                  orders: order.availability >= 85%
                """;
        FalsificationFinding finding = found(
                "slowFailover",
                design,
                replaceParts(design, "after: 30s", "after: 3s"),
                FaultModel.DEFAULT
                        .withTypes(FaultType.NODE_CRASH, FaultType.NODE_PAUSE)
                        .withComponents("db"),
                "crash db/primary");
        assertThat(finding.schedule().totalNanos()).isBetween(14_000_000_000L, 18_000_000_000L);
    }

    /** The database serves a third of the load, and the cache loses all its entries. */
    @Test
    @Tag("change")
    void emptyCacheOverloadsDatabase() {
        String design = """
                load: [ramp(5/s 60/s over=40s), 60/s]
                components:
                  web: { kind: server, nodes: 2, service: 1ms, workers: 200 }
                  cache: { kind: cache, entries: 1k, ttl: none, source: db }
                  db: { kind: database, cores: 1, read: 50ms, queue: 100 }
                requests:
                  page: { path: [web, cache, db], key: uniform(500), timeout: 1s }
                run: { duration: 140s, warmup: 40s }
                sla:
                  pages: page.availability >= 90%
                """;
        FalsificationFinding finding = found(
                "emptyCacheOverloadsDatabase",
                design,
                replaceParts(design, "cores: 1,", "cores: 4,"),
                FaultModel.DEFAULT.withTypes(FaultType.FLUSH, FaultType.CLOCK_JUMP, FaultType.SLOW),
                "flush cache");
        assertThat(finding.schedule().totalNanos()).isZero();
    }

    /** Enough nodes, checks, timeouts and a retry budget meet the assertion under the whole fault model. */
    @ParameterizedTest
    @Tag("change")
    @ValueSource(strings = {"first", "second", "third"})
    void soundDesign(String name) {
        String design = """
                load: 20/s
                components:
                  lb:
                    kind: load-balancer
                    nodes: 2
                    twin: active-active(takeover=3s)
                    algorithm: least-connections
                    health: { every: 1s, fall: 2, rise: 2, timeout: 500ms }
                  web: { kind: server, nodes: 4, cores: 2, service: exp(10ms), queue: 50 }
                requests:
                  page:
                    path: [lb, web]
                    timeout: 500ms
                    retry: { attempts: 4, backoff: full-jitter(100ms 1s), budget: 30% }
                run: { duration: 100s, warmup: 5s }
                sla:
                  up: availability >= 90%
                """;
        FalsificationResult result = FalsificationPlan.of(
                        Experiment.text(design).seed(seed("soundDesign." + name)))
                .withSchedules(40)
                .run();
        assertThat(result.findings()).isEmpty();
        assertThat(result.screenings()).isEqualTo(result.candidates().size()).isGreaterThan(10);
        assertThat(result.random()).isEqualTo(40 - result.screenings());
        assertThat(result.upperLimit(0.95)).isCloseTo(3.0 / result.random(), within(0.002));
    }
}
