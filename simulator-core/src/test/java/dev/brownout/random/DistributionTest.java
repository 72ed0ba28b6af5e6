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
        for (Distribution law : TestRound.rotating(TestDistributions.continuous(), SOME)) {
            trial.kolmogorovSmirnov(
                    law.toString(), TestDistributions.sample(law, trial.draws(law.toString()), N), law::cumulative);
        }
        trial.verdict();
    }

    @Test
    @Tag("rows")
    void samplesOfTwoCallsAreIndependent() {
        StatisticalTestFamily trial = new StatisticalTestFamily("DistributionTest.calls");
        for (Distribution law : TestRound.rotating(TestDistributions.continuous(), SOME)) {
            double[] shares = Arrays.stream(TestDistributions.sample(law, trial.draws(law.toString()), N + 1))
                    .map(value -> Math.min(0.999999, law.cumulative(value)))
                    .toArray();
            trial.independence(law.toString(), Arrays.copyOf(shares, N), Arrays.copyOfRange(shares, 1, N + 1));
        }
        trial.verdict();
    }

    @ParameterizedTest
    @MethodSource("dev.brownout.random.TestDistributions#all")
    void samplesNeverFallBelowTheLeastNorAboveTheGreatestValue(Distribution law) {
        double[] sample = TestDistributions.sample(
                law, StatisticalTestFamily.draws("DistributionTest.range", law.toString()), 20_000);
        assertThat(Arrays.stream(sample).min().getAsDouble()).isGreaterThanOrEqualTo(law.quantile(0));
        assertThat(Arrays.stream(sample).max().getAsDouble()).isLessThanOrEqualTo(law.quantile(1));
        assertThat(law.quantile(0)).isNotNegative();
    }

    @ParameterizedTest
    @MethodSource("dev.brownout.random.TestDistributions#continuous")
    void quantilesInvertTheCumulativeProbability(Distribution law) {
        for (double p : new double[] {1e-6, 0.01, 0.3, 0.5, 0.9, 0.99, 0.9999}) {
            double x = law.quantile(p);
            if (x > 1e-6) { // no finer than a millionth of a nanosecond
                assertThat(law.cumulative(x)).isCloseTo(p, within(1e-7));
            }
        }
        assertThat(law.cumulative(-1)).isZero();
    }

    @ParameterizedTest
    @MethodSource("dev.brownout.random.TestDistributions#stepped")
    void quantilesAreTheLeastValueNotExceededWithTheirProbability(Distribution law) {
        for (double p : new double[] {1e-6, 0.2, 0.3, 0.5, 0.6, 0.99, 0.995}) {
            double x = law.quantile(p);
            assertThat(law.cumulative(x)).isGreaterThanOrEqualTo(p - 1e-9);
            if (x > 0) {
                assertThat(law.cumulative(x * (1 - 1e-9))).isLessThanOrEqualTo(p + 1e-9);
            }
        }
    }

    /** Mean and second moment against the integral of the quantile, its tail on a logarithmic scale. */
    @ParameterizedTest
    @MethodSource("dev.brownout.random.TestDistributions#all")
    void momentsAreThoseOfTheQuantiles(Distribution law) {
        double mean = 0;
        double square = 0;
        int steps = TestDistributions.stepped().contains(law) ? 20_000 : 5_000;
        for (int i = 0; i < steps; i++) {
            double t = (i + 0.5) / steps * 30;
            double x = law.quantile(-StrictMath.expm1(-t));
            mean += x * StrictMath.exp(-t) * 30 / steps;
            square += x * x * StrictMath.exp(-t) * 30 / steps;
        }
        if (Double.isInfinite(law.mean())) {
            assertThat(law).isEqualTo(new ParetoDistribution(1e6, 0.8));
            return;
        }
        assertThat(mean).isCloseTo(law.mean(), within(2e-3 * law.mean() + 1e-9));
        boolean light = !(law instanceof ParetoDistribution pareto) || pareto.max() < Double.POSITIVE_INFINITY;
        if (light) {
            double secondMoment = law.variance() + law.mean() * law.mean();
            assertThat(square).isCloseTo(secondMoment, within(2e-3 * secondMoment + 1e-9));
        }
    }

    @ParameterizedTest
    @MethodSource("dev.brownout.random.TestDistributions#all")
    void scalingScalesEveryQuantile(Distribution law) {
        Distribution scaled = law.scaled(2.5);
        for (double p : new double[] {0.001, 0.25, 0.5, 0.99}) {
            assertThat(scaled.quantile(p)).isCloseTo(2.5 * law.quantile(p), within(1e-6 * law.quantile(p) + 1e-9));
        }
        assertThat(scaled.constantValue().isPresent())
                .isEqualTo(law.constantValue().isPresent());
        double one = law.sampler().sample(StatisticalTestFamily.draws("DistributionTest.scaled", law.toString()));
        double same = scaled.sampler().sample(StatisticalTestFamily.draws("DistributionTest.scaled", law.toString()));
        assertThat(same).isCloseTo(2.5 * one, within(1e-9 * same));
        assertThatThrownBy(() -> law.scaled(0)).hasMessageStartingWith("factor must be > 0");
    }

    @Test
    void samplesAreReproducible() {
        long hash = 0;
        for (Distribution law : TestDistributions.all()) {
            Sampler sampler = law.sampler();
            KeyedRandom random = StatisticalTestFamily.draws("DistributionTest", "pinned");
            for (int i = 0; i < 2000; i++) {
                hash = KeyedRandom.mix(hash + Double.doubleToLongBits(sampler.sample(random.at(i))));
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
        for (Distribution law : TestDistributions.continuous()) {
            assertThat(law.constantValue()).isEmpty();
        }
    }

    @Test
    void nanosecondsAreRoundedToTheNearestAndNeverNegative() {
        KeyedRandom random = StatisticalTestFamily.draws("DistributionTest", "rounding");
        assertThat(new ConstantDistribution(2.4).sampler().sampleNanos(random)).isEqualTo(2);
        assertThat(new ConstantDistribution(2.5).sampler().sampleNanos(random)).isEqualTo(3);
        Sampler below = anything -> -3.7;
        assertThat(below.sampleNanos(random)).isZero();
        Sampler endless = anything -> Double.POSITIVE_INFINITY;
        assertThat(endless.sampleNanos(random)).isEqualTo(Sampler.MOST_NANOS);
    }

    @Test
    void refusesParametersOutOfRangeByName() {
        refused(() -> new ConstantDistribution(-1), "value must be >= 0");
        refused(() -> new ExponentialDistribution(0), "mean must be > 0");
        refused(() -> new ExponentialDistribution(Double.NaN), "mean must be > 0");
        refused(() -> new LognormalDistribution(1, 0), "sigma must be > 0");
        refused(() -> LognormalDistribution.byPercentiles(8, 8), "p99 must be above p50");
        refused(() -> LognormalDistribution.byMeanCv(8, -1), "cv must be > 0");
        refused(() -> new UniformDistribution(5, 5), "high must be above low");
        refused(() -> new ErlangDistribution(0, 5), "k must be >= 1");
        refused(() -> new GammaDistribution(-1, 5), "shape must be > 0");
        refused(() -> new WeibullDistribution(1, Double.POSITIVE_INFINITY), "scale must be > 0");
        refused(() -> new ParetoDistribution(0, 1), "min must be > 0");
        refused(() -> new ParetoDistribution(2, 1, 2), "max must be above min");
        refused(() -> new NormalDistribution(-1, 1), "mean must be >= 0");
        refused(() -> MixtureDistribution.hyperexponential(1, 0.5), "cv must be >= 1");
        refused(
                () -> new MixtureDistribution(List.of(0.5), List.of(new ConstantDistribution(1))),
                "weights must add up to 1");
        refused(() -> new MixtureDistribution(List.of(), List.of()), "each part needs one weight");
        refused(() -> new ShiftedDistribution(new ConstantDistribution(1), -1), "offset must be >= 0");
        refused(() -> new EmpiricalDistribution(), "number of values must be >= 1");
        refused(() -> new EmpiricalDistribution(1, Double.NaN), "value must be >= 0");
        refused(() -> new ExponentialDistribution(1).quantile(1.5), "p must be from 0 to 1");
    }

    private static void refused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(message);
    }
}
