package dev.brownout.experiment.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.experiment.Execution;
import dev.brownout.experiment.ProgressListener;
import dev.brownout.experiment.TrialStore;
import dev.brownout.random.Distribution;
import dev.brownout.random.ExponentialDistribution;
import dev.brownout.random.KeyedRandom;
import dev.brownout.random.WeibullDistribution;
import dev.brownout.rounds.ChosenRows;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Importance splitting against exact solutions of Markov chains, down to probabilities of 10^-6 in a year. */
@Tag("law")
class ImportanceSplittingLawTest {
    private static final double YEAR = 8760;
    private static final double HOUR = 3.6e12;
    private static final double CONFIDENCE = 0.95;
    /** Probability with which a correct program fails one of these tests. */
    private static final double RARE = 1e-3;

    @ParameterizedTest
    @ChosenRows
    @CsvSource({
        "2, 500, 2, 1, 2",
        "3, 2000, 2, 1, 3",
        "3, 4000, 1, 3, 3",
        "4, 1000, 2, 2, 4",
        "10, 99, 1, 10, 3",
        "5, 3000, 4, 1, 4",
    })
    void probabilityOfSimultaneousFailuresIsExact(int nodes, double mtbf, double mttr, int crews, int failed) {
        String name = "failures " + nodes + " " + mtbf + " " + mttr + " " + crews + " " + failed;
        double exact = new RepairChain(nodes, mtbf, mttr, crews).reaches(failed, YEAR);
        RareEventEstimate estimate =
                estimate(name, group(nodes, mtbf, mttr, crews), new NodeTarget(failed, 0, true), 40);
        assertThat(exact).isBetween(1e-7, 1.0);
        assertCovers(name, estimate, exact);
    }

    @ParameterizedTest
    @ChosenRows(2)
    @CsvSource({"1, 2000, 2, 1, 1, 40", "2, 500, 4, 1, 2, 4.38", "2, 1000, 2, 2, 2, 8.76", "3, 700, 4, 1, 2, 20"})
    void probabilityOfDowntimeIsExact(int nodes, double mtbf, double mttr, int crews, int failed, double downHours) {
        String name = "downtime " + nodes + " " + mtbf + " " + mttr + " " + crews + " " + failed + " " + downHours;
        double exact = new RepairChain(nodes, mtbf, mttr, crews).downtimeExceeds(failed, downHours, YEAR);
        RareEventEstimate estimate =
                estimate(name, group(nodes, mtbf, mttr, crews), new NodeTarget(failed, downHours * HOUR, false), 40);
        assertThat(exact).isBetween(1e-7, 0.5);
        assertCovers(name, estimate, exact);
    }

    /** Asserts that the interval with 99.9 % confidence covers the exact value. */
    private static void assertCovers(String name, RareEventEstimate estimate, double exact) {
        assertThat(exact).as(name + ": " + estimate).isBetween(estimate.low(), estimate.high());
    }

    private static RareEventEstimate estimate(String name, FailureGroup group, LossTarget target, int replications) {
        return splitting(name, group, target).estimate("", 1 - RARE, 0, replications);
    }

    private static ImportanceSplitting splitting(String name, FailureGroup group, LossTarget target) {
        return new ImportanceSplitting(
                new FailureProcess(NodeFailureModel.of(List.of(group))),
                target,
                (long) (YEAR * HOUR),
                name.hashCode(),
                "test",
                new Execution(2, ProgressListener.NONE, () -> false, TrialStore.NONE));
    }

    private static FailureGroup group(int nodes, double mtbf, double mttr, int crews) {
        return group(nodes, new ExponentialDistribution(mtbf * HOUR), new ExponentialDistribution(mttr * HOUR), crews);
    }

    private static FailureGroup group(int nodes, Distribution mtbf, Distribution mttr, int crews) {
        return new FailureGroup("web", nodes, mtbf, mttr, crews, 1);
    }

    @Test
    @Tag("change")
    void intervalsCoverInNinetyFivePercentOfSeeds() {
        intervalsCover(30);
    }

    @Test
    @Tag("thorough")
    void intervalsCoverInNinetyFivePercentOfManySeeds() {
        intervalsCover(100);
    }

    private static void intervalsCover(int seeds) {
        double exact = new RepairChain(3, 1000, 4, 1).reaches(3, YEAR);
        long covered = IntStream.range(0, seeds)
                .mapToObj(seed -> splitting("coverage " + seed, group(3, 1000, 4, 1), new NodeTarget(3, 0, true))
                        .estimate("", CONFIDENCE, 0, ImportanceSplitting.FIRST))
                .filter(estimate -> estimate.low() <= exact && exact <= estimate.high())
                .count();
        int least = new BinomialDistribution(null, seeds, CONFIDENCE).inverseCumulativeProbability(RARE);
        assertThat(covered).isGreaterThanOrEqualTo(least);
    }

    /** Without splitting, the same probability is a share of independent years. */
    @Test
    @Tag("change")
    void splittingAgreesWithPlainSimulationForOtherDistributions() {
        FailureGroup group =
                group(3, new WeibullDistribution(2.5, 400 * HOUR), new WeibullDistribution(0.7, 20 * HOUR), 1);
        NodeTarget target = new NodeTarget(3, 200 * HOUR, false);
        RareEventEstimate split = estimate("weibull", group, target, 40);
        int years = 20_000;
        SplittingPath path = new SplittingPath(
                new FailureProcess(NodeFailureModel.of(List.of(group))),
                target,
                (long) (YEAR * HOUR),
                new KeyedRandom("plain".hashCode()));
        int violated = 0;
        for (int i = 0; i < years; i++) {
            violated += path.reach(path.begin(), 1) ? 1 : 0;
        }
        RareEventEstimate plain = RareEventEstimate.ofCount(violated, years, 1 - RARE, 1);
        assertThat(split.low()).isLessThanOrEqualTo(plain.high());
        assertThat(split.high()).isGreaterThanOrEqualTo(plain.low());
    }
}
