package dev.brownout.deployments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.databases.TestScenarioRunner;
import dev.brownout.result.VariantResult;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rolling updates with the limits and the rounding of Kubernetes. */
@Tag("law")
class RollingUpdateTest {
    private static VariantResult run(int nodes, String faults, String predict) {
        return TestScenarioRunner.run("""
                run: { duration: 5m, seed: 1 }
                network: none
                components:
                  lb: { kind: load-balancer, health: none }
                  web: { kind: server, nodes: %d, service: 1ms, versions: { v2: {}, v3: {} } }
                requests:
                  page: { rate: 10/s, path: [lb, web] }
                faults: [ %s ]
                predict: { %s }
                """.formatted(nodes, faults, predict));
    }

    /**
     * A round of 10 s replaces as many nodes as the surge and the unavailable nodes together, so that N nodes take N /
     * (surge + unavailable) rounds, rounded up. The share of the surge is rounded up and that of the unavailable nodes
     * down: 25 % of 3 nodes are 1 and 0. If no node serves for 10 s, 100 calls fail, within five standard deviations.
     */
    @ParameterizedTest
    @CsvSource({
        "4, 'max_surge=25% max_unavailable=25%', 3, 5, 2",
        "10, 'max_surge=25%', 8, 13, 2",
        "10, 'max_unavailable=25%', 8, 13, 2",
        "3, 'max_surge=25%', 3, 4, 3",
        "4, 'max_surge=0 max_unavailable=1', 3, 4, 4",
        "4, 'max_surge=0 max_unavailable=0', 3, 4, 4",
        "4, 'max_surge=100% max_unavailable=0', 4, 8, 1",
        "4, 'max_surge=0 max_unavailable=100%', 0, 4, 1",
        "7, 'max_surge=30% max_unavailable=20%', 6, 10, 2"
    })
    void limitsDecideOnTheRounds(int nodes, String limits, int least, int most, int rounds) {
        int end = 60 + 10 * rounds;
        VariantResult result = run(
                nodes,
                "at 1m: deploy web v2 startup=10s " + limits,
                ("serving: web.nodes ~ 1 +/- 1%% from 60s to 70s, billed: web.provisioned ~ 1 +/- 1%% from 60s to 70s,"
                                + " before: web.deployed ~ 1 +/- 1%% from %ds to %ds,"
                                + " after: web.deployed ~ 1 +/- 1%% from %ds to 5m,"
                                + " all: web.nodes ~ 1 +/- 1%% from %ds to 5m")
                        .formatted(end - 10, end, end, end + 1));
        assertThat(TestScenarioRunner.measure(result, "serving")).isEqualTo(least);
        assertThat(TestScenarioRunner.measure(result, "billed")).isEqualTo(most);
        assertThat(TestScenarioRunner.measure(result, "before")).isLessThan(nodes);
        assertThat(TestScenarioRunner.measure(result, "after")).isEqualTo(nodes);
        assertThat(TestScenarioRunner.measure(result, "all")).isEqualTo(nodes);
        assertThat(result.requests().get("page").failed())
                .isCloseTo(least == 0 ? 100 : 0, within(least == 0 ? 50L : 0L));
    }

    /**
     * A rollback in the first round, the end of the fault, a second deployment and scaling keep the number of nodes.
     */
    @ParameterizedTest
    @CsvSource({
        "'at 1m: deploy web v2 startup=10s max_surge=1 max_unavailable=0, at 65s: rollback web', 4, 0",
        "'at 1m: deploy web v2 startup=10s max_surge=1 for 15s', 4, 0",
        "'at 1m: deploy web v2 startup=10s max_surge=1, at 65s: deploy web v3 startup=10s max_surge=2', 4, 4",
        "'at 1m: deploy web v2 startup=10s max_surge=1, at 65s: scale web to 6', 6, 6",
        "'at 1m: deploy web v2 startup=10s max_surge=1, at 65s: scale web to 2', 2, 2",
        "'at 1m: deploy web v2 startup=10s max_surge=1, at 50s: crash web/1', 4, 4",
        "'at 1m: deploy web v2 startup=10s max_surge=1, at 65s: drain web/4 for 30s', 4, 4",
        "'at 1m: deploy web v2 startup=10s max_surge=1, at 65s: interrupt web notice=5s startup=10s', 4, 4"
    })
    void otherChangesKeepTheNumberOfNodes(String faults, int nodes, int deployed) {
        VariantResult result = run(
                4,
                faults,
                "end: web.nodes ~ 1 +/- 1% from 4m to 5m, billed: web.provisioned ~ 1 +/- 1% from 4m to 5m,"
                        + " its: web.deployed ~ 1 +/- 1% from 4m to 5m");
        assertThat(TestScenarioRunner.measure(result, "end")).isEqualTo(nodes);
        assertThat(TestScenarioRunner.measure(result, "billed")).isEqualTo(nodes);
        assertThat(TestScenarioRunner.measure(result, "its")).isEqualTo(deployed);
    }

    /** Failed old nodes leave first, and no working one leaves for them. */
    @Test
    void failedNodesLeaveFirst() {
        VariantResult result = run(
                4,
                "at 50s: crash web/4, at 1m: deploy web v2 startup=10s max_surge=0 max_unavailable=1",
                "serving: web.nodes ~ 1 +/- 1% from 60s to 70s, end: web.deployed ~ 1 +/- 1% from 4m to 5m");
        assertThat(TestScenarioRunner.measure(result, "serving")).isEqualTo(3);
        assertThat(TestScenarioRunner.measure(result, "end")).isEqualTo(4);
    }
}
