package dev.brownout.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.databases.TestScenarioRunner;
import dev.brownout.result.Analysis.Station;
import dev.brownout.result.VariantResult;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Analytical estimates of engines against runs: the mean time of a call at 30 % and 60 % of the capacity within 8 %,
 * and the capacity within 10 %. The estimates have no parameter that was fitted to runs.
 */
@Tag("law")
class InferenceEstimateLawTest {
    /** Engines that different limits determine. */
    private enum LimitedEngine {
        /** Decoding with a limit of the batch. */
        SEQUENCES(
                3.707,
                "prompt: lognormal(p50=500 p99=4000), output: lognormal(p50=250 p99=1000), max_sequences: 48,"
                        + " step: { base: 14ms, per_sequence: 300us, prefill_rate: 8k/s }"),
        /** A KV cache for 38 sequences of mean length. */
        KV_CACHE(
                2.593,
                "prompt: lognormal(p50=500 p99=2000), output: lognormal(p50=600 p99=2000), kv_tokens: 40k,"
                        + " step: { base: 14ms, per_sequence: 100us, prefill_rate: 20k/s }"),
        /** Prompts of two chunks that use up the token budget. */
        PREFILL(
                4.468,
                "prompt: 4000, output: 40, max_sequences: 64, kv_tokens: 1M,"
                        + " step: { base: 10ms, per_sequence: 100us, prefill_rate: 20k/s }"),
        /** Outputs of a few steps, for which the wait for the end of a step counts. */
        SHORT(
                82.9,
                "prompt: 200, output: 5, max_sequences: 32, kv_tokens: 1M,"
                        + " step: { base: 10ms, per_sequence: 100us, prefill_rate: 20k/s }");

        private final double capacity;
        private final String settings;

        LimitedEngine(double capacity, String settings) {
            this.capacity = capacity;
            this.settings = settings;
        }

        /** Runs about 3,000 calls after the warm-up. */
        VariantResult run(double load) {
            double rate = load * capacity;
            double seconds = Math.ceil(3750 / rate);
            return TestScenarioRunner.run(String.format(
                    Locale.ROOT,
                    """
                    run: { duration: %.0fs, warmup: %.0fs, seed: %d }
                    network: none
                    components:
                      gpu: { kind: inference, %s }
                    requests:
                      ask: { rate: %.5f/s, timeout: 10h, steps: [{ call: gpu, timeout: none }] }
                    """,
                    seconds,
                    Math.ceil(seconds / 5),
                    Math.abs(name().hashCode() % 1000),
                    settings,
                    rate));
        }
    }

    private static Station row(VariantResult result) {
        assertThat(result.analysis().stations()).hasSize(1);
        return result.analysis().stations().get(0);
    }

    @ParameterizedTest
    @EnumSource
    void meanTimeAgreesAtLowAndMediumLoad(LimitedEngine engine) {
        for (double load : new double[] {0.3, 0.6}) {
            VariantResult result = engine.run(load);
            Station row = row(result);
            assertThat(row.utilization()).isCloseTo(load, within(0.005));
            assertThat(row.measuredUtilization()).isCloseTo(load, within(0.07 * load));
            assertThat(row.meanNanos())
                    .as("at %s", load)
                    .isCloseTo(row.measuredMeanNanos(), within(0.08 * row.measuredMeanNanos()));
            assertThat(result.analysis().warnings()).isEmpty();
        }
    }

    /** At 90 % of the capacity the engine serves all calls, and at 130 % it serves the calls of its capacity. */
    @ParameterizedTest
    @EnumSource
    void overloadBeginsAtTheCapacity(LimitedEngine engine) {
        VariantResult below = engine.run(0.9);
        assertThat(row(below).measuredUtilization()).isCloseTo(0.9, within(0.05));
        assertThat(below.analysis().warnings()).isEmpty();
        VariantResult above = engine.run(1.3);
        assertThat(row(above).measuredUtilization()).isCloseTo(1, within(0.1));
        assertThat(above.analysis().warnings())
                .singleElement()
                .asString()
                .startsWith("gpu overloaded: ")
                .endsWith("(130 %)");
    }
}
