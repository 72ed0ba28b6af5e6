package dev.brownout.component.quorumstore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.random.KeyedRandom;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Placements of copies, and the probability that lost nodes have all copies of a partition. */
class CopyPlacementTest {
    /** Quantile of the normal distribution for a two-sided confidence of 99.9 %. */
    private static final double Z = 3.29;

    private static final int PAPER_NODES = 5000;
    private static final int PAPER_LOST = 50;

    private static CopyPlacement placement(int nodes, int copies, int virtualNodes, PlacementMethod method, int width) {
        return new CopyPlacement(
                IntStream.rangeClosed(1, nodes).mapToObj(Integer::toString).toList(),
                Collections.nCopies(nodes, ""),
                copies,
                new ReplicaPlacementSpec(
                        virtualNodes, Optional.of(method), width == 0 ? Optional.empty() : Optional.of(width)));
    }

    /** Returns C(f, r) / C(n, r). */
    private static double lossProbability(int f, int n, int r) {
        double probability = 1;
        for (int i = 0; i < r; i++) {
            probability *= (f - i) / (double) (n - i);
        }
        return probability;
    }

    /** Marks a random set of lost nodes. */
    private static boolean[] lostNodes(int nodes, int count, long number) {
        KeyedRandom random = new KeyedRandom(99).withIdentity(number);
        boolean[] lost = new boolean[nodes];
        for (int i = 0; i < count; ) {
            int node = random.nextInt(nodes);
            i += lost[node] ? 0 : 1;
            lost[node] = true;
        }
        return lost;
    }

    private static boolean all(int[] nodes, boolean[] lost) {
        for (int node : nodes) {
            if (!lost[node]) {
                return false;
            }
        }
        return true;
    }

    @ParameterizedTest
    @EnumSource(PlacementMethod.class)
    void eachPartitionHasDifferentNodes(PlacementMethod method) {
        CopyPlacement placement = placement(10, 4, 16, method, 0);
        assertThat(placement.partitions()).isEqualTo(160);
        for (int partition = 0; partition < placement.partitions(); partition++) {
            assertThat(Arrays.stream(placement.ofPartition(partition)).distinct())
                    .hasSize(4)
                    .allMatch(node -> node >= 0 && node < 10);
        }
        assertThat(placement.firstOf(7, 10)).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(placement.firstOf(7, 4)).containsExactly(placement.of(7));
    }

    /** A region gets a second copy only after every region has one, also with regions of different sizes. */
    @ParameterizedTest
    @EnumSource(PlacementMethod.class)
    void copiesAreSpreadOverRegions(PlacementMethod method) {
        List<String> regions = List.of("a", "a", "a", "a", "a", "b", "b", "c");
        CopyPlacement placement = new CopyPlacement(
                IntStream.range(0, 8).mapToObj(Integer::toString).toList(),
                regions,
                4,
                new ReplicaPlacementSpec(16, Optional.of(method), Optional.empty()));
        for (int partition = 0; partition < placement.partitions(); partition++) {
            int[] nodes = placement.ofPartition(partition);
            assertThat(Arrays.stream(nodes).limit(3).mapToObj(regions::get)).containsExactlyInAnyOrder("a", "b", "c");
            assertThat(Arrays.stream(nodes).mapToObj(regions::get).filter("c"::equals))
                    .hasSize(1);
        }
    }

    /** Each permutation has ceil(n / R) copysets, and P = ceil(S / (R - 1)) permutations give a node R - 1 others. */
    @ParameterizedTest
    @CsvSource({"9, 3, 0, 3", "9, 3, 4, 6", "10, 3, 2, 4", "10, 3, 3, 8", "7, 2, 3, 12", "5, 1, 0, 5"})
    void copysetsFollowTheScatterWidth(int nodes, int copies, int width, int copysets) {
        CopyPlacement placement = placement(nodes, copies, 200, PlacementMethod.COPYSETS, width);
        TreeSet<String> used = new TreeSet<>();
        int[] with = new int[nodes];
        for (int partition = 0; partition < placement.partitions(); partition++) {
            int[] replicas = placement.ofPartition(partition);
            with[replicas[0]]++;
            used.add(Arrays.toString(Arrays.stream(replicas).sorted().toArray()));
        }
        assertThat(used).hasSizeLessThanOrEqualTo(copysets).hasSizeGreaterThan(copysets * 3 / 4);
        assertThat(Arrays.stream(with)).allMatch(count -> Math.abs(count - 200) < Z * Math.sqrt(200));
    }

    /** Copysets of one permutation are disjoint and have every node. */
    @Test
    void copysetsOfOnePermutationAreDisjoint() {
        int[][] copysets = CopysetPermutations.copysets(new NodeRegions(Collections.nCopies(12, "")), 3, 1);
        assertThat(copysets).hasDimensions(4, 3);
        assertThat(Arrays.stream(copysets).flatMapToInt(Arrays::stream).distinct())
                .hasSize(12);
    }

    /** Partitions are lost with C(f, r) / C(n, r): 1,000,000 partitions, with a confidence of 99.9 %. */
    @Test
    void randomPartitionIsLostWithTheRatioOfCombinations() {
        int nodes = 100;
        CopyPlacement placement = placement(nodes, 3, 10_000, PlacementMethod.RANDOM, 0);
        boolean[] lost = lostNodes(nodes, 20, 1);
        long count = IntStream.range(0, placement.partitions())
                .filter(partition -> all(placement.ofPartition(partition), lost))
                .count();
        double expected = lossProbability(20, nodes, 3) * placement.partitions();
        assertThat((double) count).isBetween(expected - Z * Math.sqrt(expected), expected + Z * Math.sqrt(expected));
    }

    /**
     * Cidon et al., ATC 2013: of 5,000 nodes with three copies 1 % are lost. Copysets lose data with 0.15 %: 200,000
     * sets of lost nodes, with a confidence of 99.9 %.
     */
    @Test
    void copysetsRarelyLoseData() {
        int[][] copysets = CopysetPermutations.copysets(new NodeRegions(Collections.nCopies(PAPER_NODES, "")), 3, 1);
        double exact = 1 - Math.pow(1 - lossProbability(PAPER_LOST, PAPER_NODES, 3), copysets.length);
        assertThat(exact).isBetween(0.0015, 0.0016);
        int[] copysetOf = new int[PAPER_NODES];
        for (int number = copysets.length - 1; number >= 0; number--) {
            for (int node : copysets[number]) {
                copysetOf[node] = number;
            }
        }
        int trials = 200_000;
        int losses = 0;
        KeyedRandom random = new KeyedRandom(5);
        int[] order = IntStream.range(0, PAPER_NODES).toArray();
        int[] seen = new int[copysets.length];
        for (int trial = 0; trial < trials; trial++) {
            boolean loss = false;
            for (int i = 0; i < PAPER_LOST; i++) {
                int other = i + random.nextInt(PAPER_NODES - i);
                int node = order[other];
                order[other] = order[i];
                order[i] = node;
                seen[copysetOf[node]]++;
                loss |= seen[copysetOf[node]] == 3;
            }
            for (int i = 0; i < PAPER_LOST; i++) {
                seen[copysetOf[order[i]]] = 0;
            }
            losses += loss ? 1 : 0;
        }
        double deviation = Z * Math.sqrt(exact * (1 - exact) / trials);
        assertThat(losses / (double) trials).isBetween(exact - deviation, exact + deviation);
    }

    /**
     * Random placement of 10,000,000 partitions, as of 2,000 partitions for each node, loses data with 99.99 %. The
     * number of lost partitions of one placement has the mean 9.4 and is from 1 to 21 with a confidence of 99.9 %
     * (Poisson distribution).
     */
    @Test
    @Tag("change")
    void randomPlacementNearlyAlwaysLosesData() {
        CopyPlacement placement = placement(PAPER_NODES, 3, 2000, PlacementMethod.RANDOM, 0);
        double each = lossProbability(PAPER_LOST, PAPER_NODES, 3);
        assertThat(each * placement.partitions()).isBetween(9.41, 9.42);
        assertThat(1 - Math.pow(1 - each, placement.partitions())).isGreaterThan(0.9999);
        boolean[] lost = lostNodes(PAPER_NODES, PAPER_LOST, 3);
        int count = 0;
        for (int partition = 0; partition < placement.partitions(); partition++) {
            count += all(placement.ofPartition(partition), lost) ? 1 : 0;
        }
        assertThat(count).isBetween(1, 21);
    }

    /** The mean share of lost partitions is the same with each placement: 2,000 sets of lost nodes. */
    @ParameterizedTest
    @EnumSource(PlacementMethod.class)
    void expectedLossIsTheSame(PlacementMethod method) {
        int nodes = 20;
        CopyPlacement placement = placement(nodes, 3, 16, method, 0);
        int[][] placements = IntStream.range(0, placement.partitions())
                .mapToObj(placement::ofPartition)
                .toArray(int[][]::new);
        double sum = 0;
        double squares = 0;
        int trials = 2000;
        for (int trial = 0; trial < trials; trial++) {
            boolean[] lost = lostNodes(nodes, 5, trial);
            double share = Arrays.stream(placements).filter(of -> all(of, lost)).count() / (double) placements.length;
            sum += share;
            squares += share * share;
        }
        double mean = sum / trials;
        double deviation = Z * Math.sqrt((squares / trials - mean * mean) / trials);
        assertThat(lossProbability(5, nodes, 3)).isBetween(mean - deviation, mean + deviation);
    }
}
