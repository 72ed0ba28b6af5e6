package dev.brownout.poolers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.databases.ErlangFormulas;
import dev.brownout.databases.SeedAssertions;
import dev.brownout.databases.TestScenarioRunner;
import dev.brownout.result.Analysis.Station;
import dev.brownout.result.VariantResult;
import dev.brownout.rounds.ChosenRows;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Server connections of a pooler and transactions, validated against queueing formulas. */
@Tag("law")
class PoolerLawTest {
    private static String site(int seed, String pooler, String database, String request) {
        return """
                run: { duration: 310s, warmup: 10s, seed: %d }
                network: none
                components:
                  web: { kind: server, nodes: 20, service: 0ms, cores: 1000 }
                  bouncer: { kind: pooler, source: db, service: 0s, max_client_connections: unlimited, %s }
                  db: { kind: database, cores: 1000, %s }
                requests:
                  page: { timeout: none, %s }
                """.formatted(seed, pooler, database, request);
    }

    /** 20 nodes share 20 connections: 100/s, each held for an exponential time with a mean of 150 ms. */
    @ParameterizedTest
    @ChosenRows
    @CsvSource({
        "transaction, 'steps: [web, { read: bouncer, timeout: none }]', 150ms",
        "statement, 'steps: [web, { read: bouncer, timeout: none }, wait: 1s]', 150ms",
        "session, 'steps: [web, { read: bouncer, timeout: none }, wait: exp(150ms)]', 0ms",
        "transaction, 'steps: [web, transaction: [{ read: bouncer, timeout: none }, wait: exp(150ms)]]', 0ms"
    })
    void serverWaitFollowsErlangC(String mode, String steps, String query) {
        double waits = ErlangFormulas.waitProbability(15, 20);
        String read = query.equals("0ms") ? "read: 0ms" : "read: exp(" + query + ")";
        SeedAssertions.agree(
                seed -> TestScenarioRunner.measure(
                                TestScenarioRunner.run(site(seed, "mode: " + mode, read, "rate: 100/s, " + steps)),
                                "bouncer",
                                "server_wait.mean")
                        / 1e6,
                waits * 150 / (20 - 15),
                0.1);
    }

    /** Requests of an open session beyond max_client_connections are lost: Erlang B. */
    @Test
    @Tag("change")
    void refusedClientsFollowErlangB() {
        SeedAssertions.agree(
                seed -> TestScenarioRunner.measure(
                                TestScenarioRunner.run(site(
                                                seed,
                                                "mode: transaction",
                                                "read: 0ms",
                                                "rate: 100/s, steps: [web, { read: bouncer }, wait: exp(150ms)]")
                                        .replace("max_client_connections: unlimited", "max_client_connections: 15")),
                                "bouncer",
                                "clients_refused")
                        / 300,
                100 * ErlangFormulas.lossProbability(15, 15),
                0.05);
    }

    /**
     * 20 connections, each busy for 5 ms and idle in a transaction for 45 ms: 400 transactions/s. Without the
     * transaction the connections serve the offered 500/s, and 4,000/s would be possible.
     */
    @ParameterizedTest
    @CsvSource({
        "'transaction: [{ read: bouncer, timeout: none }, wait: 45ms]', 400, 1, 0.9",
        "'{ read: bouncer, timeout: none }, wait: 45ms', 500, 0.125, 0"
    })
    void throughputIsConnectionsOverHoldingTime(String steps, double perSecond, double used, double idle) {
        VariantResult result = TestScenarioRunner.run(
                site(1, "mode: transaction", "read: 5ms", "rate: constant(500/s), steps: [web, " + steps + "]")
                        .replace("duration: 310s", "duration: 20s"));
        double busyCores = TestScenarioRunner.measure(result, "db", "utilization") * 1000;
        assertThat(busyCores / 0.005).isCloseTo(perSecond, within(0.5));
        assertThat(TestScenarioRunner.measure(result, "bouncer", "server_utilization"))
                .isCloseTo(used, within(0.001));
        assertThat(TestScenarioRunner.measure(result, "bouncer", "idle_in_transaction"))
                .isCloseTo(idle, within(0.001));
        assertThat(TestScenarioRunner.measure(result, "db", "idle_in_transaction"))
                .isCloseTo(20 * idle, within(0.02));
    }

    /** Writes of one row that hold its lock for a transaction of 25 ms: M/D/1 at a load of 50 %. */
    @Test
    @Tag("change")
    void rowLocksAreHeldToTheEndOfTheTransaction() {
        SeedAssertions.agree(
                seed -> TestScenarioRunner.meanMillis(
                        TestScenarioRunner.run(site(
                                seed,
                                "mode: transaction, size: 1000",
                                "write: 10ms, lock: row",
                                "rate: 20/s, key: uniform(1), steps: [web, transaction: [{ write: bouncer,"
                                        + " timeout: none }, wait: 15ms]]")),
                        "page"),
                25 + 12.5,
                0.02);
    }

    /** The estimate has the holding time of calls, and of transactions with their idle time. */
    @ParameterizedTest
    @CsvSource({
        "'{ read: bouncer, timeout: none }, wait: 1s', exp(150ms), 0.75",
        "'transaction: [{ read: bouncer, timeout: none }, wait: 145ms]', 5ms, 0.75",
    })
    void estimatesAreErlangC(String steps, String read, double utilization) {
        Station station = TestScenarioRunner.station(
                site(1, "mode: transaction", "read: " + read, "rate: 100/s, steps: [web, " + steps + "]"),
                "bouncer: connections to db");
        assertThat(station.utilization()).isCloseTo(utilization, within(1e-6));
        assertThat(station.formula()).contains("16% wait, 4.8").endsWith("on average of all (Erlang C)");
    }
}
