package dev.brownout.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.rounds.TestRound;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DistributionTest {

    private static final int N = 200_000;

    /** Number of distributions in {@code mvn verify}, which depend on the commit. */
    private static final int SOME = 3;

    @Test
    @Tag("rows")
    void samplesFollowTheCumulativeProbability() {
        StatisticalTestFamily trial = new StatisticalTestFamily("DistributionTest.samples");
        for (Distribution distribution : TestRound.rotating(TestDistributions.continuous(), SOME)) {
            trial.kolmogorovSmirnov(
                    distribution.toString(),
                    TestDistributions.sample(distribution, trial.randomStream(distribution.toString()), N),
                    distribution::cumulative);
        }
        trial.verdict();
    }

    @Test
    @Tag("rows")
    void samplesOfTwoCallsAreIndependent() {
        StatisticalTestFamily trial = new StatisticalTestFamily("DistributionTest.calls");
        for (Distribution distribution : TestRound.rotating(TestDistributions.continuous(), SOME)) {
            double[] shares = Arrays.stream(
                            TestDistributions.sample(distribution, trial.randomStream(distribution.toString()), N + 1))
                    .map(value -> Math.min(0.999999, distribution.cumulative(value)))
                    .toArray();
            trial.independence(distribution.toString(), Arrays.copyOf(shares, N), Arrays.copyOfRange(shares, 1, N + 1));
        }
        trial.verdict();
    }

    @ParameterizedTest
    @MethodSource("dev.brownout.random.TestDistributions#all")
    void samplesNeverFallBelowTheLeastNorAboveTheGreatestValue(Distribution distribution) {
        double[] sample = TestDistributions.sample(
                distribution,
                StatisticalTestFamily.randomStream("DistributionTest.range", distribution.toString()),
                20_000);
        assertThat(Arrays.stream(sample).min().getAsDouble()).isGreaterThanOrEqualTo(distribution.quantile(0));
        assertThat(Arrays.stream(sample).max().getAsDouble()).isLessThanOrEqualTo(distribution.quantile(1));
        assertThat(distribution.quantile(0)).isNotNegative();
    }

    @ParameterizedTest
    @MethodSource("dev.brownout.random.TestDistributions#continuous")
    void quantilesInvertTheCumulativeProbability(Distribution distribution) {
        for (double p : new double[] {1e-6, 0.01, 0.3, 0.5, 0.9, 0.99, 0.9999}) {
            double x = distribution.quantile(p);
            if (x > 1e-6) { // no finer than a millionth of a nanosecond
                assertThat(distribution.cumulative(x)).isCloseTo(p, within(1e-7));
            }
        }
        assertThat(distribution.cumulative(-1)).isZero();
    }

    @ParameterizedTest
    @MethodSource("dev.brownout.random.TestDistributions#stepped")
    void quantilesAreTheLeastValueNotExceededWithTheirProbability(Distribution distribution) {
        for (double p : new double[] {1e-6, 0.2, 0.3, 0.5, 0.6, 0.99, 0.995}) {
            double x = distribution.quantile(p);
            assertThat(distribution.cumulative(x)).isGreaterThanOrEqualTo(p - 1e-9);
            if (x > 0) {
                assertThat(distribution.cumulative(x * (1 - 1e-9))).isLessThanOrEqualTo(p + 1e-9);
            }
        }
    }

    /** Mean and second moment against the integral of the quantile, its tail on a logarithmic scale. */
    @ParameterizedTest
    @MethodSource("dev.brownout.random.TestDistributions#all")
    void momentsAreThoseOfTheQuantiles(Distribution distribution) {
        double mean = 0;
        double square = 0;
        int steps = TestDistributions.stepped().contains(distribution) ? 20_000 : 5_000;
        for (int i = 0; i < steps; i++) {
            double t = (i + 0.5) / steps * 30;
            double x = distribution.quantile(-StrictMath.expm1(-t));
            mean += x * StrictMath.exp(-t) * 30 / steps;
            square += x * x * StrictMath.exp(-t) * 30 / steps;
        }
        if (Double.isInfinite(distribution.mean())) {
            assertThat(distribution).isEqualTo(new ParetoDistribution(1e6, 0.8));
            return;
        }
        assertThat(mean).isCloseTo(distribution.mean(), within(2e-3 * distribution.mean() + 1e-9));
        boolean light = !(distribution instanceof ParetoDistribution pareto) || pareto.max() < Double.POSITIVE_INFINITY;
        if (light) {
            double secondMoment = distribution.variance() + distribution.mean() * distribution.mean();
            assertThat(square).isCloseTo(secondMoment, within(2e-3 * secondMoment + 1e-9));
        }
    }

    @ParameterizedTest
    @MethodSource("dev.brownout.random.TestDistributions#all")
    void scalingScalesEveryQuantile(Distribution distribution) {
        Distribution scaled = distribution.scale(2.5);
        for (double p : new double[] {0.001, 0.25, 0.5, 0.99}) {
            assertThat(scaled.quantile(p))
                    .isCloseTo(2.5 * distribution.quantile(p), within(1e-6 * distribution.quantile(p) + 1e-9));
        }
        assertThat(scaled.constantValue().isPresent())
                .isEqualTo(distribution.constantValue().isPresent());
        double one = distribution
                .sampler()
                .sample(StatisticalTestFamily.randomStream("DistributionTest.scaled", distribution.toString()));
        double same = scaled.sampler()
                .sample(StatisticalTestFamily.randomStream("DistributionTest.scaled", distribution.toString()));
        assertThat(same).isCloseTo(2.5 * one, within(1e-9 * same));
        assertThatThrownBy(() -> distribution.scale(0)).hasMessageStartingWith("factor must be > 0");
    }

    @Test
    void samplesAreReproducible() {
        long hash = 0;
        for (Distribution distribution : TestDistributions.all()) {
            Sampler sampler = distribution.sampler();
            KeyedRandom random = StatisticalTestFamily.randomStream("DistributionTest", "pinned");
            for (int i = 0; i < 2000; i++) {
                hash = KeyedRandom.mix(hash + Double.doubleToLongBits(sampler.sample(random.withIdentity(i))));
            }
        }
        assertThat(hash).isEqualTo(-5449511017343887519L);
    }

    @Test
    void onlyConstantDistributionsHaveAConstantValue() {
        assertThat(new ConstantDistribution(5).constantValue()).isEqualTo(OptionalDouble.of(5));
        assertThat(new ShiftedDistribution(new ConstantDistribution(5), 3).constantValue())
                .isEqualTo(OptionalDouble.of(8));
        assertThat(new MixtureDistribution(List.of(1.0), List.of(new ConstantDistribution(5))).constantValue())
                .isEqualTo(OptionalDouble.of(5));
        for (Distribution distribution : TestDistributions.continuous()) {
            assertThat(distribution.constantValue()).isEmpty();
        }
    }

    @Test
    void nanosecondsAreRoundedToTheNearestAndNeverNegative() {
        KeyedRandom random = StatisticalTestFamily.randomStream("DistributionTest", "rounding");
        assertThat(new ConstantDistribution(2.4).sampler().sampleNanos(random)).isEqualTo(2);
        assertThat(new ConstantDistribution(2.5).sampler().sampleNanos(random)).isEqualTo(3);
        Sampler below = anything -> -3.7;
        assertThat(below.sampleNanos(random)).isZero();
        Sampler endless = anything -> Double.POSITIVE_INFINITY;
        assertThat(endless.sampleNanos(random)).isEqualTo(Sampler.MOST_NANOS);
    }

    @Test
    void refusesParametersOutOfRangeByName() {
        onRefused(() -> new ConstantDistribution(-1), "value must be >= 0");
        onRefused(() -> new ExponentialDistribution(0), "mean must be > 0");
        onRefused(() -> new ExponentialDistribution(Double.NaN), "mean must be > 0");
        onRefused(() -> new LognormalDistribution(1, 0), "sigma must be > 0");
        onRefused(() -> LognormalDistribution.byPercentiles(8, 8), "p99 must be above p50");
        onRefused(() -> LognormalDistribution.byMeanCv(8, -1), "cv must be > 0");
        onRefused(() -> new UniformDistribution(5, 5), "high must be above low");
        onRefused(() -> new ErlangDistribution(0, 5), "k must be >= 1");
        onRefused(() -> new GammaDistribution(-1, 5), "shape must be > 0");
        onRefused(() -> new WeibullDistribution(1, Double.POSITIVE_INFINITY), "scale must be > 0");
        onRefused(() -> new ParetoDistribution(0, 1), "min must be > 0");
        onRefused(() -> new ParetoDistribution(2, 1, 2), "max must be above min");
        onRefused(() -> new NormalDistribution(-1, 1), "mean must be >= 0");
        onRefused(() -> MixtureDistribution.hyperexponential(1, 0.5), "cv must be >= 1");
        onRefused(
                () -> new MixtureDistribution(List.of(0.5), List.of(new ConstantDistribution(1))),
                "weights must add up to 1");
        onRefused(() -> new MixtureDistribution(List.of(), List.of()), "each part needs one weight");
        onRefused(() -> new ShiftedDistribution(new ConstantDistribution(1), -1), "offset must be >= 0");
        onRefused(() -> new EmpiricalDistribution(), "number of values must be >= 1");
        onRefused(() -> new EmpiricalDistribution(1, Double.NaN), "value must be >= 0");
        onRefused(() -> new ExponentialDistribution(1).quantile(1.5), "p must be from 0 to 1");
    }

    private static void onRefused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(message);
    }
}
