package dev.brownout.experiment.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.experiment.reliability.ImportanceSplitting.SplittingReplication;
import dev.brownout.experiment.reliability.ImportanceSplitting.SplittingStage;
import dev.brownout.random.KeyedRandom;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Upper bounds of probabilities of events that no path reaches. */
class SplittingBoundTest {
    private static final double CONFIDENCE = 0.95;
    private static final double ERROR = (1 - CONFIDENCE) / 2;

    private static double high(List<SplittingStage> stages, List<SplittingReplication> replications) {
        RareEventEstimate estimate = ImportanceSplitting.combine(stages, replications, CONFIDENCE);
        assertThat(estimate.isBound()).isTrue();
        return estimate.high();
    }

    /**
     * The hits of the first of two stages are binomial, and the second has none with probability (1 - q)^n. The sum
     * over all hits is the exact probability that the bound is below the true product.
     */
    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.03, 0.05, 0.1, 0.3, 0.9})
    void boundIncludesTheErrorOfOneEarlierStage(double first) {
        int[] efforts = {50, 200};
        List<SplittingStage> stages = List.of(new SplittingStage(0.5, efforts[0]), new SplittingStage(1, efforts[1]));
        BinomialDistribution hits = new BinomialDistribution(null, efforts[0], first);
        double[] bounds = new double[efforts[0] + 1];
        for (int k = 0; k <= efforts[0]; k++) {
            bounds[k] = high(stages, List.of(new SplittingReplication(new long[] {k, 0})));
        }
        for (double expected = 0.1; expected < 12; expected += 0.1) {
            double second = expected / efforts[1];
            double below = bounds[0] < first * second ? hits.probability(0) : 0;
            for (int k = 1; k <= efforts[0]; k++) {
                below += bounds[k] < first * second ? hits.probability(k) * Math.pow(1 - second, efforts[1]) : 0;
            }
            assertThat(below).as("second " + second).isLessThanOrEqualTo(ERROR);
        }
    }

    /** The hits of two stages are drawn; the probability of no hit in the third is exact. */
    @Test
    void boundIncludesTheErrorOfSeveralEarlierStages() {
        int effort = 100;
        double share = 0.2;
        List<SplittingStage> stages = List.of(
                new SplittingStage(0.3, effort), new SplittingStage(0.6, effort), new SplittingStage(1, effort));
        KeyedRandom random = new KeyedRandom(KeyedRandom.key(0, 0, "SplittingBoundTest"));
        int samples = 400;
        double[] bounds = new double[samples];
        long[] paths = new long[samples];
        for (int i = 0; i < samples; i++) {
            List<SplittingReplication> replications = new ArrayList<>();
            for (int j = 0; j < ImportanceSplitting.FIRST; j++) {
                long first = hits(random, effort, share);
                long second = first == 0 ? 0 : hits(random, effort, share);
                paths[i] += second == 0 ? 0 : effort;
                replications.add(new SplittingReplication(new long[] {first, second, 0}));
            }
            bounds[i] = high(stages, replications);
        }
        for (double expected = 0.1; expected < 12; expected += 0.1) {
            double last = expected / (ImportanceSplitting.FIRST * effort);
            double below = 0;
            for (int i = 0; i < samples; i++) {
                below += bounds[i] < share * share * last ? Math.pow(1 - last, paths[i]) / samples : 0;
            }
            assertThat(below).as("last " + last).isLessThanOrEqualTo(ERROR);
        }
    }

    private static long hits(KeyedRandom random, int effort, double share) {
        long hits = 0;
        for (int i = 0; i < effort; i++) {
            hits += random.uniform() < share ? 1 : 0;
        }
        return hits;
    }

    /** Replications without an entrance have no paths in the next stage. */
    @Test
    void onlyPathsThatBeginCount() {
        List<SplittingStage> stages = List.of(new SplittingStage(0.5, 10), new SplittingStage(1, 100));
        List<SplittingReplication> half =
                List.of(new SplittingReplication(new long[] {10, 0}), new SplittingReplication(new long[] {0, 0}));
        double reached = RareEventEstimate.ofCount(10, 20, 0.99, 1).high();
        double last = 1 - Math.pow(0.02, 1.0 / 100);
        assertThat(high(stages, half)).isCloseTo(reached * last, within(1e-9));
    }

    /** Without a hit in the first stage, the bound is that of Clopper and Pearson. */
    @Test
    void boundOfTheFirstStageIsExact() {
        List<SplittingStage> stages = List.of(new SplittingStage(0.5, 10), new SplittingStage(1, 100));
        List<SplittingReplication> none = List.of(new SplittingReplication(new long[] {0, 0}));
        assertThat(high(stages, none)).isCloseTo(1 - Math.pow(ERROR, 0.1), within(1e-9));
    }
}
