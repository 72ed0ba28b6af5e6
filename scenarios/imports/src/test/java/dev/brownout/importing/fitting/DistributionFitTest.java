package dev.brownout.importing.fitting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.importing.fitting.Fit.Estimate;
import dev.brownout.random.Distribution;
import dev.brownout.random.ErlangDistribution;
import dev.brownout.random.ExponentialDistribution;
import dev.brownout.random.GammaDistribution;
import dev.brownout.random.KeyedRandom;
import dev.brownout.random.LognormalDistribution;
import dev.brownout.random.MixtureDistribution;
import dev.brownout.random.NormalDistribution;
import dev.brownout.random.ParetoDistribution;
import dev.brownout.random.Sampler;
import dev.brownout.random.ShiftedDistribution;
import dev.brownout.random.UniformDistribution;
import dev.brownout.random.WeibullDistribution;
import dev.brownout.rounds.ChosenRows;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Distributions estimated from random samples of known distributions. */
@Tag("law")
class DistributionFitTest {
    private static final double MS = 1e6;
    private static final int LINES = 100_000;

    /** Returns a distribution of each family with random parameters over a wide range. */
    static Stream<Distribution> distributions() {
        KeyedRandom random = new KeyedRandom(KeyedRandom.key(1, 0, "LawFitTest"));
        return Stream.of(
                new ExponentialDistribution(uniform(random, 1, 50) * MS),
                new ErlangDistribution(2 + random.nextInt(8), uniform(random, 1, 50) * MS),
                new UniformDistribution(uniform(random, 1, 5) * MS, uniform(random, 6, 50) * MS),
                new LognormalDistribution(StrictMath.log(uniform(random, 1, 50) * MS), uniform(random, 0.2, 1.2)),
                new GammaDistribution(uniform(random, 0.4, 4), uniform(random, 1, 50) * MS),
                new WeibullDistribution(uniform(random, 0.6, 3), uniform(random, 1, 50) * MS),
                new ParetoDistribution(uniform(random, 1, 50) * MS, uniform(random, 1.5, 4)),
                new NormalDistribution(uniform(random, 20, 50) * MS, uniform(random, 1, 5) * MS),
                MixtureDistribution.hyperexponential(uniform(random, 1, 50) * MS, uniform(random, 1.3, 3)),
                new ShiftedDistribution(
                        new ExponentialDistribution(uniform(random, 5, 50) * MS), uniform(random, 1, 5) * MS),
                new ShiftedDistribution(
                        new LognormalDistribution(StrictMath.log(uniform(random, 5, 50) * MS), 0.5), 4 * MS),
                new ShiftedDistribution(
                        new GammaDistribution(uniform(random, 1.5, 3), uniform(random, 5, 50) * MS), 4 * MS));
    }

    private static double uniform(KeyedRandom random, double low, double high) {
        return low + (high - low) * random.uniform();
    }

    private static double[] samples(Distribution distribution, int size, String name) {
        KeyedRandom random = new KeyedRandom(KeyedRandom.key(1, 0, name));
        Sampler sampler = distribution.sampler();
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
            values[i] = sampler.sample(random);
        }
        return values;
    }

    private static double[] milliseconds(double[] values) {
        double[] rounded = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            rounded[i] = Math.rint(values[i] / MS) * MS;
        }
        return rounded;
    }

    private static void assertCovered(Fit fit, Distribution distribution) {
        for (double p : List.of(0.1, 0.5, 0.9, 0.99)) {
            assertThat(fit.distribution().quantile(p) / distribution.quantile(p))
                    .as(fit.text() + " at " + p + " of " + distribution)
                    .isCloseTo(1, within(0.03));
        }
    }

    @ParameterizedTest
    @ChosenRows(4)
    @MethodSource("distributions")
    void recoversTheDistributionOfASample(Distribution distribution) {
        DistributionFit fit =
                DistributionFit.of(WeightedSample.exact(samples(distribution, LINES, distribution.toString())));
        assertCovered(fit.best().orElseThrow(), distribution);
        assertThat(fit.rivals()).isEmpty();
    }

    @ParameterizedTest
    @ChosenRows(12)
    @MethodSource("distributions")
    void recoversTheDistributionOfRoundedSamples(Distribution distribution) {
        DistributionFit fit = DistributionFit.of(
                WeightedSample.ofRounded(MS, milliseconds(samples(distribution, LINES, distribution.toString()))));
        assertCovered(fit.best().orElseThrow(), distribution);
    }

    static Stream<Arguments> regular() {
        return Stream.of(
                Arguments.of(new ExpFamily(), new double[] {20}),
                Arguments.of(new LognormalFamily(), new double[] {8, 0.7}),
                Arguments.of(new GammaFamily(), new double[] {20, 2.5}),
                Arguments.of(new WeibullFamily(), new double[] {20, 1.5}),
                Arguments.of(new HyperexpFamily(), new double[] {20, 1}));
    }

    /**
     * An interval of 95 % contains the parameter in 95 of 100 samples: of 400, 380 plus or minus four standard
     * deviations.
     */
    @ParameterizedTest
    @ChosenRows(2)
    @MethodSource("regular")
    void intervalsHaveTheirNominalCoverage(DistributionFamily family, double[] truth) {
        int[] held = new int[truth.length];
        for (int i = 0; i < 400; i++) {
            WeightedSample sample = WeightedSample.exact(samples(family.distribution(truth), 500, family.name() + i));
            List<Estimate> intervals = FisherInformation.intervals(family, Likelihood.maximum(family, sample), sample);
            for (int k = 0; k < truth.length; k++) {
                Estimate estimate = intervals.get(k);
                held[k] += estimate.low() <= truth[k] && truth[k] <= estimate.high() ? 1 : 0;
            }
        }
        for (int number : held) {
            assertThat(number).isBetween(362, 397);
        }
    }

    @Test
    void fewValuesLeaveSeveralCandidates() {
        DistributionFit fit =
                DistributionFit.of(WeightedSample.exact(samples(new GammaDistribution(2, 20 * MS), 40, "few")));
        assertThat(fit.rivals()).isNotEmpty();
    }

    @Test
    void noDistributionFitsABimodalSample() {
        Distribution distribution = new MixtureDistribution(
                List.of(0.7, 0.3), List.of(new NormalDistribution(10 * MS, MS), new NormalDistribution(40 * MS, MS)));
        assertThat(DistributionFit.of(WeightedSample.exact(samples(distribution, 10_000, "two bells")))
                        .best())
                .isEmpty();
    }
}
