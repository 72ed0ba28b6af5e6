package dev.brownout.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.databases.TestScenarioRunner;
import dev.brownout.result.VariantResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Engines with few calls at known times. A step takes 10 ms + 1 ms for each sequence, and 1 ms for each token of a
 * prompt.
 */
class InferenceEngineTest {
    private static final String STEP = "step: { base: 10ms, per_sequence: 1ms, prefill_rate: 1k/s }";

    /** Runs calls at a constant rate for a minute. The first call is sent after one interval. */
    private static VariantResult run(String rate, String settings, String policies, String rest) {
        return TestScenarioRunner.run("""
                run: { duration: 60s, seed: 3 }
                network: none
                components:
                  gpu: { kind: inference, %s, %s }
                requests:
                  ask: { rate: %s, timeout: 100s %s, path: [gpu] }
                predict:
                  ttft: gpu.ttft.mean ~ 1s +/- 100%%
                  itl: gpu.itl.mean ~ 1s +/- 100%%
                  tpot: gpu.tpot.mean ~ 1s +/- 100%%
                  latency: ask.mean ~ 1s +/- 100%%
                  in: gpu.prompt_tokens ~ 1 +/- 100%%
                  out: gpu.output_tokens ~ 1 +/- 100%%
                  prefill: gpu.prefill_tokens ~ 1 +/- 100%%
                  preemptions: gpu.preemptions ~ 1 +/- 100%%
                  lost: gpu.preempted_tokens ~ 1 +/- 100%%
                  steps: gpu.steps ~ 1 +/- 100%%
                  batch: gpu.batch_size.max ~ 1 +/- 100%%
                  queue: gpu.queue.max ~ 1 +/- 100%%
                  kv: gpu.kv_usage ~ 1%% +/- 100%%
                  busy: gpu.utilization ~ 1%% +/- 100%%
                  failed: ask.failed ~ 1 +/- 100%%
                  rejected: ask.rejected ~ 1 +/- 100%%
                  over: gpu.over_context ~ 1 +/- 100%%
                  truncated: gpu.truncated ~ 1 +/- 100%%
                %s
                """.formatted(STEP, settings, rate, policies, rest));
    }

    private static double value(VariantResult result, String name) {
        return TestScenarioRunner.measure(result, name);
    }

    private static double millis(VariantResult result, String name) {
        return value(result, name) / 1e6;
    }

    /** A step with 100 prompt tokens takes 111 ms and gives the first token, and nine steps of 11 ms the next ones. */
    @Test
    void callAloneTakesOneStepForEachToken() {
        VariantResult result = run("constant(1/s)", "prompt: 100, output: 10", "", "");
        assertThat(millis(result, "ttft")).isCloseTo(111, within(0.001));
        assertThat(millis(result, "itl")).isCloseTo(11, within(0.001));
        assertThat(millis(result, "tpot")).isCloseTo(11, within(0.001));
        assertThat(millis(result, "latency")).isCloseTo(111 + 99, within(0.5));
        assertThat(value(result, "out")).isBetween(590.0, 600.0);
        assertThat(value(result, "in")).isEqualTo(100 * Math.ceil(value(result, "out") / 10));
        assertThat(value(result, "steps")).isEqualTo(value(result, "out"));
        assertThat(value(result, "busy")).isCloseTo(0.210, within(0.004));
    }

    /** 1,000 tokens in chunks of 300, 300, 300 and 100. */
    @Test
    void longPromptsAreComputedInChunks() {
        VariantResult result =
                run("constant(0.1/s)", "prompt: 1000, output: 1, batch_tokens: 300, max_sequences: 10", "", "");
        assertThat(millis(result, "ttft")).isCloseTo(4 * 11 + 1000, within(0.001));
        assertThat(value(result, "steps")).isEqualTo(4 * value(result, "out"));
    }

    /** One call each second uses 7 blocks of 10: 100 prompt tokens and up to 10 others. */
    @Test
    void sequencesHoldWholeBlocks() {
        VariantResult result = run("constant(1/s)", "prompt: 100, output: 10, kv_tokens: 160", "", "");
        assertThat(value(result, "kv")).isCloseTo(0.7 * 0.210, within(0.003));
    }

    /**
     * Calls of 20 + 30 tokens in 4 blocks, two at a time: each needs a third block for token 33 and a fourth one for
     * token 49. The second call is preempted, and computes its tokens again after the first one.
     */
    @Test
    void lastAdmittedSequenceIsPreempted() {
        VariantResult result = run("users(2 think=0s)", "prompt: 20, output: 30, kv_tokens: 64", "", "");
        assertThat(value(result, "preemptions")).isGreaterThan(10);
        assertThat(value(result, "lost")).isGreaterThan(20 * value(result, "preemptions"));
        assertThat(value(result, "failed")).isZero();
    }

    @Test
    void batchIsLimited() {
        VariantResult result = run("users(5 think=0s)", "prompt: 1, output: 50, max_sequences: 3", "", "");
        assertThat(value(result, "batch")).isEqualTo(3);
        assertThat(value(result, "queue")).isBetween(2.0, 5.0);
    }

    @Test
    void callsBeyondTheQueueAreRejected() {
        VariantResult result = run("constant(10/s)", "prompt: 1, output: 100, max_sequences: 1, queue: 3", "", "");
        assertThat(value(result, "queue")).isEqualTo(3);
        assertThat(value(result, "rejected")).isBetween(520.0, 560.0);
    }

    @Test
    void promptsOverTheContextFailAndLongOutputsEndThere() {
        VariantResult over = run("constant(1/s)", "prompt: 50, output: 10, context: 50", "", "");
        assertThat(value(over, "over")).isEqualTo(value(over, "failed")).isBetween(59.0, 60.0);
        assertThat(value(over, "steps")).isZero();
        VariantResult cut = run("constant(1/s)", "prompt: 50, output: 100, context: 60", "", "");
        assertThat(value(cut, "truncated")).isBetween(59.0, 60.0);
        assertThat(value(cut, "out")).isBetween(590.0, 600.0);
        assertThat(value(cut, "failed")).isZero();
    }

    /** A cancelled call leaves the batch at the end of its step: after the timeout of 100 ms, in the tenth step. */
    @Test
    void cancelledCallsFreeTheirRoom() {
        VariantResult result = TestScenarioRunner.run("""
                run: { duration: 60s, seed: 3 }
                network: none
                components:
                  gpu: { kind: inference, prompt: 1, output: 1000, %s }
                requests:
                  ask: { rate: constant(1/s), timeout: 100ms, cancel_on_timeout: true, path: [gpu] }
                predict:
                  steps: gpu.steps ~ 1 +/- 100%%
                  timeouts: ask.timed_out ~ 1 +/- 100%%
                  busy: gpu.utilization ~ 1%% +/- 100%%
                """.formatted(STEP));
        assertThat(value(result, "timeouts")).isBetween(58.0, 60.0);
        assertThat(value(result, "steps") / value(result, "timeouts")).isBetween(8.9, 10.2);
    }

    /** A crash loses the KV cache and the sequences. With weights to load, the replica is down for 5 s more. */
    @Test
    void crashLosesSequencesAndTheNewProcessLoadsTheModel() {
        String crash = "faults: [at 20s: crash gpu/1 for 5s]\n";
        VariantResult plain = run("constant(10/s)", "prompt: 1, output: 50", "", crash);
        VariantResult loading = run("constant(10/s)", "prompt: 1, output: 50, load_weights: 5s", "", crash);
        assertThat(value(plain, "failed")).isBetween(50.0, 70.0);
        assertThat(value(loading, "failed") - value(plain, "failed")).isBetween(49.0, 51.0);
    }

    /** A prefix of 160 tokens is computed once; each further prompt computes its last 40 tokens. */
    @Test
    void sharedPrefixesAreComputedOnce() {
        VariantResult result = run("constant(1/s)", "prompt: 200, prefix: 160, output: 10", "", "");
        double calls = value(result, "in") / 200;
        assertThat(value(result, "prefill")).isEqualTo(200 + 40 * (calls - 1));
        assertThat(millis(result, "ttft")).isCloseTo((211 + (calls - 1) * 51) / calls, within(0.001));
        VariantResult flushed =
                run("constant(1/s)", "prompt: 200, prefix: 160, output: 10", "", "faults: [at 30500ms: flush gpu]\n");
        assertThat(value(flushed, "prefill")).isEqualTo(value(result, "prefill") + 160);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            max_sequences: 4096 | 'batch_tokens' (2048) must be at least 'max_sequences' (4096), one token for each
            kv_tokens: 8 | 'kv_tokens' (8) must be at least 'block' (16) and 2: the KV cache needs room for a sequence
            kv_tokens: 1000, context: 1000 | 'context' (1000) must fit into the KV cache, which has whole blocks for 992
            prefix: 200k | 'prefix' (200000) must leave room in the context of 100000 tokens
            slo: {} | 'slo' needs a bound, such as ttft: 2s
            nodes: 5, autoscale: { target: 60%, max: 4 } | nodes (5) must not exceed autoscale.max (4)
            prompt: 5ms | '5ms' is a duration, not a bare number
            output: lognormal(p50=5 p99=4s) | '4s' is a duration, not a bare number
            prompt: 0 | '0' is too small; at least 1 is allowed
            """)
    void invalidSettingsAreErrors(String settings, String message) {
        assertThatThrownBy(() -> run("constant(1/s)", settings, "", "")).hasMessageContaining(message);
    }

    @Test
    void coresAndFurtherStepsAreErrors() {
        assertThatThrownBy(() -> run("constant(1/s)", "nodes: 2", "", "faults: [at 10s: scale gpu to 4 cores]\n"))
                .hasMessageContaining("gpu has GPUs and no cores that a fault could change");
    }
}
