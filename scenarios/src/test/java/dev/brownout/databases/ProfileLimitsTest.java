package dev.brownout.databases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.result.RequestResult;
import dev.brownout.result.VariantResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Connection limits of product profiles. */
class ProfileLimitsTest {
    /** A hanging cache holds as many calls as the product allows connections, and rejects further calls. */
    @ParameterizedTest
    @CsvSource({"memcached, 1024", "redis, 10000", "redis-cluster, 10000"})
    void cacheHoldsCallsUpToItsConnectionLimit(String profile, int connections) {
        VariantResult result = TestScenarioRunner.run("""
                run: { duration: 1s, warmup: 0s, seed: 1 }
                network: none
                components:
                  cache: { kind: cache, profile: %s, nodes: %d, lookup: 10m, source: db, read_policy: read-through }
                  db: { kind: database }
                requests:
                  page: { rate: 20k/s, key: uniform(1), timeout: 10m, steps: [{ read: cache }] }
                """.formatted(profile, profile.equals("redis-cluster") ? 3 : 1));
        assertLimit(result, connections);
    }

    /**
     * Calls hold a connection until the end of the run. PostgreSQL leaves 97 of its 100 connections to roles without
     * superuser rights.
     */
    @ParameterizedTest
    @CsvSource({"postgres, 97", "pgbouncer, 97", "mysql, 151"})
    void databaseHasTheConnectionLimitOfOrdinaryRoles(String profile, int connections) {
        VariantResult result = pooled(profile);
        assertLimit(result, connections);
        assertThat(TestScenarioRunner.measure(result, "db", "pool_refused"))
                .isEqualTo(result.requests().get("page").failed());
    }

    /** HikariCP waits for a connection while the database refuses new ones. */
    @Test
    void requestsOfHikariCpWaitAtTheConnectionLimit() {
        VariantResult result = pooled("hikaricp");
        RequestResult page = result.requests().get("page");
        assertThat(page.failed()).isZero();
        assertThat(page.unfinished()).isEqualTo(page.offered());
        assertThat(TestScenarioRunner.measure(result, "db", "pool_queue.max")).isEqualTo(page.offered() - 97.0);
    }

    private static VariantResult pooled(String profile) {
        return TestScenarioRunner.run("""
                run: { duration: 1s, warmup: 0s, seed: 1 }
                network: none
                components:
                  lb: { kind: load-balancer, algorithm: round-robin }
                  web: { kind: server, nodes: 20, cores: 1k, service: 0ms }
                  db: { kind: database, replicas: 0, read: 10m, cores: 1k, pool: { profile: %s, size: 10 } }
                requests:
                  page: { rate: 1k/s, timeout: 10m, steps: [lb, web, { read: db }] }
                """.formatted(profile));
    }

    private static void assertLimit(VariantResult result, int calls) {
        RequestResult page = result.requests().get("page");
        assertThat(page.offered()).isGreaterThan(calls * 3 / 2);
        assertThat(page.unfinished()).isEqualTo(calls);
        assertThat(page.failed()).isEqualTo(page.offered() - calls);
    }
}
