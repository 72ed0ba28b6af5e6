package dev.brownout.elementary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Probability of lost partitions against enumerations of all lost nodes and against published numbers. */
class PartitionLossFormulasTest {
    /** Returns all sets of {@code size} of {@code nodes} nodes as bits. */
    private static List<Integer> sets(int nodes, int size) {
        return IntStream.range(0, 1 << nodes)
                .filter(set -> Integer.bitCount(set) == size)
                .boxed()
                .toList();
    }

    private static boolean contains(int lost, int set) {
        return (lost & set) == set;
    }

    /**
     * Cidon et al., ATC 2013: of 5,000 nodes with three copies 1 % are lost. Random placement loses data with 99.99 %,
     * copysets with a scatter width of 2 with 0.15 %.
     */
    @Test
    void publishedCluster() {
        assertThat(PartitionLossFormulas.random(10_000_000, 50, 5000, 3)).isBetween(0.9999, 1.0);
        assertThat(PartitionLossFormulas.copysets(10_000_000, 1, 50, 5000, 3)).isBetween(0.00155, 0.0016);
    }

    /** Given the lost nodes, k of all sets are lost ones, so that no partition is on them with (1 - k / all)^N. */
    @ParameterizedTest
    @CsvSource({"4, 3, 3, 64", "5, 2, 3, 4", "9, 3, 5, 20", "6, 1, 2, 3", "7, 3, 2, 100"})
    void randomPlacementIsExact(int nodes, int copies, int lost, int partitions) {
        double none = 0;
        List<Integer> all = sets(nodes, copies);
        for (int down : sets(nodes, lost)) {
            double hit = all.stream().filter(set -> contains(down, set)).count() / (double) all.size();
            none += Math.pow(1 - hit, partitions) / sets(nodes, lost).size();
        }
        assertThat(PartitionLossFormulas.random(partitions, lost, nodes, copies))
                .isCloseTo(1 - none, within(1e-12));
    }

    /** All sets of lost nodes are enumerated for disjoint copysets that all have partitions. */
    @ParameterizedTest
    @CsvSource({"12, 3, 8", "12, 3, 3", "12, 4, 7", "15, 3, 11", "16, 2, 4", "16, 2, 9", "6, 3, 5"})
    void disjointCopysetsAreExact(int nodes, int copies, int lost) {
        List<Integer> copysets = new ArrayList<>();
        for (int first = 0; first < nodes; first += copies) {
            copysets.add(((1 << copies) - 1) << first);
        }
        List<Integer> all = sets(nodes, lost);
        double hits = all.stream()
                .filter(down -> copysets.stream().anyMatch(set -> contains(down, set)))
                .count();
        assertThat(PartitionLossFormulas.copysets(100_000, 1, lost, nodes, copies))
                .isCloseTo(hits / all.size(), within(1e-9));
        double none = 1 - hits / all.size();
        assertThat(PartitionLossFormulas.copysets(100_000, 2, lost, nodes, copies))
                .isCloseTo(1 - none * none, within(1e-9));
    }

    /** The alternating sum and the independent copysets agree where the first one is no longer used. */
    @Test
    void manyLostCopysetsLoseDataAlmostSurely() {
        double before = 0;
        for (int lost = 0; lost < 3000; lost += 10) {
            double loss = PartitionLossFormulas.copysets(1_000_000, 1, lost, 3000, 3);
            assertThat(loss).isBetween(before - 5e-5, 1.0);
            before = loss;
        }
        assertThat(before).isCloseTo(1, within(1e-9));
    }

    @Test
    void fewerLostNodesThanCopiesLoseNothing() {
        assertThat(PartitionLossFormulas.random(1000, 2, 10, 3)).isZero();
        assertThat(PartitionLossFormulas.copysets(1000, 2, 2, 10, 3)).isZero();
    }

    /** A single set of nodes has all partitions. */
    @Test
    void allNodesLoseEverything() {
        assertThat(PartitionLossFormulas.random(1000, 3, 3, 3)).isEqualTo(1);
        assertThat(PartitionLossFormulas.copysets(1000, 1, 3, 3, 3)).isEqualTo(1);
    }
}
