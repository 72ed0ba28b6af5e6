package dev.brownout.databases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.result.VariantResult;
import dev.brownout.rounds.ChosenRows;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Quorum latency, stale reads and siblings of a store against their formulas. */
@Tag("law")
class QuorumsLawTest {
    private static final String READS_AND_WRITES = """
              look: { rate: 200/s, key: uniform(100k), steps: [read: kv] }
              save: { rate: 200/s, key: uniform(100k), steps: [write: kv] }
            """;
    private static final String READS_WHAT_IT_WROTE = """
              save: { rate: 200/s, key: uniform(1M), steps: [write: kv, read: kv] }
            """;

    private static String site(int seed, String network, String store, String requests) {
        return """
                run: { duration: 12s, warmup: 2s, seed: %d }
                network: %s
                components:
                  kv: { kind: store, cores: 64, %s }
                requests:
                %s""".formatted(seed, network, store, requests);
    }

    private static VariantResult run(int seed, String network, String store, String requests) {
        return TestScenarioRunner.run(site(seed, network, store, requests));
    }

    /**
     * The mean of the time of the k-th of n responses, in milliseconds: of exponential times, H(n) - H(n - k) means;
     * otherwise the integral of the probability that fewer than k responses have arrived. The coordinator has one
     * replica, the others are a round trip away; network delays may vary as well.
     */
    @ParameterizedTest
    @ChosenRows
    @CsvSource(
            delimiter = '|',
            value = {
                "none | read: exp(1ms), write: exp(1ms), quorum: { read: 2, write: 3 } | 0.83333 | 1.83333",
                "{ rtt: 1ms } | read: exp(1ms), write: exp(1ms), quorum: { read: 2, write: 3 }, contact: quorum"
                        + " | 3.18394 | 3.62263",
                "{ rtt: 2ms } | read: exp(3ms), write: erlang(k=3 mean=3ms), quorum: { read: 1, write: 2 }"
                        + " | 3.97319 | 6.31959",
                "{ rtt: 1ms } | read: 2ms, write: uniform(1ms 2ms), quorum: { read: 2, write: 1 } | 4 | 2.5",
                "{ rtt: 0.5ms } | read: exp(1ms), write: exp(1ms), quorum: { read: 2, write: 2 },"
                        + " legs: { write: exp(10ms), ack: exp(1ms), read: exp(1ms), response: exp(2ms) }"
                        + " | 3.7625 | 7.9359",
                "{ rtt: 1ms } | read: exp(1ms), write: exp(4ms), conflicts: vector-clock, quorum: { read: 3, write: 2 }"
                        + " | 3.62263 | 8.00007"
            })
    void quorumLatencyIsAnOrderStatistic(String network, String store, double read, double write) {
        double sums = store.contains("legs") ? 0.003 : 0.0005;
        VariantResult[] results = new VariantResult[SeedAssertions.SEEDS];
        Arrays.setAll(results, seed -> run(seed, network, store, READS_AND_WRITES));
        SeedAssertions.agree(seed -> TestScenarioRunner.meanMillis(results[seed], "look"), read, sums * read, 0.01);
        SeedAssertions.agree(seed -> TestScenarioRunner.meanMillis(results[seed], "save"), write, sums * write, 0.01);
    }

    @ParameterizedTest
    @ChosenRows
    @CsvSource(
            delimiter = '|',
            value = {
                "read: exp(2ms), write: exp(5ms) | 0.588235",
                "read: exp(5ms), write: exp(5ms), quorum: { read: 1, write: 2 } | 0.25",
                "nodes: 5, copies: 5, read: exp(5ms), write: exp(20ms), quorum: { read: 2, write: 2 } | 0.256684",
                "read: 0ms, write: 0ms, legs: { write: exp(10ms), read: exp(3ms), ack: 1ms, own_copy: true }"
                        + " | 0.548386",
                "read: exp(2ms), write: exp(5ms), contact: quorum | 0.476190",
                "read: exp(2ms), write: exp(5ms), quorum: { read: 2 }, contact: quorum | 0.170068",
                "read: exp(2ms), write: exp(5ms), quorum: { write: 2 }, conflicts: vector-clock | 0.294118"
            })
    void staleReadShareMatchesItsFormula(String store, double share) {
        String repaired = "repair: { read: false }, " + store;
        SeedAssertions.agree(
                seed -> TestScenarioRunner.measure(
                        run(seed, "none", repaired, READS_WHAT_IT_WROTE), "kv", "stale_share"),
                share,
                0.02);
    }

    @Test
    @Tag("change")
    void quorumsThatDoNotOverlapBoundTheStaleShare() {
        String store = "read: exp(1ms), write: erlang(k=3 mean=10ms)";
        assertThat(TestScenarioRunner.measure(
                        run(1, "{ rtt: 0.5ms }", store, READS_WHAT_IT_WROTE), "kv", "stale_share"))
                .isBetween(0.3, 2 / 3.0);
    }

    /** A write of key k, at w(k)/s, is concurrent with one of two thirds of the writes that take D to arrive. */
    @ParameterizedTest
    @ChosenRows
    @CsvSource(
            delimiter = '|',
            value = {
                "none | uniform(100) | 0 | 100 | 100ms | 0.1",
                "{ rtt: 20ms } | zipf(1.0 500) | 1 | 500 | 50ms | 0.06"
            })
    void siblingShareFollowsTheDelay(String network, String key, double exponent, int keys, String path, double delay) {
        String store = "conflicts: vector-clock, read: 0ms, write: 0ms, legs: { write: %s }".formatted(path);
        String writes = "  save: { rate: 200/s, key: %s, steps: [write: kv] }%n".formatted(key);
        double all = IntStream.rangeClosed(1, keys)
                .mapToDouble(rank -> StrictMath.pow(rank, -exponent))
                .sum();
        double share = IntStream.rangeClosed(1, keys)
                .mapToDouble(rank -> StrictMath.pow(rank, -exponent) / all)
                .map(of -> -of * StrictMath.expm1(-200 * of * 2 / 3 * delay))
                .sum();
        SeedAssertions.agree(
                seed -> {
                    VariantResult result = run(seed, network, store, writes);
                    return TestScenarioRunner.measure(result, "kv", "siblings")
                            / result.requests().get("save").good();
                },
                share,
                0.02);
    }

    /** A later write of a node may arrive before an earlier one, and contains it in its version. */
    @Test
    @Tag("change")
    void varyingDelaysLeaveFewerSiblings() {
        String store = "conflicts: vector-clock, read: 0ms, write: 0ms, legs: { write: exp(100ms) }";
        String writes = "  save: { rate: 200/s, key: uniform(20), steps: [write: kv] }\n";
        double most = -StrictMath.expm1(-10 * 2 / 3.0 * 0.1);
        VariantResult result = run(1, "none", store, writes);
        double share = TestScenarioRunner.measure(result, "kv", "siblings")
                / result.requests().get("save").good();
        assertThat(share).isBetween(0.8 * most, 0.98 * most);
    }
}
