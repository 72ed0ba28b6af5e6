package dev.brownout.poolers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.databases.TestScenarioRunner;
import dev.brownout.result.VariantResult;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pools while the database accepts no connection. */
class ConnectFailureTest {
    private static VariantResult run(String pool, String fault) {
        return TestScenarioRunner.run("""
                run: { duration: 40s, seed: 5 }
                network: { rtt: 1ms }
                components:
                  web: { kind: server, nodes: 2, service: 0ms, cores: 1000 }
                  db: { kind: database, cores: 1000, read: 5ms, pool: { size: 10, %s } }
                requests:
                  page: { rate: constant(100/s), timeout: 20s, steps: [web, { read: db, timeout: 1s }] }
                faults: [at 10s: %s]
                predict:
                  slowest: page.p99.9 ~ 1s +/- 100%%
                """.formatted(pool, fault));
    }

    private static long good(VariantResult result) {
        return result.requests().get("page").outcomes().get("ok");
    }

    /**
     * Attempts begin when the first request waits, and fail after 0, 10, 30, 70, 150, 310, 630, 1270 and 2550 ms. The
     * one after 5,110 ms succeeds.
     */
    @ParameterizedTest
    @CsvSource({"call", "request"})
    void poolThatWaitsHidesAnOutageShorterThanItsTimeout(String held) {
        VariantResult fails = run("held: " + held, "crash db/primary for 5s");
        VariantResult waits = run("connect_failure: wait, held: " + held, "crash db/primary for 5s");
        assertThat(good(fails)).isBetween(3480L, 3510L);
        assertThat(good(waits)).isBetween(3970L, 4000L);
        assertThat(TestScenarioRunner.measure(waits, "slowest") / 1e9).isCloseTo(5.09, within(0.06));
        assertThat(TestScenarioRunner.measure(waits, "db", "pool_connect_failures"))
                .isEqualTo(18);
    }

    @ParameterizedTest
    @CsvSource({"crash db/primary for 10s", "power-off db/primary for 10s", "crash web for 3s"})
    void requestsWaitForAtMostTheTimeout(String fault) {
        VariantResult waits = run("connect_failure: wait, max_wait: 2s", fault);
        assertThat(good(waits)).isBetween(2400L, 3750L);
        assertThat(waits.accounting().audit())
                .filteredOn(line -> line.name().contains("connections acquired"))
                .hasSize(2)
                .allSatisfy(line -> assertThat(line.right()).isEqualTo(line.left()));
    }
}
