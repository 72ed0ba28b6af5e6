package dev.brownout.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.databases.TestScenarioRunner;
import dev.brownout.result.VariantResult;
import dev.brownout.rounds.ChosenRows;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Client state of the instances of a function, each of which is a process. */
@Tag("law")
class FunctionProcessLawTest {
    /** Instances in use at a rate of one call per second each, with calls of a second and constant arrivals. */
    private static VariantResult run(int instances, String components, String steps) {
        return run(instances, "idle_timeout: 1h", components, steps);
    }

    private static VariantResult run(int instances, String settings, String components, String steps) {
        return TestScenarioRunner.run("""
                run: { duration: 20s }
                network: none
                components:
                  f: { kind: function, service: 0ms, cold_start: 0ms, %s }
                %s
                requests: { ask: { timeout: none, steps: [f, %s] } }
                load: constant(%d/s)
                """.formatted(settings, components, steps, instances));
    }

    private static double measure(VariantResult result, String component, String metric) {
        return TestScenarioRunner.measure(result, component, metric);
    }

    /** With a connection for each instance no query waits, however many instances there are. */
    @ParameterizedTest
    @ChosenRows(2)
    @ValueSource(ints = {1, 8, 40, 99})
    void poolsOfOneConnectionNeverWait(int instances) {
        VariantResult result = run(
                instances,
                "  db: { kind: database, cores: 1000, read: 0ms, pool: { size: 1, max_wait: 0ms } }",
                "{ read: db }, { wait: 990ms }");
        assertThat(measure(result, "f", "instances.max")).isEqualTo(instances);
        assertThat(measure(result, "db", "pool_open.max")).isEqualTo(instances);
        assertThat(measure(result, "db", "pool_timeouts")).isZero();
        assertThat(measure(result, "db", "pool_refused")).isZero();
    }

    /** A database refuses max(0, n - limit) of the n connections that as many processes open. */
    @ParameterizedTest
    @ChosenRows(3)
    @CsvSource({"10, 4", "10, 10", "60, 25", "60, 100", "110, 100"})
    void connectionsBeyondTheLimitAreRefused(int instances, int limit) {
        VariantResult result = TestScenarioRunner.run("""
                run: { duration: 12s }
                network: none
                components:
                  f: { kind: function, service: 0ms, cold_start: 0ms }
                  db: { kind: database, cores: 1000, read: 0ms, pool: { size: 1, max_connections: %d } }
                requests: { ask: { timeout: none, steps: [f, { wait: 10999ms }, { read: db }, { wait: 5s }] } }
                load: constant(%d/s)
                """.formatted(limit, instances));
        assertThat(measure(result, "db", "pool_refused")).isCloseTo(Math.max(0, instances - limit), within(1.0));
        assertThat(measure(result, "db", "pool_open.max")).isCloseTo(Math.min(instances, limit), within(1.0));
    }

    /** A connection opens with the first query of an instance and closes with its end, after an idle time. */
    @ParameterizedTest
    @ChosenRows(2)
    @CsvSource({"3/s, 100ms", "3/s, 1s", "50/s, 300ms", "1/s, 0ms"})
    void connectionsLiveAsLongAsInstances(String rate, String idle) {
        VariantResult result = TestScenarioRunner.run("""
                run: { duration: 60s }
                network: none
                components:
                  f: { kind: function, service: 0ms, cold_start: 0ms, idle_timeout: %s }
                  db: { kind: database, cores: 1000, read: exp(200ms), pool: { size: 2 } }
                requests: { ask: { rate: %s, timeout: none, steps: [f, { read: db }] } }
                """.formatted(idle, rate));
        double instances = measure(result, "f", "instances");
        assertThat(instances).isPositive();
        assertThat(measure(result, "db", "pool_open")).isEqualTo(instances);
    }

    private static VariantResult calling(int instances, String settings, String policy) {
        return run(
                instances,
                settings,
                "  bad: { kind: server, cores: 1000, service: 0ms }\nfaults: [ at 0s: errors bad 100% for 20s ]",
                "{ wait: 990ms }, { call: bad, " + policy + " }");
    }

    /**
     * Each instance has the state of one process: n times the calls until n breakers open, or n budgets are used up.
     */
    @ParameterizedTest
    @ChosenRows({3, 5})
    @CsvSource(
            delimiter = ';',
            value = {
                "circuit_breaker: { consecutive: 1, open: 1h }; 1; 1",
                "circuit_breaker: { consecutive: 1, open: 1h }; 1; 12",
                "circuit_breaker: { consecutive: 5, open: 1h }; 5; 12",
                "rate_limit: { rate: 1/h, burst: 3 }; 3; 1",
                "rate_limit: { rate: 1/h, burst: 4 }; 4; 25",
                "rate_limit: { rate: 1/h, burst: 4, shared: true }; 0.16; 25"
            })
    void eachInstanceHasItsOwnPolicies(String policy, double callsEach, int instances) {
        VariantResult result = calling(instances, "idle_timeout: 1h", policy);
        assertThat(measure(result, "f", "cold_starts")).isEqualTo(instances);
        assertThat(measure(result, "bad", "offered")).isEqualTo(callsEach * instances);
    }

    /** A retry pays 10 of the 40 tokens of its process. */
    @ParameterizedTest
    @ChosenRows(2)
    @ValueSource(ints = {1, 6, 30})
    void eachInstanceHasARetryBudget(int instances) {
        VariantResult result = calling(
                instances,
                "idle_timeout: 1h",
                "retry: { attempts: 3, backoff: none, budget: quota(tokens=40 retry=10) }");
        assertThat(measure(result, "f", "retries")).isEqualTo(4.0 * instances);
    }

    /** A bulkhead or limiter of one call rejects none of n calls in progress, as each instance has one call. */
    @ParameterizedTest
    @ChosenRows(2)
    @CsvSource({
        "bulkhead: { concurrent: 1 }, bulkhead_rejected, 1",
        "bulkhead: { concurrent: 1 }, bulkhead_rejected, 20",
        "'concurrency_limit: { initial: 1, min: 1, max: 1 }', limit_rejected, 20"
    })
    void eachInstanceHasItsOwnPermits(String policy, String rejected, int instances) {
        VariantResult result = run(
                instances, "  slow: { kind: server, cores: 1000, service: 900ms }", "{ call: slow, " + policy + " }");
        assertThat(measure(result, "slow", "offered")).isGreaterThanOrEqualTo(19.0 * instances);
        assertThat(measure(result, "f", rejected)).isZero();
    }

    /** An instance opens the connections of one client, fetches its own segment, and joins no fetch of another. */
    @ParameterizedTest
    @ChosenRows(2)
    @ValueSource(ints = {1, 5, 30})
    void eachInstanceHasItsOwnClients(int instances) {
        VariantResult result = run(instances, """
                  api: { kind: server, cores: 1000, nodes: 3, service: 0ms, client_connections: { per_client: 2 } }
                  ids: { kind: id-generator, scheme: ticket-server, segment: 1000 }
                """, "{ call: api }, { call: ids }, { wait: 990ms }");
        assertThat(measure(result, "api", "client_connections_opened")).isEqualTo(2.0 * instances);
        assertThat(measure(result, "ids", "offered")).isEqualTo(instances);
    }

    /** The state begins with a cold start: without a reuse of instances no breaker opens and no budget is used up. */
    @Test
    void stateEndsWithTheInstance() {
        VariantResult breaker = calling(2, "idle_timeout: 0ms", "circuit_breaker: { consecutive: 2, open: 1h }");
        assertThat(measure(breaker, "f", "breaker_opened")).isZero();
        VariantResult limit = calling(2, "idle_timeout: 0ms", "rate_limit: { rate: 1/h, burst: 1 }");
        assertThat(measure(limit, "f", "rate_limited")).isZero();
        VariantResult clients = run(
                2,
                "idle_timeout: 0ms",
                "  api: { kind: server, cores: 1000, service: 0ms, client_connections: { per_client: 1 } }",
                "{ call: api }, { wait: 990ms }");
        assertThat(measure(clients, "api", "client_connections_opened"))
                .isEqualTo(measure(clients, "f", "cold_starts"));
        assertThat(measure(clients, "api", "client_connections.max")).isEqualTo(2);
    }

    /** Faults of the function affect all of its processes: a crash ends their connections, a pause none. */
    @ParameterizedTest
    @CsvSource({"crash, 0", "pause, 4", "blackhole, 4"})
    void faultsAffectAllProcesses(String fault, int open) {
        VariantResult result = TestScenarioRunner.run("""
                run: { duration: 20s }
                network: none
                components:
                  f: { kind: function, service: 0ms, cold_start: 0ms, provisioned: 4, max_instances: 4 }
                  db: { kind: database, cores: 1000, read: 0ms, pool: { size: 1 } }
                requests: { ask: { timeout: 2s, steps: [f, { read: db }, { wait: 990ms }] } }
                load: constant(4/s)
                faults: [ at 10s: %s f for 5s ]
                predict:
                  open: db.pool_open ~ 4 +/- 100%% from 11s to 14s
                  later: db.pool_open ~ 4 +/- 100%% from 17s to 20s
                  ends: ask.throughput ~ 4/s +/- 100%% from 11s to 14s
                """.formatted(fault));
        assertThat(TestScenarioRunner.measure(result, "open")).isEqualTo(open);
        assertThat(TestScenarioRunner.measure(result, "ends")).isZero();
        assertThat(TestScenarioRunner.measure(result, "later")).isEqualTo(4);
    }

    /**
     * Each instance ejects both nodes for itself. A new instance does not know them, and ejects one by its only call.
     */
    @ParameterizedTest
    @ChosenRows(2)
    @CsvSource({"1, 1h, 2", "12, 1h, 24", "12, 0ms, 84"})
    void eachInstanceEjectsCacheNodes(int instances, String idle, int ejections) {
        VariantResult result = run(instances, "idle_timeout: " + idle, """
                  cache: { kind: cache, source: db, nodes: 2, eject_after: 1, eject_for: 1h }
                  db: { kind: database, cores: 1000, read: 0ms }
                faults: [ at 10s: crash cache for 7s ]
                """, "{ wait: 990ms }, { read: cache }");
        assertThat(measure(result, "cache", "ejections")).isEqualTo(ejections);
    }

    /** The estimate has one limit: all connections over the holding time, whatever the size of each pool. */
    @ParameterizedTest
    @ChosenRows(2)
    @CsvSource({"1, 50", "1, 200", "10, 50"})
    void connectionsOfAllInstancesLimitTheEstimate(int size, int limit) {
        String site = """
                run: { duration: 20s }
                network: none
                components:
                  f: { kind: function, service: 0ms }
                  db: { kind: database, cores: 1000, read: 500ms, pool: { size: %d, max_connections: %d } }
                requests: { ask: { steps: [f, { read: db, timeout: 5s, bulkhead: 1 }] } }
                load: constant(80/s)
                """.formatted(size, limit);
        assertThat(TestScenarioRunner.station(site, "f: connections to db").utilization())
                .isCloseTo(80 * 0.5 / limit, within(1e-9));
        assertThat(TestScenarioRunner.analysis(site).stations())
                .noneMatch(row -> row.station().contains("at a time"));
    }

    /** A limit of each instance admits all calls in the estimate. A shared limit admits its rate. */
    @Test
    void limitsOfInstancesDoNotLimitTheEstimate() {
        String site = """
                run: { duration: 20s }
                network: none
                components:
                  f: { kind: function, service: 0ms }
                  api: { kind: server, cores: 100, service: 1ms }
                requests: { ask: { steps: [f, { call: api, rate_limit: { rate: 5/s, shared: SHARED } }] } }
                load: constant(80/s)
                """;
        assertThat(TestScenarioRunner.station(site.replace("SHARED", "false"), "api")
                        .offeredPerSecond())
                .isCloseTo(80, within(1e-9));
        assertThat(TestScenarioRunner.station(site.replace("SHARED", "true"), "api")
                        .offeredPerSecond())
                .isCloseTo(5, within(1e-9));
    }
}
