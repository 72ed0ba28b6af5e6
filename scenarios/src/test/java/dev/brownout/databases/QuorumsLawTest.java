package dev.brownout.databases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.result.ScenarioExplanation;
import dev.brownout.result.VariantResult;
import dev.brownout.rounds.ChosenRows;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Analytical estimates of quorum latency and stale reads of a store, and siblings, validated against its runs. */
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
                  kv: { kind: store, cores: %s, %s }
                requests:
                %s""".formatted(seed, network, cores(store), store.replace("alone, ", ""), requests);
    }

    private static int cores(String store) {
        return store.startsWith("alone") ? 1 : 64;
    }

    private static ScenarioExplanation.Quorum paper(String network, String store, String requests) {
        return TestScenarioRunner.explanation(site(0, network, store, requests))
                .quorums()
                .get(0);
    }

    private static VariantResult run(int seed, String network, String store, String requests) {
        return TestScenarioRunner.run(site(seed, network, store, requests));
    }

    /** Exponential service times without network delay: H(n) - H(n - k) means. */
    @ParameterizedTest
    @ChosenRows(2)
    @CsvSource({"1, 3, 0.333333", "2, 3, 0.833333", "3, 3, 1.833333", "3, 5, 0.783333"})
    void quorumOfExponentialTimesIsAnOrderStatistic(int k, int n, double means) {
        String store =
                "nodes: %d, copies: %d, read: exp(10ms), write: exp(10ms), quorum: { read: %d }".formatted(n, n, k);
        ScenarioExplanation.Quorum paper = paper("none", store, READS_AND_WRITES);
        assertThat(paper.why()).isEmpty();
        assertThat(paper.readNanos() / 1e7).isCloseTo(means, within(1e-4 * means));
    }

    /** The coordinator has one replica, the others are a round trip away; network delays may vary as well. */
    @ParameterizedTest
    @ChosenRows
    @CsvSource(
            delimiter = '|',
            value = {
                "none | read: exp(1ms), write: exp(1ms), quorum: { read: 2, write: 3 }",
                "{ rtt: 1ms } | read: exp(1ms), write: exp(1ms), quorum: { read: 2, write: 3 }, contact: quorum",
                "{ rtt: 2ms } | read: exp(3ms), write: erlang(k=3 mean=3ms), quorum: { read: 1, write: 2 }",
                "{ rtt: 1ms } | read: 2ms, write: uniform(1ms 2ms), quorum: { read: 2, write: 1 }",
                "{ rtt: 0.5ms } | read: exp(1ms), write: exp(1ms), quorum: { read: 2, write: 2 },"
                        + " legs: { write: exp(10ms), ack: exp(1ms), read: exp(1ms), response: exp(2ms) }",
                "{ rtt: 1ms } | read: exp(1ms), write: exp(4ms), conflicts: vector-clock, quorum: { read: 3, write: 2 }"
            })
    void quorumLatencyMatchesItsEstimate(String network, String store) {
        ScenarioExplanation.Quorum paper = paper(network, store, READS_AND_WRITES);
        double hop = network.equals("none") ? 0 : Double.parseDouble(network.replaceAll("[^0-9.]", ""));
        double sums = store.contains("legs") ? 0.003 : 0.0005;
        double read = paper.readNanos() / 1e6 + hop;
        double write = paper.writeNanos() / 1e6 + hop;
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
    void staleReadShareMatchesItsEstimate(String store, double share) {
        ScenarioExplanation.Quorum paper = paper("none", "repair: { read: false }, " + store, READS_WHAT_IT_WROTE);
        assertThat(paper.staleExact()).isTrue();
        assertThat(paper.staleShare()).isCloseTo(share, within(1e-6));
        SeedAssertions.agree(
                seed -> TestScenarioRunner.measure(run(seed, "none", store, READS_WHAT_IT_WROTE), "kv", "stale_share"),
                paper.staleShare(),
                0.02);
    }

    @Test
    @Tag("change")
    void staleShareIsAnUpperBoundForOtherDistributions() {
        String store = "read: exp(1ms), write: erlang(k=3 mean=10ms)";
        ScenarioExplanation.Quorum paper = paper("{ rtt: 0.5ms }", store, READS_WHAT_IT_WROTE);
        assertThat(paper.staleExact()).isFalse();
        assertThat(paper.staleShare()).isCloseTo(2 / 3.0, within(1e-12));
        assertThat(TestScenarioRunner.measure(
                        run(1, "{ rtt: 0.5ms }", store, READS_WHAT_IT_WROTE), "kv", "stale_share"))
                .isBetween(0.3, 2 / 3.0);
        assertThat(paper("{ rtt: 0.5ms }", "quorum: { read: 2, write: 2 }", READS_WHAT_IT_WROTE)
                        .staleShare())
                .isZero();
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
    void siblingShareFollowsTheDelay(String network, String key, double exponent, int keys, String way, double delay) {
        String store = "conflicts: vector-clock, read: 0ms, write: 0ms, legs: { write: %s }".formatted(way);
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

    @Test
    void missingEstimatesHaveAReason() {
        assertThat(paper("none", "alone, read: exp(2ms), write: exp(2ms)", READS_AND_WRITES)
                        .why())
                .isEqualTo("calls wait for cores, as do several replicas of a key");
        assertThat(paper("{ rtt: exp(1ms) }", "nodes: 3", READS_AND_WRITES).why())
                .isEqualTo("the round trips between nodes vary");
        ScenarioExplanation.Quorum endless = paper("none", "read: pareto(1ms 0.9)", READS_AND_WRITES);
        assertThat(endless.why()).isEqualTo("the service time of a replica has no finite mean");
        assertThat(endless.readNanos()).isNaN();
    }
}
