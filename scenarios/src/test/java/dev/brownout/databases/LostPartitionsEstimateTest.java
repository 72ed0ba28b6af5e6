package dev.brownout.databases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.result.PartitionLoss;
import dev.brownout.result.PartitionLoss.NodeLoss;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Estimate of the lost partitions of a store against published and hand-computed numbers. */
class LostPartitionsEstimateTest {
    private static List<PartitionLoss> losses(String settings) {
        return TestScenarioRunner.explanation("""
                run: 1m
                components:
                  kv: { kind: store, SETTINGS }
                requests:
                  look: { rate: 1/s, key: uniform(100), timeout: 1s, steps: [read: kv] }
                """.replace("SETTINGS", settings)).losses();
    }

    /** Returns the loss of a number of nodes. */
    private static NodeLoss loss(String settings, int nodes) {
        return losses(settings).get(0).losses().stream()
                .filter(loss -> loss.nodes() == nodes)
                .findFirst()
                .orElseThrow();
    }

    /** Cidon et al., ATC 2013: 99.99 % and 0.15 % of 5,000 nodes with three copies, of which 1 % are lost. */
    @Test
    void publishedCluster() {
        NodeLoss random = loss("nodes: 5000, copies: 3, virtual_nodes: 2000, placement: random", 50);
        assertThat(random.probability()).isBetween(0.9999, 1.0);
        assertThat(random.meanPartitions()).isBetween(9.41, 9.42);
        NodeLoss copysets = loss("nodes: 5000, copies: 3, virtual_nodes: 2000, placement: copysets", 50);
        assertThat(copysets.probability()).isBetween(0.00155, 0.0016);
        assertThat(copysets.meanPartitions()).isEqualTo(random.meanPartitions());
    }

    /** Two of the C(6, 3) = 20 sets are copysets; with a scatter width of 4, about two times as many. */
    @Test
    void twoCopysets() {
        String store = "nodes: 6, copies: 3, virtual_nodes: 64, placement: copysets";
        assertThat(loss(store, 3).probability()).isCloseTo(0.1, within(1e-12));
        assertThat(loss(store + ", scatter_width: 4", 3).probability()).isCloseTo(0.19, within(1e-12));
    }

    /** The numbers of lost nodes are the copies, 1 % and 10 % of the nodes, without those below the copies. */
    @Test
    void numbersOfLostNodes() {
        assertThat(losses("nodes: 500, copies: 3, placement: random"))
                .singleElement()
                .satisfies(loss -> {
                    assertThat(loss.losses().stream().map(NodeLoss::nodes)).containsExactly(3, 5, 50);
                    assertThat(loss.partitions()).isEqualTo(8000);
                });
        assertThat(losses("nodes: 20, copies: 3, placement: random").get(0).losses().stream()
                        .map(NodeLoss::nodes))
                .containsExactly(3);
    }

    @Test
    void storesWithoutPlacementHaveNoRow() {
        assertThat(losses("nodes: 5")).isEmpty();
        assertThat(losses("nodes: 500, copies: 3, placement: ring")).isEmpty();
    }
}
