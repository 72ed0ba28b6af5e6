package dev.brownout.deployments;

import static dev.brownout.language.ScenarioTexts.replaceParts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.databases.SeedAssertions;
import dev.brownout.databases.TestScenarioRunner;
import dev.brownout.result.VariantResult;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Draining nodes finish their calls in flight; crashed nodes lose them. */
@Tag("law")
class DrainTest {
    private static final double SECOND = 1e9;

    /**
     * Returns a site with 200/s, round-robin over four nodes with 200 ms each: 50/s and 10 calls in flight per node on
     * average.
     */
    private static String four(String fault, int seed) {
        return """
                run: { duration: 30s, seed: %d }
                components:
                  lb: { kind: load-balancer }
                  web: { kind: server, nodes: 4, cores: 1k, service: 200ms }
                requests:
                  page: { rate: 200/s, path: [lb, web] }
                faults: [ %s ]
                """.formatted(seed, fault);
    }

    /**
     * Returns a site with calls of 35 s at one of two nodes: the calls of the last 5 s are unfinished at the end of the
     * grace period of 30 s.
     */
    private static String slow(String fault, int seed) {
        return """
                run: { duration: 100s, seed: %d }
                components:
                  web: { kind: server, nodes: 2, cores: 10k, service: 35s }
                requests:
                  page: { rate: 4/s, timeout: none, path: [web] }
                faults: [ %s ]
                """.formatted(seed, fault);
    }

    private static double reset(VariantResult result) {
        return result.requests().get("all").outcomes().getOrDefault("reset", 0L);
    }

    private static double lossShare(VariantResult result) {
        return result.requests().get("all").failed();
    }

    @Test
    void drainLosesNoCallsAndCrashLosesCallsInFlight() {
        IntToDoubleFunction crashed = seed -> reset(TestScenarioRunner.run(four("at 10s: crash web/1", seed)));
        SeedAssertions.agree(crashed, 50 * 0.2, 0.2);
        for (int seed = 0; seed < SeedAssertions.SEEDS; seed++) {
            VariantResult drained = TestScenarioRunner.run(four("at 10s: drain web/1", seed));
            assertThat(lossShare(drained)).isZero();
            assertThat(TestScenarioRunner.measure(drained, "web", "drain_killed"))
                    .isZero();
        }
    }

    @Test
    void unfinishedCallsAreResetAfterTheGracePeriod() {
        IntToDoubleFunction killed = seed -> {
            VariantResult result = TestScenarioRunner.run(slow("at 60s: drain web/1", seed));
            assertThat(reset(result))
                    .isEqualTo(lossShare(result))
                    .isEqualTo(TestScenarioRunner.measure(result, "web", "drain_killed"));
            return reset(result);
        };
        SeedAssertions.agree(killed, 2 * 5, 0.2);
        assertThat(lossShare(TestScenarioRunner.run(slow("at 60s: drain web/1 grace=36s", 1))))
                .isZero();
    }

    @Test
    void nodeReturnsWhenTheDrainFaultEnds() {
        String requested =
                "predict: { out: web.nodes ~ 3 +/- 1% from 10s to 20s, back: web.nodes ~ 4 +/- 1% from 20s to 30s,"
                        + " mean: web.nodes ~ 3 +/- 1% from 10s to 10100ms }\n";
        VariantResult result = TestScenarioRunner.run(four("at 10s: drain web/1 for 10s", 3) + requested);
        assertThat(TestScenarioRunner.measure(result, "out")).isEqualTo(3);
        assertThat(TestScenarioRunner.measure(result, "back")).isEqualTo(4);
        VariantResult shorter = TestScenarioRunner.run(four("at 10s: drain web/1 for 100ms", 3) + requested);
        assertThat(TestScenarioRunner.measure(shorter, "mean")).isEqualTo(3);
        assertThat(TestScenarioRunner.measure(shorter, "back")).isEqualTo(4);
        assertThat(lossShare(result) + lossShare(shorter)).isZero();
    }

    /**
     * The last of the Poisson arrivals was 20 ms before the drain on average: its call ends 180 ms after the begin of
     * the drain.
     */
    @Test
    void nodeIsProvisionedUntilItsLastCallEnds() {
        String paid = "predict: { paid: web.provisioned ~ 3 +/- 10% from 10s to 20s }\n";
        IntToDoubleFunction more = seed -> TestScenarioRunner.measure(
                        TestScenarioRunner.run(four("at 10s: drain web/1 for 15s", seed) + paid), "paid")
                - 3;
        SeedAssertions.agree(more, (0.2 - 1 / 50.0) / 10, 0.1);
    }

    @Test
    void drainedNodeIsNotReplacedAndCombinesWithScaling() {
        String faults = "at 5s: drain web/4 for 10s, at 10s: scale web to 3 for 10s, at 12s: drain web/1 for 4s";
        VariantResult result = TestScenarioRunner.run(four(faults, 4)
                + "predict: { held: web.nodes ~ 3 +/- 1% from 6s to 12s, both: web.nodes ~ 2 +/- 1% from 12s to 16s,"
                + " fewer: web.nodes ~ 3 +/- 1% from 16s to 20s, all: web.nodes ~ 4 +/- 1% from 20s to 30s }\n");
        assertThat(TestScenarioRunner.measure(result, "held")).isEqualTo(3);
        assertThat(TestScenarioRunner.measure(result, "both")).isEqualTo(2);
        assertThat(TestScenarioRunner.measure(result, "fewer")).isEqualTo(3);
        assertThat(TestScenarioRunner.measure(result, "all")).isEqualTo(4);
        assertThat(lossShare(result)).isZero();
    }

    /** Two drains begin while the node still works: it returns at the end of the later one. */
    @Test
    void overlappingDrainsEndWithTheLaterOne() {
        VariantResult result =
                TestScenarioRunner.run(four("at 5s: drain web/1 for 10s, at 5.1s: drain web/1 for 14.9s", 5)
                        + "predict: { out: web.nodes ~ 3 +/- 1% from 5s to 20s,"
                        + " back: web.nodes ~ 4 +/- 1% from 20s to 30s }\n");
        assertThat(TestScenarioRunner.measure(result, "out")).isEqualTo(3);
        assertThat(TestScenarioRunner.measure(result, "back")).isEqualTo(4);
    }

    @Test
    void sessionsInMemoryAreLostAfterTheGracePeriod() {
        String sticky = replaceParts(
                four("at 10s: drain web/1 grace=5s", 6),
                "service: 200ms",
                "service: 20ms, sessions: sticky-memory(users=1k login=1ms)");
        VariantResult result = TestScenarioRunner.run(sticky);
        assertThat(TestScenarioRunner.measure(result, "web", "sessions_lost")).isEqualTo(250);
        assertThat(result.history().timeline())
                .anyMatch(h -> h.what().equals("sessions-lost") && h.atNanos() == 15 * SECOND)
                .anyMatch(h -> h.what().equals("drained") && h.node().equals("1"));
    }

    /** A draining consumer fetches no more messages and finishes those it has: no message is delivered twice. */
    @Test
    void drainingConsumersFinishTheirMessages() {
        VariantResult result = TestScenarioRunner.run("""
                run: { duration: 30s, seed: 7 }
                components:
                  front: { kind: server, service: 1ms }
                  jobs: { kind: queue, visibility: 10s }
                  workers: { kind: server, nodes: 4, cores: 10, service: 200ms, consumes: jobs }
                requests:
                  send: { rate: 100/s, steps: [ front, publish: jobs ] }
                faults: [ at 10s: drain workers/1, at 15s: %s ]
                """.formatted("drain workers/2"));
        assertThat(TestScenarioRunner.measure(result, "jobs", "duplicates")).isZero();
        assertThat(TestScenarioRunner.measure(result, "workers", "drain_killed"))
                .isZero();
    }

    /** Restarted nodes have empty local caches: the reads that missed at the start go to the database again. */
    @Test
    void localCachesAreColdAfterADrain() {
        String site = """
                run: { duration: 60s, seed: 8 }
                components:
                  web: { kind: server, nodes: 2, service: 1ms, local_cache: { entries: 1k, ttl: 1h } }
                  db: { kind: database, replicas: 0, read: 1ms }
                requests:
                  look: { rate: 200/s, key: uniform(100), path: [web, db] }
                faults: [ %s ]
                """;
        double kept = TestScenarioRunner.measure(
                TestScenarioRunner.run(site.formatted("at 30s: flush web for 1s")), "db", "offered");
        double warm = TestScenarioRunner.measure(
                TestScenarioRunner.run(site.formatted("at 30s: slow web x1")), "db", "offered");
        double cold = TestScenarioRunner.measure(
                TestScenarioRunner.run(site.formatted("at 30s: drain web grace=1s for 2s")), "db", "offered");
        assertThat(warm).isBetween(190.0, 200.0);
        assertThat(cold - warm).isCloseTo(kept - warm, within(10.0));
    }
}
