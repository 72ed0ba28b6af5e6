package dev.brownout.poolers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.databases.TestScenarioRunner;
import dev.brownout.result.VariantResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Transactions of several queries at a database, with and without a connection pool. */
class TransactionStepTest {
    private static VariantResult run(String database, String steps, String rest) {
        return TestScenarioRunner.run("""
                run: { duration: 30s, seed: 5 }
                network: none
                components:
                  web: { kind: server, service: 0ms, cores: 1000 }
                  db: { kind: database, cores: 1000, read: 5ms, write: 5ms, %s }
                requests:
                  order: { rate: constant(100/s), key: uniform(1000), timeout: 3s, steps: [web, %s] }
                %s
                """.formatted(database, steps, rest));
    }

    /** A transaction holds a connection for 100 ms, although single queries would hold it for 5 ms each. */
    @ParameterizedTest
    @CsvSource({
        "'transaction: [{ read: db }, wait: 90ms, { write: db }], wait: 1s', 10",
        "'{ read: db }, wait: 90ms, { write: db }, wait: 1s', 1"
    })
    void transactionHoldsAConnectionOfAPoolOfCalls(String steps, double connections) {
        VariantResult result = run("pool: { size: 50, held: call }", steps, "");
        assertThat(TestScenarioRunner.measure(result, "db", "pool_utilization") * 50)
                .isCloseTo(connections, within(0.1));
        assertThat(result.requests().get("order").outcomes().get("ok")).isGreaterThan(2880);
    }

    /** 100/s, each idle for 90 ms; a connection to the replica with the read is also idle during the write. */
    @ParameterizedTest
    @CsvSource({
        "replicas: 0, 9",
        "'pool: { size: 50 }', 9",
        "'replicas: 1, reads: { from: replicas }', 9.5",
        "'shards: 2', 9"
    })
    void transactionsAreIdleBetweenTheirQueries(String database, double idle) {
        VariantResult result = run(database, "transaction: [{ read: db }, wait: 90ms, { write: db }]", "");
        assertThat(TestScenarioRunner.measure(result, "db", "idle_in_transaction"))
                .isCloseTo(idle, within(0.05));
        assertThat(result.accounting().audit())
                .filteredOn(line -> line.name().contains("transactions begun"))
                .isNotEmpty()
                .allSatisfy(line -> {
                    assertThat(line.left()).isPositive();
                    assertThat(line.right()).isEqualTo(line.left());
                });
    }

    @Test
    void failedRequestsRollBack() {
        VariantResult result = run(
                "lock: row",
                "transaction: [{ write: db, key: uniform(1), timeout: 20ms }, wait: 15ms]",
                "faults: [at 10s: crash web for 2s]\n");
        assertThat(result.requests().get("order").outcomes().get("timed_out")).isPositive();
        assertThat(result.requests().get("order").outcomes().get("ok")).isGreaterThan(500);
    }

    @ParameterizedTest
    @CsvSource({
        "'transaction: [web, read: db]', 'ends on the server on which it begins'",
        "'transaction: [transaction: [read: db]]', 'cannot contain another one'",
        "'transaction: [wait: 5ms]', 'begins with its first query'",
        "'transaction: [parallel: [{ read: db }, { read: db }], write: db]', 'outside of ''parallel'''"
    })
    void invalidTransactionsAreErrors(String step, String message) {
        assertThatThrownBy(() -> run("", step, "")).hasMessageContaining(message);
    }

    @Test
    void transactionsNeedOnePrimary() {
        assertThatThrownBy(() -> TestScenarioRunner.run("""
                        run: 10s
                        regions: { east: { at: us-east, users: 50% }, west: { at: us-west, users: 50% } }
                        components:
                          web: { kind: server, regions: [east, west] }
                          db: { kind: database, regions: [east, west], replication: { mode: multi-primary } }
                        requests:
                          page: { rate: 1/s, steps: [web, transaction: [read: db]] }
                        """)).hasMessageContaining("several primaries");
    }
}
