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

/** Replicas contacted by a read of a store, and the latency of the coordinator's own replica. */
@Tag("law")
class StoreContactsLawTest {
    private static String reads(String store, String more) {
        return """
                run: { duration: 100s, warmup: 10s, seed: 77 }
                network: none
                components:
                  kv: { kind: store, nodes: 6, copies: 3, cores: 1, queue: unlimited, write: exp(1ms), %s }
                requests:
                  look: { rate: 1200/s, key: uniform(100k), timeout: 5s, steps: [read: kv] }
                %s""".formatted(store, more);
    }

    /** 1200/s of 1 ms over six nodes are 20 % per contacted replica; one read in a hundred contacts one more. */
    @ParameterizedTest
    @ChosenRows
    @CsvSource(
            delimiter = '|',
            value = {
                "profile: cassandra, read: exp(1ms) | 0.202",
                "profile: cassandra, read: exp(1ms), quorum: { read: 2 } | 0.402",
                "read: exp(1ms), contact: quorum | 0.2",
                "read: 0.5ms, contact: quorum, quorum: { read: 3 } | 0.3",
                "read: exp(1ms) | 0.6",
                "profile: riak, read: exp(1ms) | 0.6"
            })
    void utilizationFollowsTheContactedReplicas(String store, double utilization) {
        VariantResult result = TestScenarioRunner.run(reads(store, ""));
        assertThat(TestScenarioRunner.measure(result, "kv", "utilization")).isCloseTo(utilization, within(0.005));
    }

    /**
     * Each region reads its own replica; the region with three quarters of the users has three quarters of the work.
     */
    @Test
    void readsStayInTheirRegion() {
        String site = """
                run: { duration: 60s, warmup: 10s, seed: 5 }
                regions:
                  a: { users: 75%, rtt: { b: 100ms } }
                  b: { users: 25% }
                components:
                  web: { kind: server, regions: [a, b], cores: 64, service: 0ms }
                  kv:
                    kind: store
                    regions: [a, b]
                    nodes: 2
                    copies: 4
                    cores: 1
                    read: 1ms
                    contact: quorum
                    QUORUM
                requests:
                  look: { rate: 800/s, key: uniform(10k), timeout: 5s, steps: [web, read: kv] }
                """;
        VariantResult one = TestScenarioRunner.run(site.replace("QUORUM", "quorum: { read: 1 }"));
        assertThat(utilization(one, "1")).isCloseTo(0.3, within(0.015));
        assertThat(utilization(one, "3")).isCloseTo(0.1, within(0.01));
        VariantResult two = TestScenarioRunner.run(site.replace("QUORUM", "quorum: { read: 2 }"));
        assertThat(utilization(two, "2")).isCloseTo(0.6, within(0.02));
        assertThat(utilization(two, "4")).isCloseTo(0.2, within(0.015));
        assertThat(TestScenarioRunner.meanMillis(two, "look")).isLessThan(20);
        VariantResult three = TestScenarioRunner.run(site.replace("QUORUM", "quorum: { read: 3 }"));
        assertThat(TestScenarioRunner.meanMillis(three, "look")).isGreaterThan(100);
    }

    private static double utilization(VariantResult result, String node) {
        return result.components().get("kv").nodes().entrySet().stream()
                .filter(named -> named.getKey().endsWith(node))
                .findFirst()
                .orElseThrow()
                .getValue()
                .get("utilization")
                .value();
    }

    /** Until its failure is detected, a hanging replica is contacted by every second read with a quorum of two. */
    @Test
    @Tag("change")
    void speculativeRetryReplacesAHangingReplica() {
        String hangs = "faults: [at 40s: hang kv/1 for 4s]\n";
        String store = "read: exp(0.1ms), quorum: { read: 2 }, contact: quorum, health: { every: 2s }";
        VariantResult alone = TestScenarioRunner.run(reads(store, hangs));
        VariantResult retried =
                TestScenarioRunner.run(reads(store + ", speculative_retry: { percentile: 99% }", hangs));
        VariantResult fixed = TestScenarioRunner.run(reads(store + ", speculative_retry: { after: 20ms }", hangs));
        long lost = alone.requests().get("look").failed();
        assertThat(retried.requests().get("look").failed()).isLessThan(lost * 2 / 3);
        assertThat(fixed.requests().get("look").failed()).isLessThan(lost * 2 / 3);
        assertThat(TestScenarioRunner.measure(fixed, "kv", "speculative_reads")).isGreaterThan(lost / 4.0);
        assertThat(TestScenarioRunner.measure(retried, "kv", "speculative_reads"))
                .isGreaterThan(0.009 * retried.requests().get("look").good());
    }

    @Test
    void rejectsSpeculativeRetryWithoutSpareReplica() {
        assertThatThrownBy(() -> TestScenarioRunner.load(reads("speculative_retry: { after: 20ms }", "")))
                .hasMessageContaining("contact: quorum");
        assertThatThrownBy(() -> TestScenarioRunner.load(reads("contact: quorum, speculative_retry: {}", "")))
                .hasMessageContaining("'after' or 'percentile'");
    }

    /**
     * The coordinator has its own replica without delay, so that a write and a read with a quorum of one take two
     * service times of 0.1 ms. A read at another of the three nodes misses a write that takes longer than 0.1 ms to
     * arrive: 2/3 e^-0.01.
     */
    @ParameterizedTest
    @ChosenRows
    @CsvSource(
            delimiter = '|',
            value = {
                "quorum: { read: 1, write: 1 } | 0.2 | 0.6600",
                "quorum: { read: 1, write: 1 }, conflicts: vector-clock | 0.2 | 0.6667",
                "quorum: { read: 1, write: 1 }, contact: quorum | 0.2 | 0.6600",
                "quorum: { read: 1, write: 3 } | 0 | 0"
            })
    void coordinatorReadsItsOwnReplicaWithoutDelay(String store, double millis, double stale) {
        VariantResult result = TestScenarioRunner.run(
                """
                run: { duration: 200s, warmup: 10s, seed: 77 }
                network: none
                components:
                  kv:
                    kind: store
                    nodes: 3
                    copies: 3
                    cores: 1000
                    queue: unlimited
                    read: 0.1ms
                    write: 0.1ms
                    legs: { write: exp(10ms), ack: exp(1ms), read: exp(1ms), response: exp(1ms) }
                %s
                requests:
                  cart: { rate: 200/s, key: uniform(10M), timeout: 60s, steps: [write: kv, read: kv] }
                """.formatted(store.replaceAll("(\\w+): (\\{[^}]*}|[a-z-]+)(, )?", "    $1: $2\n")
                        .stripTrailing()));
        if (millis > 0) {
            assertThat(TestScenarioRunner.meanMillis(result, "cart")).isCloseTo(millis, within(1e-9));
        } else {
            assertThat(TestScenarioRunner.meanMillis(result, "cart")).isGreaterThan(15);
        }
        double deviations = 4 * Math.sqrt(0.25 / 39_000);
        assertThat(TestScenarioRunner.measure(result, "kv", "stale_share")).isCloseTo(stale, within(deviations));
    }
}
