package dev.brownout.inference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.databases.TestScenarioRunner;
import dev.brownout.experiment.Experiment;
import dev.brownout.experiment.capacity.CapacitySearch;
import dev.brownout.result.VariantResult;
import org.junit.jupiter.api.Test;

/** Search for the fewest replicas within the bounds of both times of tokens: it agrees with a run for each number. */
class InferenceCapacityTest {
    private static String site(int replicas) {
        return """
                run: { duration: 40s, warmup: 10s }
                network: none
                components:
                  lb: { kind: load-balancer, algorithm: least-connections }
                  gpu:
                    kind: inference
                    nodes: %d
                    prompt: 400
                    output: exp(200) + 0.5
                    max_sequences: 32
                    batch_tokens: 512
                    step: { base: 14ms, per_sequence: 300us, prefill_rate: 8k/s }
                requests:
                  chat: { rate: 14/s, timeout: 60s, path: [lb, gpu] }
                sla:
                  first token: gpu.ttft.p90 < 2s
                  stream: gpu.itl.p99 < 200ms
                predict:
                  cost: gpu.cost_per_hour ~ $1/h +/- 100%%
                """.formatted(replicas);
    }

    @Test
    void fewestReplicasAreThoseOfEveryRun() {
        int fewest = 0;
        double cost = 0;
        for (int replicas = 6; replicas > 0; replicas--) {
            VariantResult result = TestScenarioRunner.run(site(replicas));
            boolean isMet = result.evaluation().sla().values().stream().allMatch(verdict -> verdict.asExpected());
            if (isMet) {
                fewest = replicas;
                cost = TestScenarioRunner.measure(result, "cost");
            } else {
                break;
            }
        }
        assertThat(fewest).isBetween(2, 5);
        var found = CapacitySearch.of(
                        Experiment.text("scenario: fewest GPUs\n" + site(1)).replications(2))
                .smallestDesigns("gpu.nodes=1..6")
                .run();
        assertThat(found.best().get("gpu.nodes").text()).isEqualTo(Integer.toString(fewest));
        assertThat(cost).isEqualTo(fewest * TestScenarioRunner.measure(TestScenarioRunner.run(site(1)), "cost"));
    }
}
