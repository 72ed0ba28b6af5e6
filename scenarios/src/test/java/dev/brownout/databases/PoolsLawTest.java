package dev.brownout.databases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.result.VariantResult;
import dev.brownout.rounds.ChosenRows;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Connection pools with exponential holding times, validated against M/M/c. */
@Tag("law")
class PoolsLawTest {
    private static VariantResult run(int seed, String pool, String steps) {
        return run(seed, pool, steps, "");
    }

    private static VariantResult run(int seed, String pool, String steps, String more) {
        return TestScenarioRunner.run("run: { duration: 310s, warmup: 10s, seed: " + seed + " }\nnetwork: none\n" + """
                components:
                  web: { kind: server, service: 0ms, cores: 1000 }
                  slow: { kind: server, service: exp(150ms), cores: 1000 }
                """
                + "  db: { kind: database, cores: 1000, read: exp(150ms), pool: " + pool + " }\n"
                + "requests:\n  page: { rate: 100/s, timeout: none, steps: [web, " + steps + "] }\n" + more);
    }

    /** Returns the probability of waiting and the mean waiting time in ms, by Erlang C. */
    private static double[] erlangC(int servers, double offered, double heldMillis) {
        double waits = ErlangFormulas.waitProbability(offered, servers);
        return new double[] {waits, waits * heldMillis / (servers - offered)};
    }

    @ParameterizedTest
    @ChosenRows
    @CsvSource({"20, call, 0.1", "20, request, 0.1", "16, call, 0.15"})
    void poolWaitFollowsErlangC(int size, String held, double precision) {
        double[] erlang = erlangC(size, 15, 150);
        assertThat(erlang[1]).isCloseTo(size == 20 ? 4.8 : 110, within(size == 20 ? 0.05 : 1));
        String pool = "{ size: " + size + ", held: " + held + " }";
        SeedAssertions.agree(
                seed -> TestScenarioRunner.measure(run(seed, pool, "{ read: db }"), "db", "pool_wait.mean") / 1e6,
                erlang[1],
                precision);
    }

    @Test
    @Tag("change")
    void poolUtilizationIsOfferedLoadOverSize() {
        SeedAssertions.agree(
                seed -> TestScenarioRunner.measure(run(seed, "{ size: 20 }", "{ read: db }"), "db", "pool_utilization"),
                0.75,
                0.01);
    }

    @Test
    void requestScopeHoldsTheConnectionBetweenCalls() {
        String steps = "{ read: db, times: 2 }, { call: slow }, { read: db }";
        VariantResult request = run(1, "{ size: 90, held: request }", steps);
        VariantResult call = run(1, "{ size: 90, held: call }", steps);
        assertThat(TestScenarioRunner.measure(request, "db", "pool_utilization") * 90)
                .isCloseTo(60, within(1.5));
        assertThat(TestScenarioRunner.measure(call, "db", "pool_utilization") * 90)
                .isCloseTo(45, within(1.2));
    }

    @Test
    void parallelBranchesUseSeparateConnections() {
        VariantResult result = run(1, "{ size: 90 }", "{ parallel: [{ read: db }, { read: db }] }");
        assertThat(TestScenarioRunner.measure(result, "db", "pool_utilization") * 90)
                .isCloseTo(30, within(0.8));
    }

    @Test
    void maxWaitRejectsQueuedCalls() {
        VariantResult result = run(1, "{ size: 5, max_wait: 200ms }", "{ read: db }");
        double rejected = TestScenarioRunner.measure(result, "db", "pool_timeouts");
        long inLineAtTheEnds = 50;
        assertThat(rejected)
                .isCloseTo(result.requests().get("page").outcomes().get("rejected"), within((double) inLineAtTheEnds));
        assertThat(rejected / 300).isCloseTo(100 - 5 / 0.150, within(1.5));
        assertThat(TestScenarioRunner.measure(result, "db", "pool_refused")).isZero();
    }

    @Test
    void maxConnectionsLimitsAllNodesTogether() {
        VariantResult result = run(
                1,
                "{ size: 20, max_connections: 50 }",
                "{ read: db }",
                "faults: [at 100s: scale web to 4, at 200s: scale web to 2]\n");
        assertThat(TestScenarioRunner.measure(result, "db", "pool_refused")).isPositive();
        assertThat(TestScenarioRunner.measure(result, "db", "pool_timeouts")).isZero();
        assertThat(TestScenarioRunner.measure(result, "db", "pool_open")).isBetween(20.0, 50.0);
    }

    @Test
    void connectionsBalanceAcrossCrashes() {
        VariantResult result = run(
                1,
                "{ size: 16, max_wait: 100ms }",
                "{ read: db }, { call: slow }",
                "faults: [at 50s: crash web for 5s, at 100s: pause web for 2s, at 150s: crash db for 5s]\n");
        assertThat(result.accounting().audit()).anySatisfy(line -> {
            assertThat(line.name()).contains("connections acquired");
            assertThat(line.left()).isPositive();
            assertThat(line.right()).isEqualTo(line.left());
        });
    }

    @Test
    void cancelledRequestsLeaveThePoolQueue() {
        VariantResult withTimeout = run(1, "{ size: 5, max_wait: 30s }", "{ read: db }");
        VariantResult hasty = TestScenarioRunner.run("""
                run: { duration: 60s, warmup: 10s, seed: 1 }
                network: none
                components:
                  web: { kind: server, service: 0ms, cores: 1000 }
                  db: { kind: database, cores: 1000, read: exp(150ms), pool: { size: 5, max_wait: 30s } }
                requests:
                  page: { rate: 100/s, timeout: 500ms, policies: [cancel_on_timeout: {}], steps: [web, read: db] }
                """);
        assertThat(TestScenarioRunner.measure(withTimeout, "db", "pool_queue")).isGreaterThan(1000);
        assertThat(TestScenarioRunner.measure(hasty, "db", "pool_queue")).isLessThan(60);
    }

    @ParameterizedTest
    @CsvSource({"request, 60, 100", "call, 45, 300"})
    void analyticalNumberOfConnectionsInUse(String held, double connections, double perSecond) {
        String steps = "{ read: db, times: 2 }, { call: slow, timeout: none }, { read: db }";
        String pool = "{ size: 90, held: " + held + " }, timeout: none";
        var limit = run(1, pool, steps).analysis().stations().stream()
                .filter(station -> station.station().equals("web: connections to db"))
                .findFirst()
                .orElseThrow();
        assertThat(limit.utilization() * 90).isCloseTo(connections, within(1e-6));
        assertThat(limit.offeredPerSecond()).isCloseTo(perSecond, within(1e-6));
    }

    @ParameterizedTest
    @CsvSource({"20, '16% wait, 4.8'", "16, '73% wait, 109'"})
    void analyticalPoolWaitFollowsErlangC(int size, String words) {
        double[] erlang = erlangC(size, 15, 150);
        assertThat(words).startsWith(Math.round(100 * erlang[0]) + "% wait");
        var limit =
                run(1, "{ size: " + size + ", held: call }, timeout: none", "{ read: db }")
                        .analysis()
                        .stations()
                        .stream()
                        .filter(station -> station.station().equals("web: connections to db"))
                        .findFirst()
                        .orElseThrow();
        assertThat(limit.formula().toString()).contains("; " + words).endsWith("ms on average of all (Erlang C)");
    }

    @Test
    void analyticalWaitOfAnIdlePoolIsNegligible() {
        var result = run(1, "{ size: 90, held: call }, timeout: none", "{ read: db }");
        assertThat(result.analysis().stations())
                .filteredOn(station -> station.station().equals("web: connections to db"))
                .extracting(station -> station.formula().toString())
                .allMatch(text -> text.endsWith("; less than 0.1% wait, less than 1ns on average of all (Erlang C)"))
                .hasSize(1);
    }

    @Test
    void overloadedPoolHasNoAnalyticalWait() {
        var result = run(1, "{ size: 14, held: call }, timeout: none", "{ read: db }");
        assertThat(result.analysis().warnings())
                .extracting(Object::toString)
                .anyMatch(text -> text.contains("connections to db"))
                .noneMatch(text -> text.contains("Erlang"));
    }

    @Test
    void rejectsPoolWithoutCallingComponent() {
        assertThatThrownBy(() -> TestScenarioRunner.run("""
                        run: 10s
                        components:
                          db: { kind: database, pool: {} }
                        requests:
                          page: { rate: 1/s, steps: [read: db] }
                        """))
                .hasMessageContaining("users have no connection pool for db");
    }
}
