package dev.brownout.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brownout.databases.TestScenarioRunner;
import dev.brownout.result.VariantResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Autoscaling by the load of replicas, with users without think time, so that the load of the tier is constant. */
class InferenceAutoscaleTest {
    private static VariantResult run(String tier, String users, String rest) {
        return TestScenarioRunner.run("""
                run: { duration: 60s, seed: 3 }
                network: none
                components:
                  lb: { kind: load-balancer, algorithm: least-connections }
                  gpu: { kind: inference, %s }
                requests:
                  ask: { rate: %s, timeout: 100s, path: [lb, gpu] }
                predict:
                  desired: gpu.desired.max ~ 1 +/- 100%%
                %s
                """.formatted(tier, users, rest));
    }

    /**
     * 16 calls with 10,000 prompt tokens and 50 output tokens: 160,000 to 160,800 tokens, or 10,000 to 10,064 blocks of
     * the 20,000 of a replica.
     */
    @ParameterizedTest
    @CsvSource({
        "tokens_in_flight, 81k, 2",
        "tokens_in_flight, 41k, 4",
        "tokens_in_flight, 150k, 1",
        "kv_usage, 26%, 2",
        "kv_usage, 48%, 1",
        "in_flight, 8, 2",
    })
    void replicasFollowTheLoad(String metric, String target, double replicas) {
        VariantResult result = run(
                "nodes: 1, prompt: 10000, output: 50, kv_tokens: 320k, batch_tokens: 200k,"
                        + " step: { prefill_rate: 1G/s },"
                        + " autoscale: { metric: " + metric + ", target: " + target
                        + ", max: 6, sync: 5s, metric_lag: 0s, startup: 1s }",
                "users(16 think=0s)",
                "");
        assertThat(TestScenarioRunner.measure(result, "desired")).isEqualTo(replicas);
        assertThat(result.history().timeline().stream()
                        .anyMatch(event -> event.text().toString().contains(": " + metric + " ")))
                .isEqualTo(replicas > 1);
    }

    /** 16 calls for 4 slots: 12 of them wait, as two replicas leave 8 waiting and three 4. */
    @Test
    void queueIsSharedByTheReplicas() {
        VariantResult result = run(
                "nodes: 1, prompt: 10, output: 200, max_sequences: 4, autoscale: { metric: queue_depth, target: 3,"
                        + " max: 3, sync: 5s, metric_lag: 0s, startup: 1s }",
                "users(16 think=0s)",
                "");
        assertThat(TestScenarioRunner.measure(result, "desired")).isEqualTo(3);
    }

    /** Each region scales by its own sequences: only that with users does. */
    @Test
    void regionsScaleByTheirOwnQueue() {
        VariantResult result = TestScenarioRunner.run("""
                run: { duration: 60s, seed: 3 }
                regions: { east: { users: 100%, at: us-east }, west: { users: 0%, at: us-west } }
                components:
                  gpu:
                    kind: inference
                    regions: [east, west]
                    prompt: 10
                    output: 200
                    max_sequences: 4
                    autoscale: { metric: queue_depth, target: 3, max: 3, sync: 5s, metric_lag: 0s, startup: 1s }
                requests:
                  ask: { rate: users(16 think=0s), timeout: 100s, path: [gpu] }
                predict:
                  desired: gpu.desired.max ~ 1 +/- 100%
                """);
        assertThat(TestScenarioRunner.measure(result, "desired")).isEqualTo(3 + 1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            server    | kv_usage, target: 50%         | autoscale.metric kv_usage is a metric of the kind inference
            server    | tokens_in_flight, target: 50  | autoscale.metric tokens_in_flight is a metric of the kind
            inference | kv_usage, target: 5           | the target of metric kv_usage is a usage such as 70%
            inference | kv_usage, target: 150%        | the target of metric kv_usage is at most 100%
            inference | tokens_in_flight, target: 50% | is a number of tokens per replica such as 20k
            """)
    void misuseIsAnError(String kind, String metric, String message) {
        assertThatThrownBy(() -> TestScenarioRunner.run("""
                run: 10s
                components: { gpu: { kind: %s, autoscale: { metric: %s, max: 4 } } }
                requests: { ask: { rate: 1/s, path: [gpu] } }
                """.formatted(kind, metric)))
                .hasMessageContaining(message);
    }
}
