package dev.brownout.balancers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.databases.SeedAssertions;
import dev.brownout.databases.TestScenarioRunner;
import dev.brownout.result.VariantResult;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A balancer with the defaults of nginx: passive health checks only, so that a failed node receives few calls. */
@Tag("law")
class PassiveChecksLawTest {
    private static VariantResult run(int seed, int nodes, String timeout, String fault) {
        return TestScenarioRunner.run("""
                run: { duration: 500s, seed: %d }
                network: none
                components:
                  lb: { kind: load-balancer, profile: nginx }
                  web: { kind: server, nodes: %d, cores: 64, service: 5ms }
                requests:
                  page: { rate: 40/s, timeout: %s, path: [lb, web] }
                faults: [ at 60s: %s ]
                predict:
                  well: page.availability ~ 99%% +/- 1%% from 200s to 400s
                  tried: lb.redispatched ~ 1 +/- 100%% from 200s to 400s
                """.formatted(seed + 1, nodes, timeout, fault));
    }

    private static double failed(VariantResult result) {
        return result.requests().get("page").failed();
    }

    /**
     * A node that refuses connections gets 20 attempts in 200 s. At a silent node each failure, a minute after its
     * call, starts the 10 s again, so that the time between two calls is up to twice as long, and the time to the turn
     * of the node: nine calls at least.
     */
    @ParameterizedTest
    @ValueSource(strings = {"power-off web/1", "hang web/1", "crash web/1", "blackhole web/1"})
    void failedNodeGetsOneCallInTenSeconds(String fault) {
        for (int seed = 0; seed < 3; seed++) {
            VariantResult result = run(seed, 4, "70s", fault);
            assertThat(TestScenarioRunner.measure(result, "well")).isEqualTo(1);
            assertThat(TestScenarioRunner.measure(result, "tried"))
                    .isBetween(fault.startsWith("crash") ? 19.0 : 9.0, 20.0);
            assertThat(failed(result)).isLessThan(2);
        }
    }

    /** Two of four nodes are down: a call may be sent to both and is redispatched to a third. */
    @Test
    void failedCallIsRedispatchedToTheNextNode() {
        VariantResult result = run(1, 4, "130s", "power-off web/1, at 60s: power-off web/2");
        assertThat(failed(result)).isZero();
        assertThat(TestScenarioRunner.measure(result, "tried")).isBetween(20.0, 40.0);
    }

    /** The node is back with its first successful call, at most 10 s and one interarrival time after its recovery. */
    @Test
    void recoveredNodeRegainsItsShareWithinTenSeconds() {
        VariantResult result = TestScenarioRunner.run("""
                run: { duration: 100s, seed: 4 }
                network: none
                components:
                  lb: { kind: load-balancer, profile: nginx }
                  web: { kind: server, nodes: 4, cores: 64, service: 5ms }
                requests:
                  page: { rate: 400/s, path: [lb, web] }
                faults: [ at 20s: crash web/1 for 25s ]
                predict: { back: web/1.throughput ~ 100/s +/- 3% from 56s to 100s }
                """);
        assertThat(TestScenarioRunner.measure(result, "back")).isBetween(97.0, 103.0);
        assertThat(failed(result)).isLessThanOrEqualTo(3);
    }

    /**
     * A write is redispatched if no connection was made. A hanging process may have executed it: the 10/s of the minute
     * before the first failure fail, and then one write in 10 s to 20 s during the 180 s until the last timeout.
     */
    @Test
    void writesAreRedispatchedOnlyIfNotSent() {
        String site = """
                run: { duration: 300s, seed: 4 }
                network: none
                components:
                  lb: { kind: load-balancer, profile: nginx }
                  web: { kind: server, nodes: 4, cores: 64, service: 5ms }
                  db: { kind: database, replicas: 0, write: 1ms }
                requests:
                  page: { rate: 40/s, timeout: 70s, steps: [lb, web, write: db] }
                faults: [ at 60s: %s web/1 ]
                """;
        assertThat(failed(TestScenarioRunner.run(site.formatted("blackhole")))).isZero();
        assertThat(failed(TestScenarioRunner.run(site.formatted("crash")))).isLessThan(2);
        assertThat(failed(TestScenarioRunner.run(site.formatted("hang")))).isBetween(600.0 - 70, 620.0 + 70);
    }

    /**
     * A client that closes its connection first is no failure of the server: a quarter of the calls is still sent to
     * the failed node.
     */
    @Test
    void clientTimeoutsPreventFailureDetection() {
        SeedAssertions.agree(
                seed -> 1 - TestScenarioRunner.measure(run(seed, 4, "10s", "power-off web/1"), "well"), 0.25, 0.02);
    }

    /** An error response is a response: http_500 is not a condition of proxy_next_upstream by default. */
    @Test
    void applicationErrorsAreNotRedispatched() {
        SeedAssertions.agree(
                seed -> 1 - TestScenarioRunner.measure(run(seed, 4, "70s", "errors web/1 100%"), "well"), 0.25, 0.02);
        assertThat(TestScenarioRunner.measure(run(0, 4, "70s", "errors web/1 100%"), "tried"))
                .isZero();
    }

    /**
     * nginx ignores max_fails for the only server of a group: the server gets all calls as soon as it has recovered.
     */
    @Test
    void singleNodeIsNeverEjected() {
        VariantResult result = TestScenarioRunner.run("""
                run: { duration: 60s, seed: 4 }
                network: none
                components:
                  lb: { kind: load-balancer, profile: nginx }
                  web: { kind: server, cores: 64, service: 5ms }
                requests:
                  page: { rate: 40/s, path: [lb, web] }
                faults: [ at 20s: crash web for 5s ]
                predict: { back: page.availability ~ 99% +/- 1% from 25s to 60s }
                """);
        assertThat(TestScenarioRunner.measure(result, "back")).isEqualTo(1);
    }
}
