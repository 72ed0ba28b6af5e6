package dev.brownout.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.databases.TestScenarioRunner;
import dev.brownout.inference.ReferenceEngine.Arrival;
import dev.brownout.inference.ReferenceEngine.Settings;
import dev.brownout.result.VariantResult;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * An engine with calls at known times, against an independent simulator: every step has the same time and content. No
 * two calls arrive at the same time.
 */
class ReferenceEngineTest {
    private static final long SECOND = 1_000_000_000;

    /** Calls of 60 s at a constant rate, the first one after one interval. */
    private static List<Arrival> calls(double perSecond, int prompt, int output, int key, int prefix) {
        List<Arrival> calls = new ArrayList<>();
        for (int i = 1; i / perSecond <= 60; i++) {
            calls.add(new Arrival(Math.round(i / perSecond * SECOND), prompt, output, key, prefix));
        }
        return calls;
    }

    private static VariantResult run(String settings, String requests) {
        return TestScenarioRunner.run("""
                run: { duration: 60s, seed: 1 }
                network: none
                components:
                  gpu: { kind: inference, step: { base: 7053us, per_sequence: 73us, prefill_rate: 8k/s }, %s }
                requests:
                %s
                predict:
                  ttft: gpu.ttft.mean ~ 1s +/- 100%%
                  calls: gpu.ttft.count ~ 1 +/- 100%%
                  itl: gpu.itl.mean ~ 1s +/- 100%%
                  longest: gpu.itl.max ~ 1s +/- 100%%
                  tokens: gpu.output_tokens ~ 1 +/- 100%%
                  prefill: gpu.prefill_tokens ~ 1 +/- 100%%
                  preemptions: gpu.preemptions ~ 1 +/- 100%%
                """.formatted(settings, requests));
    }

    private static void assertAgree(VariantResult result, ReferenceEngine reference) {
        assertThat(value(result, "calls")).isEqualTo(reference.firstTokens.size());
        assertThat(value(result, "ttft")).isCloseTo(ReferenceEngine.mean(reference.firstTokens), within(1.0));
        assertThat(value(result, "itl")).isCloseTo(ReferenceEngine.mean(reference.gaps), within(1.0));
        double longest =
                reference.gaps.stream().mapToLong(Long::longValue).max().orElseThrow();
        assertThat(value(result, "longest")).isEqualTo(longest);
        assertThat(value(result, "tokens")).isEqualTo(reference.firstTokens.size() + reference.gaps.size());
        assertThat(value(result, "preemptions")).isEqualTo(reference.preemptions);
    }

    private static double value(VariantResult result, String name) {
        return TestScenarioRunner.measure(result, name);
    }

    private static Settings settings(int maxSequences, int budget, int blocks, int block) {
        return new Settings(7_053_000, 73_000, 1e9 / 8000, maxSequences, budget, blocks, block);
    }

    /** Prompts of 2,900 tokens in chunks of at most 512 beside short calls. */
    @Test
    void chunkedPrefillAgrees() {
        VariantResult result = run(
                "max_sequences: 32, batch_tokens: 512, endpoints: { long: { prompt: 2900, output: 31 } },"
                        + " prompt: 101, output: 83",
                """
                  chat: { rate: constant(3.71/s), timeout: none, steps: [{ call: gpu, timeout: none }] }
                  document: { rate: constant(0.93/s), timeout: none, steps: [{ call: gpu/long, timeout: none }] }
                """.indent(2));
        ReferenceEngine reference = new ReferenceEngine(settings(32, 512, 6250, 16))
                .run(ReferenceEngine.merge(calls(3.71, 101, 83, 0, 0), calls(0.93, 2900, 31, 0, 0)), 60 * SECOND);
        assertAgree(result, reference);
        assertThat(reference.preemptions).isZero();
        assertThat(reference.firstTokens.size()).isGreaterThan(250);
    }

    /** A KV cache of 125 blocks for calls that need up to 25 blocks: sequences are preempted. */
    @Test
    void preemptionsAgree() {
        VariantResult result = run(
                "kv_tokens: 2000, endpoints: { long: { prompt: 150, output: 250 } }," + " prompt: 60, output: 130",
                """
                  chat: { rate: constant(7.31/s), timeout: none, steps: [{ call: gpu, timeout: none }] }
                  essay: { rate: constant(1.97/s), timeout: none, steps: [{ call: gpu/long, timeout: none }] }
                """.indent(2));
        ReferenceEngine reference = new ReferenceEngine(settings(256, 2048, 125, 16))
                .run(ReferenceEngine.merge(calls(7.31, 60, 130, 0, 0), calls(1.97, 150, 250, 0, 0)), 60 * SECOND);
        assertAgree(result, reference);
        assertThat(reference.preemptions).isGreaterThan(50);
    }

    /** Two shared prefixes in a KV cache that is too small to keep both all the time. */
    @Test
    void prefixCacheAgrees() {
        VariantResult result = run(
                "kv_tokens: 1600, block: 16, max_sequences: 9,"
                        + " endpoints: { one: { prompt: 530, output: 40, prefix: 500 },"
                        + " two: { prompt: 640, output: 61, prefix: 610 }, plain: { prompt: 330, output: 70 } }",
                """
                  first: { rate: constant(2.29/s), timeout: none, steps: [{ call: gpu/one, timeout: none }] }
                  other: { rate: constant(1.13/s), timeout: none, steps: [{ call: gpu/plain, timeout: none }] }
                  second: { rate: constant(1.71/s), timeout: none, steps: [{ call: gpu/two, timeout: none }] }
                """.indent(2) + "  ");
        ReferenceEngine reference = new ReferenceEngine(settings(9, 2048, 100, 16))
                .run(
                        ReferenceEngine.merge(
                                calls(2.29, 530, 40, 1, 500), calls(1.13, 330, 70, 3, 0), calls(1.71, 640, 61, 2, 610)),
                        60 * SECOND);
        assertAgree(result, reference);
        assertThat(value(result, "prefill")).isCloseTo(reference.prefilled, within(2048.0));
        assertThat((double) reference.fromCache / reference.lookups).isBetween(0.2, 0.9);
    }
}
