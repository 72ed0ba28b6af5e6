package dev.brownout.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.databases.TestScenarioRunner;
import dev.brownout.result.Analysis;
import dev.brownout.result.Analysis.Station;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Analytical estimates of engines with token numbers that are easy to compute. A step takes 10 ms + 1 ms for each
 * sequence, and 1 ms for each token of a prompt.
 */
class InferenceEstimateTest {
    private static Analysis analysis(String tier, String requests) {
        String text = """
                run: { duration: 60s, seed: 3 }
                network: none
                components:
                  lb: { kind: load-balancer, algorithm: ring-hash }
                  gpu: { kind: inference, step: { base: 10ms, per_sequence: 1ms, prefill_rate: 1k/s }, %s }
                requests:
                %s
                """.formatted(tier, requests.indent(2));
        return TestScenarioRunner.analysis(text);
    }

    private static Station row(String tier, String rate) {
        return analysis(tier, "ask: { rate: " + rate + ", steps: [gpu] }").stations().stream()
                .filter(row -> row.station().equals("gpu"))
                .findFirst()
                .orElseThrow();
    }

    /**
     * 10 steps and 100 ms for the prompt: a batch of n calls takes 100 ms + n x 110 ms. Room of 64 blocks, of which a
     * call has (100 + 4.5 + 7.5) / 16 = 7 in the mean, is that of 9 calls; 10 tokens are computed again.
     */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            prompt: 100, output: 10, max_sequences: 4                    | 7.4074
            prompt: 100, output: 10, max_sequences: 4, nodes: 3          | 22.2222
            prompt: 100, output: 30, max_output: 10, max_sequences: 4    | 7.4074
            prompt: 100, output: 30, context: 110, max_sequences: 4      | 7.4074
            prompt: 100, prefix: 96, output: 10, max_sequences: 4        | 25.6410
            prompt: 100, output: 10, kv_tokens: 1024                     | 7.6271
            prompt: 1000, output: 1, batch_tokens: 250, max_sequences: 8 | 0.95785
            """)
    void capacityIsThatOfAFullBatch(String tier, double perSecond) {
        assertThat(row(tier, "1/s").capacityPerSecond()).isCloseTo(perSecond, within(0.0005 * perSecond));
    }

    /** A call that is nearly always alone takes 110 ms + 100 ms. */
    @Test
    void meanTimeOfACallAloneIsThatOfItsSteps() {
        assertThat(row("prompt: 100, output: 10", "0.01/s").meanNanos()).isCloseTo(0.21e9, within(0.001e9));
    }

    @Test
    void estimateNamesItsAssumptions() {
        assertThat(row("prompt: 100, output: 10, max_sequences: 4", "1/s").formula())
                .startsWith("M/G/4-PS with a load-dependent speed, at most 4 in service")
                .endsWith("a call has 100 prompt and 10 output tokens in the mean and takes 10 steps of 10ms + 1ms x"
                        + " sequences; the batch is limited by max_sequences; a replica generates at most 74 output"
                        + " tokens/s");
        assertThat(row("prompt: 100, output: 10, kv_tokens: 1024", "1/s").formula())
                .contains("the KV cache has room for 9 sequences of 112 tokens in the mean, and when it is full,"
                        + " preemptions compute a token again for each output token");
    }

    /** The capacity without hits is 7.41/s, that with hits for all prompts 25.6/s. */
    @Test
    void hitsOfKeyedPrefixesAreUnknown() {
        String tier = "prompt: 100, prefix: 96, output: 10, max_sequences: 4";
        String ask = "ask: { rate: %s, key: uniform(10), steps: [gpu] }";
        Station row = analysis(tier, ask.formatted("1/s")).stations().get(0);
        assertThat(row.formula())
                .isEqualTo("no estimate: the hits of the prefix cache depend on the keys and on the routing");
        assertThat(row.utilization()).isNaN();
        assertThat(analysis(tier, ask.formatted("20/s")).warnings()).isEmpty();
        assertThat(analysis(tier, ask.formatted("30/s")).warnings())
                .anyMatch(text -> text.startsWith("gpu overloaded: 30/s offered"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            metric: requests, target: 2/s       | no estimate: the number of replicas follows requests
            metric: in_flight, target: 3        | no estimate: the number of replicas follows in_flight
            metric: kv_usage, target: 50%       | no estimate: the number of replicas follows kv_usage
            """)
    void replicasThatFollowTheirLoadHaveNoEstimate(String rule, String reason) {
        String tier = "prompt: 100, output: 10, max_sequences: 4, autoscale: { " + rule + ", max: 3 }";
        assertThat(row(tier, "10/s").formula()).isEqualTo(reason);
        assertThat(row(tier, "30/s").utilization()).isGreaterThan(1);
    }

    @Test
    void callsOverTheContextHaveNoFormula() {
        assertThat(row("prompt: uniform(1 200), output: 10, context: 150", "1/s")
                        .formula())
                .contains("some prompts are over the context");
        assertThat(row("prompt: 200, output: 10, context: 150", "1/s").formula())
                .contains("all prompts are over the context");
    }

    /** The ring gives shares to the replicas that differ, and the busiest one is a station of its own. */
    @Test
    void busiestReplicaOfARingIsAStation() {
        Analysis analysis = analysis(
                "prompt: 100, output: 10, max_sequences: 4, nodes: 3",
                "ask: { rate: 15/s, key: zipf(1.2 50), path: [lb, gpu] }");
        assertThat(analysis.stations())
                .anyMatch(row -> row.station().startsWith("gpu/") && row.utilization() > 15 / 22.2222);
    }
}
