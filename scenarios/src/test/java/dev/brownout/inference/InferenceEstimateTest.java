package dev.brownout.inference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.databases.TestScenarioRunner;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The analytical estimate knows the calls of replicas, and not the batches that serve these. */
class InferenceEstimateTest {
    @ParameterizedTest
    @ValueSource(strings = {"steps: [call: gpu]", "steps: [web, call: gpu]"})
    void batchesAndTheirCallersHaveNoEstimate(String steps) {
        assertThat(TestScenarioRunner.analysis("""
                        run: { duration: 60s, seed: 3 }
                        network: none
                        components:
                          web: { kind: server, workers: 8, service: 1ms }
                          gpu: { kind: inference, prompt: 100, output: 10, max_sequences: 4 }
                        requests:
                          ask: { rate: 30/s, %s }
                        """.formatted(steps)).stations())
                .isNotEmpty()
                .allSatisfy(row -> {
                    assertThat(row.formula().toString())
                            .isIn(
                                    "no estimate: a batch serves its calls together",
                                    "no estimate: limits of web hold calls back");
                    assertThat(row.utilization()).isNaN();
                });
    }
}
