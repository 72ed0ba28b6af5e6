package dev.brownout.databases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.result.VariantResult;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Connections of queries that time out while the database works on them, validated against M/D/c/c and M/D/infinity.
 */
@Tag("law")
class PoolTimeoutLawTest {
    /** Queries take 4 s and time out after 1 s: 40 are in service without a limit of connections. */
    private static VariantResult run(int seed, String pool, String more) {
        return TestScenarioRunner.run("run: { duration: 410s, warmup: 10s, seed: " + seed + " }\nnetwork: none\n" + """
                components:
                  web: { kind: server, service: 0ms, cores: 1000 }
                """
                + "  db: { kind: database, cores: 1000, read: 4s, speed: usl(0 0), pool: { size: 20, " + pool
                + " } }\nrequests:\n  page: { rate: 10/s, timeout: none, steps: [web, { read: db, timeout: 1s"
                + more + " }] }\n");
    }

    private static double measure(VariantResult result, String metric) {
        return TestScenarioRunner.measure(result, "db", metric);
    }

    @ParameterizedTest
    @ValueSource(strings = {"call", "request"})
    void refusedShareFollowsErlangB(String held) {
        String pool = "max_connections: 20, held: " + held;
        assertThat(measure(run(1, pool, ""), "in_service.max")).isEqualTo(20);
        SeedAssertions.agree(
                seed -> measure(run(seed, pool, ""), "pool_refused") / (400 * 10),
                ErlangFormulas.lossProbability(40, 20),
                0.02);
    }

    @Test
    void closedConnectionsDoNotCountForThePool() {
        VariantResult result = run(1, "max_connections: unlimited, held: call", "");
        assertThat(measure(result, "in_service")).isCloseTo(40, within(2.0));
        assertThat(measure(result, "pool_open")).isCloseTo(10, within(0.5));
        assertThat(measure(result, "pool_refused")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"retry: { attempts: 3, backoff: 10ms }", "hedge: { after: 500ms }"})
    void overlappingCallsOfARequestNeedConnections(String policy) {
        VariantResult result = run(1, "max_connections: 20, held: request", ", " + policy);
        assertThat(measure(result, "in_service.max")).isEqualTo(20);
        assertThat(measure(result, "pool_refused")).isPositive();
    }

    @Test
    void waitingPoolOpensWithinMaxConnections() {
        VariantResult result = run(1, "max_connections: 20, held: call, connect_failure: wait", "");
        assertThat(measure(result, "in_service.max")).isEqualTo(20);
        assertThat(measure(result, "pool_connect_failures")).isPositive();
    }

    @Test
    void crashOfTheCallerLeavesItsQueriesInService() {
        VariantResult result = TestScenarioRunner.run("""
                run: { duration: 60s, warmup: 1s, seed: 1 }
                network: none
                components:
                  web: { kind: server, service: 0ms, cores: 1000 }
                  db:
                    kind: database
                    cores: 1000
                    read: 4s
                    speed: usl(0 0)
                    pool: { size: 20, max_connections: 20, held: call }
                requests:
                  page: { rate: 10/s, timeout: none, steps: [web, read: db] }
                faults:
                  - at 10s: crash web for 10ms
                """);
        assertThat(measure(result, "in_service.max")).isEqualTo(20);
        assertThat(measure(result, "pool_refused")).isPositive();
    }
}
