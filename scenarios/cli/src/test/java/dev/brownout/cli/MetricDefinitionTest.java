package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.result.CostResult;
import dev.brownout.testing.ScenarioUnderTest;
import dev.brownout.testing.SimulatedRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Definitions of metrics, compared with values computed by hand. */
class MetricDefinitionTest {
    @TempDir
    private Path folder;

    private static double value(SimulatedRun run, String relation) {
        return run.evaluate(relation).value();
    }

    /** 50/s of 10 ms are half a core. One of the two hosts is down from 10 s on. */
    private static final String ONE_DEAD = """
            run: { duration: 40s, seed: 1 }
            network: none
            components:
              lb: { kind: load-balancer }
              web: { kind: server, nodes: 2, cores: 1, service: 10ms }
            requests: { page: { rate: constant(50/s), path: [lb, web] } }
            faults: [at 10s: power-off web/1 for 30s as dark]
            """;

    @Test
    void utilizationExcludesFailedHosts() {
        SimulatedRun run = ScenarioUnderTest.text(ONE_DEAD).run();
        assertThat(value(run, "web.utilization < 1% from 20s to 40s")).isCloseTo(0.5, within(0.001));
        assertThat(value(run, "web.provisioned_utilization < 1% from 20s to 40s"))
                .isCloseTo(0.25, within(0.001));
        assertThat(value(run, "web.utilization < 1% from 0s to 10s")).isCloseTo(0.25, within(0.001));
    }

    @Test
    void skewIsOneWithASingleHostUp() {
        SimulatedRun run = ScenarioUnderTest.text(ONE_DEAD).run();
        assertThat(value(run, "web.skew < 1 from 20s to 40s")).isEqualTo(1);
        assertThat(value(run, "web.skew < 1 from 0s to 10s")).isCloseTo(1, within(0.01));
    }

    /** 40/s writes of 10 ms on the primary, 120/s reads of 10 ms on two replicas. Applying writes costs nothing. */
    private static final String ROLES = """
            run: { duration: 40s, seed: 1 }
            network: none
            components:
              db:
                kind: database
                cores: 1
                replicas: 2
                read: 10ms
                write: 10ms
                replication: { mode: async, apply_cost: 0% }
                reads: { from: replicas }
            requests:
              save: { rate: constant(40/s), steps: [write: db] }
              view: { rate: constant(120/s), steps: [read: db] }
            """;

    @Test
    void primaryAndReplicaUtilizationAreSeparate() {
        SimulatedRun run = ScenarioUnderTest.text(ROLES).run();
        assertThat(value(run, "db.primary_utilization < 1%")).isCloseTo(0.4, within(0.001));
        assertThat(value(run, "db.replica_utilization < 1%")).isCloseTo(0.6, within(0.001));
        assertThat(value(run, "db.utilization < 1%")).isCloseTo(1.6 / 3, within(0.001));
        assertThat(value(run, "db.skew < 1")).isCloseTo(1, within(0.01));
    }

    /** Two regions with one host each. All users are in the east. */
    @Test
    void regionsHaveTheirOwnMetrics() {
        SimulatedRun run = ScenarioUnderTest.text("""
                run: { duration: 20s, seed: 1 }
                regions: { us-east: { users: 100% }, us-west: {} }
                components:
                  web: { kind: server, regions: [us-east, us-west], cores: 1, service: 10ms }
                requests: { page: { rate: constant(50/s), path: [web] } }
                """).run();
        assertThat(value(run, "web/us-east.utilization < 1%")).isCloseTo(0.5, within(0.01));
        assertThat(value(run, "web/us-west.utilization < 1%")).isEqualTo(0);
        assertThat(run.result()
                        .components()
                        .get("web")
                        .regions()
                        .get("us-east")
                        .get("utilization")
                        .value())
                .isCloseTo(0.5, within(0.01));
    }

    /**
     * Traffic of 160 Mbps on an uplink of 100 Mbps: it transfers 12.5 MB in each of 20 s, although hardly any response
     * is complete.
     */
    @Test
    void saturatedUplinkTransfersItsBandwidth() {
        SimulatedRun run = ScenarioUnderTest.text("""
                run: { duration: 30s, warmup: 10s, seed: 1 }
                network: none
                components:
                  uplink: { kind: uplink, bandwidth: 100Mbps, source: web }
                  web: { kind: server, nodes: 4, service: 1ms }
                requests: { page: { rate: 400/s, size: 50kB, path: [uplink, web] } }
                """).run();
        assertThat(value(run, "uplink.bytes < 1B")).isCloseTo(250e6, within(25_000.0));
        assertThat(value(run, "uplink.bytes < 1B from 20s to 21s")).isCloseTo(12.5e6, within(10.0));
        CostResult.Item item =
                run.result().cost().components().get("uplink").items().get(0);
        assertThat(item.quantity()).isCloseTo(0.25, within(1e-4));
        assertThat(run.result().cost().components()).doesNotContainKey(CostResult.BYTES_TO_USERS);
    }

    /** An uplink slowed down ten times transfers one tenth, and a paused one transfers nothing. */
    @Test
    void slowedUplinkTransfersLess() {
        SimulatedRun run = ScenarioUnderTest.text("""
                run: { duration: 60s, seed: 1 }
                network: none
                components:
                  uplink: { kind: uplink, bandwidth: 8Mbps, source: web }
                  web: { kind: server, nodes: 4, service: 1ms }
                requests: { page: { rate: constant(200/s), size: 10kB, path: [uplink, web], timeout: 1s } }
                faults:
                  - at 0s: slow uplink/1 x10 for 60s
                  - at 40s: pause uplink/1 for 10s as stop
                """).run();
        assertThat(value(run, "uplink.bytes < 1B from 10s to 20s")).isCloseTo(1e6, within(100.0));
        assertThat(value(run, "uplink.bytes < 1B during stop")).isLessThan(1);
    }

    private static SimulatedRun shop(String size, String path) {
        return ScenarioUnderTest.text("""
                run: { duration: 60s, seed: 1 }
                network: none
                components:
                  cdn: { kind: cdn, source: web }
                  web: { kind: server, service: 1ms }
                requests: { page: { rate: constant(100/s), %s path: [%s] } }
                price_list: { users: { bytes: $0.09/GB } }
                """.formatted(size, path)).run();
    }

    /** 100/s of 100 kB are 36 GB per hour: at $0.09 per GB, $3.24 per hour. */
    @Test
    void egressToUsersIsBilledOnlyWithoutCdn() {
        CostResult cost = shop("size: 100kB,", "web").result().cost();
        assertThat(cost.components().get(CostResult.BYTES_TO_USERS).perHour()).isCloseTo(3.24, within(0.002));
        assertThat(cost.perHour())
                .isCloseTo(
                        cost.components().values().stream()
                                .mapToDouble(c -> c.perHour())
                                .sum(),
                        within(1e-9));
        assertThat(shop("", "web").result().cost().components()).doesNotContainKey(CostResult.BYTES_TO_USERS);
        assertThat(shop("size: 100kB,", "cdn, web").result().cost().components())
                .doesNotContainKey(CostResult.BYTES_TO_USERS);
    }

    @Test
    void warnsOfPercentilesOfTooFewSamples() {
        SimulatedRun run = ScenarioUnderTest.text("""
                run: { duration: 20s, seed: 1 }
                components: { web: { kind: server, service: 1ms } }
                requests: { page: { rate: constant(10/s), path: [web] } }
                sla:
                  far: page.p99.9 < 1s
                  near: page.p99 < 1s
                """).run();
        assertThat(run.sla().get("far").asExpected()).isTrue();
        assertThat(run.result().analysis().warnings())
                .extracting(Object::toString)
                .singleElement()
                .asString()
                .startsWith("'far': page.p99.9 has ")
                .contains("needs at least 1000");
    }

    /**
     * The load is three times the capacity. A short queue rejects two thirds of the requests, a long one makes all
     * wait.
     */
    @Test
    void latenciesOfDifferentSuccessSetsAreNotCompared() throws IOException {
        Path file = Files.writeString(folder.resolve("box.yaml"), """
                version: 1
                scenario: box
                run: { duration: 20s, seed: 1 }
                components: { box: { kind: server, cores: 1, service: exp(30ms), queue: 2 } }
                requests: { page: { rate: 100/s, timeout: 30s, path: [box] } }
                variants:
                  short: {}
                  long: { set: { box.queue: 1000 } }
                  the same: { set: { box.cores: 1 } }
                """);
        Session both = Session.of("compare", file.toString(), "--variant", "short", "--variant", "long", "-n", "4");
        assertThat(both.out())
                .contains("? not compared")
                .containsPattern("page.p99 .* \\?")
                .containsPattern("page.availability .* ▲");
        Session same = Session.of("compare", file.toString(), "--variant", "short", "--variant", "the same", "-n", "4");
        assertThat(same.out()).doesNotContain("not compared");
    }
}
