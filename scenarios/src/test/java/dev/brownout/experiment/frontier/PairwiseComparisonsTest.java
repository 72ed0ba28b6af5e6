package dev.brownout.experiment.frontier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.experiment.Sample;
import dev.brownout.random.KeyedRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Comparisons of designs from paired samples. */
class PairwiseComparisonsTest {
    private static final double RARE = 1e-3;

    private static Random random(String name) {
        return new Random(KeyedRandom.key(0, 0, "PairwiseComparisonsTest." + name));
    }

    /** Values without sampling error: the same in each replication. */
    private static List<Sample> exact(double... losses) {
        List<Sample> samples = new ArrayList<>();
        for (double loss : losses) {
            samples.add(new Sample(loss, loss, loss));
        }
        return samples;
    }

    @Test
    void exactDifferencesNeedNoTest() {
        PairwiseComparisons comparisons =
                PairwiseComparisons.of(List.of(exact(1, 5, 0), exact(2, 5, 0), exact(2, 4, 0), exact(1, 5, 0)), 0.95);
        assertThat(comparisons.dominates(0, 1)).isTrue();
        assertThat(comparisons.dominates(1, 0)).isFalse();
        assertThat(comparisons.dominates(2, 1)).isTrue();
        assertThat(comparisons.dominates(0, 2)).isFalse();
        assertThat(comparisons.dominates(0, 3)).isFalse();
        assertThat(comparisons.areEqual(0, 3)).isTrue();
        assertThat(comparisons.isBetterInOne(0, 2)).isTrue();
        assertThat(comparisons.isEqual(0, 2, 2)).isTrue();
    }

    @Test
    void oneReplicationAndMissingValuesDecideNothing() {
        List<Sample> low = List.of(new Sample(1));
        List<Sample> high = List.of(new Sample(2));
        PairwiseComparisons single = PairwiseComparisons.of(List.of(low, high), 0.95);
        assertThat(single.dominates(0, 1)).isFalse();
        assertThat(single.areEqual(0, 0)).isTrue();
        PairwiseComparisons missing = PairwiseComparisons.of(
                List.of(List.of(new Sample(1, Double.NaN, 1)), List.of(new Sample(2, 2, 2))), 0.95);
        assertThat(missing.isBetterInOne(0, 1)).isFalse();
        assertThat(missing.isEqual(0, 1, 0)).isFalse();
    }

    /** Designs share most of their variation, which only pairing removes. */
    @Test
    void pairingDecidesSmallDifferences() {
        Random random = random("pairing");
        double[] first = new double[10];
        double[] second = new double[10];
        for (int i = 0; i < 10; i++) {
            double common = 100 * random.nextGaussian();
            first[i] = common + 0.1 * random.nextGaussian();
            second[i] = common + 1 + 0.1 * random.nextGaussian();
        }
        PairwiseComparisons comparisons =
                PairwiseComparisons.of(List.of(List.of(new Sample(first)), List.of(new Sample(second))), 0.95);
        assertThat(comparisons.dominates(0, 1)).isTrue();
        assertThat(comparisons.dominates(1, 0)).isFalse();
    }

    /** Designs with fewer replications are compared by the replications that both have. */
    @Test
    void unequalNumbersOfReplicationsAreComparedByTheCommonOnes() {
        List<Sample> four = List.of(new Sample(1, 2, 3, 4));
        List<Sample> ten = List.of(new Sample(2, 3, 4, 5, 900, -900, 900, -900, 5, 6));
        PairwiseComparisons comparisons = PairwiseComparisons.of(List.of(four, ten), 0.95);
        assertThat(comparisons.dominates(0, 1)).isTrue();
    }

    /** Random designs with few distinct values, so that there are many ties. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void dominanceOfExactValuesEqualsItsDefinition(int objectives) {
        Random random = random("definition " + objectives);
        for (int round = 0; round < 50; round++) {
            int designs = 2 + random.nextInt(14);
            double[][] losses = new double[designs][objectives];
            List<List<Sample>> samples = new ArrayList<>();
            for (double[] design : losses) {
                for (int k = 0; k < objectives; k++) {
                    design[k] = random.nextInt(4);
                }
                samples.add(exact(design));
            }
            PairwiseComparisons comparisons = PairwiseComparisons.of(samples, 0.95);
            for (int a = 0; a < designs; a++) {
                for (int b = 0; b < designs; b++) {
                    boolean noWorse = true;
                    boolean better = false;
                    for (int k = 0; k < objectives; k++) {
                        noWorse &= losses[a][k] <= losses[b][k];
                        better |= losses[a][k] < losses[b][k];
                    }
                    assertThat(comparisons.dominates(a, b)).isEqualTo(noWorse && better);
                    assertThat(comparisons.isBetterInOne(a, b)).isEqualTo(better);
                }
            }
        }
    }

    /**
     * The share of experiments with any false conclusion is at most 5 %. With a spread of 0 all designs are equal, so
     * that every conclusion is false.
     */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5, 2})
    void falseConclusionsAreAsRareAsStated(double spread) {
        Random random = random("error " + spread);
        int experiments = 400;
        int wrong = 0;
        int decided = 0;
        for (int i = 0; i < experiments; i++) {
            double[][] truth = new double[6][3];
            List<List<Sample>> samples = samples(truth, spread, random);
            PairwiseComparisons comparisons = PairwiseComparisons.of(samples, 0.95);
            boolean isWrong = false;
            for (int a = 0; a < truth.length; a++) {
                for (int b = 0; b < truth.length; b++) {
                    for (int k = 0; k < 3; k++) {
                        if (comparisons.isBetter(a, b, k)) {
                            decided++;
                            isWrong |= truth[a][k] >= truth[b][k];
                        }
                    }
                }
            }
            wrong += isWrong ? 1 : 0;
        }
        assertThat(wrong)
                .isLessThanOrEqualTo(
                        new BinomialDistribution(experiments, 0.05).inverseCumulativeProbability(1 - RARE));
        if (spread == 0) {
            assertThat(wrong).as("the level is used").isPositive();
        } else {
            assertThat(decided).as("some differences are found").isGreaterThan(experiments);
        }
    }

    /** Draws the true values of designs, and eight replications with common and own noise. */
    private static List<List<Sample>> samples(double[][] truth, double spread, Random random) {
        int replications = 8;
        double[][] common = new double[3][replications];
        for (double[] noise : common) {
            for (int r = 0; r < replications; r++) {
                noise[r] = random.nextGaussian();
            }
        }
        List<List<Sample>> samples = new ArrayList<>();
        for (double[] design : truth) {
            List<Sample> objectives = new ArrayList<>();
            for (int k = 0; k < 3; k++) {
                design[k] = spread * random.nextGaussian();
                double[] values = new double[replications];
                for (int r = 0; r < replications; r++) {
                    values[r] = design[k] + common[k][r] + 0.3 * random.nextGaussian();
                }
                objectives.add(new Sample(values));
            }
            samples.add(objectives);
        }
        return samples;
    }
}
