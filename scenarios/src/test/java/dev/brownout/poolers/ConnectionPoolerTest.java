package dev.brownout.poolers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.databases.TestScenarioRunner;
import dev.brownout.result.VariantResult;
import dev.brownout.rounds.ChosenRows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions, transactions, limits and failures of a pooler with scripted requests. */
class ConnectionPoolerTest {
    private static final String TRANSACTION = "transaction: [{ read: bouncer }, wait: 40ms, { write: bouncer }]";

    private static VariantResult run(String pooler, String database, String steps, String rest) {
        return TestScenarioRunner.run("""
                run: { duration: 60s, seed: 3 }
                network: { rtt: 1ms, timeout: 1s }
                components:
                  web: { kind: server, nodes: 4, service: 0ms, cores: 1000 }
                  bouncer: { kind: pooler, source: db, service: 0s, %s }
                  db: { kind: database, cores: 1000, read: 5ms, write: 5ms, %s }
                requests:
                  page: { rate: constant(100/s), key: uniform(10), timeout: 3s, steps: [web, %s] }
                %s
                """.formatted(pooler, database, steps, rest));
    }

    private static double value(VariantResult result, String component, String metric) {
        return TestScenarioRunner.measure(result, component, metric);
    }

    private static long outcome(VariantResult result, String outcome) {
        return result.requests().get("page").outcomes().getOrDefault(outcome, 0L);
    }

    /** The audit of a run fails the run, so that a passed run has its identities. */
    private static void requireBalanced(VariantResult result) {
        assertThat(result.accounting().audit())
                .filteredOn(line -> line.name().contains("server connections acquired"))
                .hasSize(1)
                .allSatisfy(line -> {
                    assertThat(line.left()).isPositive();
                    assertThat(line.right()).isEqualTo(line.left());
                });
    }

    /** The first 20 of the 40 pooled client connections keep the server connections to the end of the run. */
    @Test
    void sessionsOfPoolsKeepTheirServerConnections() {
        VariantResult result = run(
                "mode: session, pool: { size: 10, held: call }",
                "lock: row",
                "{ parallel: [{ read: bouncer }, { read: bouncer }, { read: bouncer }, { read: bouncer }, "
                        + "{ read: bouncer }, { read: bouncer }, { read: bouncer }, { read: bouncer }] }",
                "");
        assertThat(value(result, "bouncer", "servers_open.max")).isEqualTo(20);
        assertThat(outcome(result, "ok")).isLessThan(6000);
        requireBalanced(result);
    }

    @Test
    void transactionsShareServerConnections() {
        VariantResult result = run("mode: transaction, pool: { size: 10 }", "lock: row", TRANSACTION, "");
        assertThat(outcome(result, "ok")).isGreaterThan(5980);
        assertThat(value(result, "bouncer", "clients.max")).isGreaterThan(4);
        assertThat(value(result, "bouncer", "server_utilization")).isBetween(0.2, 0.4);
        requireBalanced(result);
    }

    @Test
    void statementModeRefusesTransactions() {
        assertThatThrownBy(() -> run("mode: statement", "lock: row", TRANSACTION, ""))
                .hasMessageContaining("transaction blocks not allowed in statement pooling mode");
    }

    @ParameterizedTest
    @ChosenRows({1, 4, 9})
    @ValueSource(
            strings = {
                "crash web for 5s",
                "crash bouncer for 5s",
                "crash db/primary for 5s",
                "pause bouncer for 2s",
                "power-off db/primary for 5s",
                "power-off web/1 for 5s",
                "restart bouncer",
                "hang db/primary for 3s",
                "blackhole bouncer for 5s"
            })
    void failuresRollBackAndReleaseEverything(String fault) {
        VariantResult result = run(
                "mode: transaction",
                "lock: row",
                TRANSACTION,
                "faults: [at 20s: " + fault + "]\n"
                        + "predict:\n  later: page.availability ~ 100% +/- 100% from 45s to 58s\n");
        assertThat(TestScenarioRunner.measure(result, "later")).isEqualTo(1);
        requireBalanced(result);
    }

    @Test
    void callersSeeTheFailureOfThePooler() {
        VariantResult result =
                run("mode: transaction", "lock: row", TRANSACTION, "faults: [at 20s: crash bouncer for 5s]\n");
        assertThat(outcome(result, "reset")).isBetween(1L, 10L);
        assertThat(outcome(result, "refused")).isBetween(490L, 510L);
    }

    @Test
    void databaseEndsIdleTransactions() {
        VariantResult result =
                run("mode: transaction", "lock: row, idle_in_transaction_timeout: 20ms", TRANSACTION, "");
        assertThat(outcome(result, "failed")).isGreaterThan(5980);
        assertThat(value(result, "db", "idle_transactions_ended")).isGreaterThan(5980);
        assertThat(value(result, "bouncer", "idle_closed")).isZero();
        requireBalanced(result);
    }

    @Test
    void poolerClosesIdleTransactions() {
        VariantResult result = run("mode: transaction, idle_transaction_timeout: 20ms", "lock: row", TRANSACTION, "");
        assertThat(outcome(result, "failed")).isGreaterThan(5980);
        assertThat(value(result, "bouncer", "idle_closed")).isGreaterThan(5980);
        requireBalanced(result);
    }

    @Test
    void queriesWaitForAtMostTheQueryWaitTimeout() {
        VariantResult result = run("mode: transaction, size: 2, max_wait: 100ms", "", TRANSACTION, "");
        assertThat(value(result, "bouncer", "wait_timeouts")).isCloseTo(outcome(result, "rejected"), within(3.0));
        assertThat(outcome(result, "rejected")).isPositive();
        requireBalanced(result);
    }

    /** Transactions lock two of three rows in any order, and wait for each other. */
    @Test
    void deadlocksEndAfterTheirTimeout() {
        VariantResult result = run(
                "mode: transaction, max_client_connections: unlimited",
                "lock: row",
                "transaction: [{ write: bouncer, key: uniform(3), timeout: 5s }, wait: 10ms,"
                        + " { write: bouncer, key: uniform(3), timeout: 5s }]",
                "load: constant(5/s)\n");
        assertThat(outcome(result, "failed")).isPositive();
        requireBalanced(result);
    }

    @Test
    void sourceMustBeADatabaseWithoutAPool() {
        assertThatThrownBy(() -> run("mode: transaction", "pool: {}", TRANSACTION, ""))
                .hasMessageContaining("must be a database with one primary and without 'pool'");
    }
}
