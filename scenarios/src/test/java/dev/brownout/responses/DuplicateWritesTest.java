package dev.brownout.responses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.databases.TestScenarioRunner;
import dev.brownout.result.VariantResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Duplicate writes: a retry after a timeout is applied although the first attempt is applied too. */
class DuplicateWritesTest {
    private static final String REGIONS = """
            regions:
              east: { at: us-east, users: 50% }
              west: { at: us-west, users: 50% }
            """;

    /**
     * Runs 100 writes/s for 100 s, each with a timeout and retries. The service times of the attempts are independent.
     */
    private static VariantResult write(String database, String attempts, String more) {
        return TestScenarioRunner.run("""
                run: { duration: 100s, seed: 4 }
                network: none
                components:
                  web: { kind: server, cores: 1000, workers: 100k, service: 1us }
                  db: { cores: 1000, %s }
                requests:
                  put:
                    rate: "constant(100/s)"
                    timeout: 1m
                    key: uniform(1G)
                    steps: [ web, { write: db, timeout: 100ms, retry: { attempts: %s, backoff: none } } ]
                """.formatted(database, attempts) + more);
    }

    private static double duplicates(VariantResult result) {
        return TestScenarioRunner.measure(result, "db", "duplicate_writes");
    }

    /**
     * The service time of an attempt is exponential with the timeout as its mean: a share of e^-1 of the first attempts
     * is late.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "kind: database, write: exp(100ms)",
                "kind: database, replicas: 1, shards: 4, write: exp(100ms)",
                "kind: store, nodes: 1, write: exp(100ms)"
            })
    void lateAttemptsAreAppliedAndCountedAsDuplicates(String database) {
        VariantResult result = write(database, "2", "");
        double late = Math.exp(-1);
        assertThat(duplicates(result)).isCloseTo(9999 * late, within(4 * Math.sqrt(9999 * late * (1 - late))));
        assertThat(result.accounting().data().get("db").duplicate()).isEqualTo((long) duplicates(result));
        assertThat(result.accounting().losses()).anyMatch(loss -> loss.metric().equals("duplicate_writes"));
    }

    /** Each attempt takes twice the timeout: each write is applied three times and counted once. */
    @Test
    void writeAppliedThreeTimesCountsAsOneDuplicate() {
        VariantResult result = write("kind: database, write: 200ms", "3", "");
        assertThat(duplicates(result)).isBetween(9960.0, 9999.0);
        assertThat(result.requests().get("put").failed()).isGreaterThan(9950);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kind: database, write: 200ms, deduplicate: true",
                "kind: database, write: 50ms",
                "kind: store, nodes: 3, write: 50ms"
            })
    void noDuplicatesWithDeduplicationOrWithoutRetries(String database) {
        VariantResult result = write(database, "3", "");
        assertThat(duplicates(result)).isZero();
        assertThat(result.accounting().losses()).isEmpty();
    }

    /** Each region has a primary, which applies the retries of its own users. */
    @Test
    void duplicatesOfSeveralPrimariesAreAddedUp() {
        String primaries = "kind: database, regions: [east, west], replication: { mode: multi-primary }, write: ";
        VariantResult result = write(primaries + "exp(100ms)", "2", REGIONS);
        double late = Math.exp(-1);
        assertThat(duplicates(result)).isCloseTo(9999 * late, within(4 * Math.sqrt(9999 * late * (1 - late))));
        assertThat(result.accounting().data().get("db").duplicate()).isEqualTo((long) duplicates(result));
    }
}
