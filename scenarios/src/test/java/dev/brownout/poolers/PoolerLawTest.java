package dev.brownout.poolers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.databases.ErlangFormulas;
import dev.brownout.databases.SeedAssertions;
import dev.brownout.databases.TestScenarioRunner;
import dev.brownout.result.Analysis.Station;
import dev.brownout.result.VariantResult;
import dev.brownout.rounds.ChosenRows;
import java.util.Collections;
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

    /**
     * Retries after a timeout t of an exponential query with the mean m have connections of their own: n attempts fail
     * with the probability e^(-nt/m). A second query of the request is as likely to succeed.
     */
    @ParameterizedTest
    @ChosenRows
    @CsvSource({
        "1, 20, transaction, 1",
        "2, 20, transaction, 1",
        "3, 20, transaction, 2",
        "2, 40, session, 2",
        "3, 30, session, 1",
        "2, 30, statement, 2",
        "3, 40, statement, 2"
    })
    void retriesAfterTimeoutsAreIndependent(int attempts, int timeoutMillis, String mode, int queries) {
        String read = "{ read: bouncer, timeout: %dms, retry: { attempts: %d, backoff: none } }"
                .formatted(timeoutMillis, attempts);
        String steps = String.join(
                ", ", Collections.nCopies(queries, attempts == 1 ? read.replaceAll(", retry.*", " }") : read));
        VariantResult result = TestScenarioRunner.run(
                site(3, "size: 100, mode: " + mode, "read: exp(20ms)", "rate: 100/s, steps: [web, " + steps + "]"));
        double right = Math.pow(1 - Math.exp(-attempts * timeoutMillis / 20.0), queries);
        assertThat(result.requests().get("page").availability())
                .isCloseTo(right, within(3.29 * Math.sqrt(right * (1 - right) / 30_000)));
    }

    /**
     * Hedges have connections of their own: no query fails. A hedge after the delay a leaves the minimum of two
     * exponential times, so that the mean is m (1 - e^(-a/m) / 2); its variance is at most m².
     */
    @ParameterizedTest
    @ChosenRows
    @CsvSource({"10, transaction, 1", "20, statement, 1", "30, session, 2", "20, transaction, 2"})
    void hedgesRunBesideTheFirstQuery(int delayMillis, String mode, int queries) {
        String read = "{ read: bouncer, timeout: none, hedge: { after: %dms } }".formatted(delayMillis);
        String steps = String.join(", ", Collections.nCopies(queries, read));
        VariantResult result = TestScenarioRunner.run(
                site(3, "size: 100, mode: " + mode, "read: exp(20ms)", "rate: 100/s, steps: [web, " + steps + "]"));
        assertThat(result.requests().get("page").availability()).isEqualTo(1);
        double right = queries * 20 * (1 - Math.exp(-delayMillis / 20.0) / 2);
        assertThat(TestScenarioRunner.meanMillis(result, "page"))
                .isCloseTo(right, within(3.29 * 20 * Math.sqrt(queries / 30_000.0)));
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

    private static Station connections(String steps, String read) {
        return TestScenarioRunner.station(
                site(1, "mode: transaction", "read: " + read, "rate: 100/s, steps: [web, " + steps + "]"),
                "bouncer: connections to db");
    }

    @Test
    void estimateOfCallsIsErlangC() {
        Station station = connections("{ read: bouncer, timeout: none }, wait: 1s", "exp(150ms)");
        assertThat(station.utilization()).isCloseTo(0.75, within(1e-6));
        assertThat(station.formula().toString()).contains("16% wait, 4.8").endsWith("on average of all (Erlang C)");
    }

    @Test
    void transactionsHaveNoEstimate() {
        assertThat(connections("transaction: [{ read: bouncer, timeout: none }, wait: 145ms]", "5ms")
                        .formula()
                        .toString())
                .isEqualTo("no estimate: a transaction keeps its connection");
    }
}
