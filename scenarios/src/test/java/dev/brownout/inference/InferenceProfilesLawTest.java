package dev.brownout.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.databases.TestScenarioRunner;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The profiles of inference engines against the published figures that they were derived from, with as many users as
 * the benchmark had concurrent requests. That is no independent check, except of the figures that the lines leave out.
 */
@Tag("law")
class InferenceProfilesLawTest {
    private static double millis(String profile, int users, String tokens, String metric) {
        return TestScenarioRunner.measure(TestScenarioRunner.run("""
                run: { duration: 100s, warmup: 40s, seed: 1 }
                network: none
                components:
                  gpu: { kind: inference, profile: %s, kv_tokens: 4M, %s }
                requests:
                  ask: { rate: users(%d think=0s), timeout: 10h, steps: [{ call: gpu, timeout: none }] }
                predict:
                  time: gpu.%s ~ 1s +/- 100%%
                """.formatted(profile, tokens, users, metric)), "time")
                / 1e6;
    }

    /** Median inter-token latency of Qwen2.5-0.5B on an L4; the page has two digits. */
    @ParameterizedTest
    @CsvSource({"1, 5.1", "8, 5.5", "16, 6.0", "32, 7.1"})
    void mediansOnAnL4(int users, double published) {
        assertThat(millis("l4-qwen2.5-0.5b", users, "prompt: 256, output: 128", "itl.p50"))
                .isCloseTo(published, within(0.01 * published + 0.05));
    }

    /**
     * Mean time per output token of gpt-oss on eight H100. The coefficients are those of 1k prompt and 8k output
     * tokens, and of 8k and 1k; the figures with 1k and 1k are others.
     */
    @ParameterizedTest
    @CsvSource({
        "4, 1024, 8192, 3.68",
        "32, 1024, 8192, 5.65",
        "4, 8192, 1024, 3.95",
        "8, 8192, 1024, 4.59",
        "4, 1024, 1024, 3.72",
        "8, 1024, 1024, 4.05",
        "16, 1024, 1024, 4.83",
        "32, 1024, 1024, 5.82",
    })
    void meansOnEightH100(int users, int prompt, int output, double published) {
        assertThat(millis("h100x8-gpt-oss", users, "prompt: " + prompt + ", output: " + output, "tpot.mean"))
                .isCloseTo(published, within(0.05 * published));
    }
}
