package dev.brownout.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.apache.commons.math3.distribution.GammaDistribution;
import org.apache.commons.math3.distribution.LogNormalDistribution;
import org.apache.commons.math3.distribution.ParetoDistribution;
import org.apache.commons.math3.distribution.RealDistribution;
import org.apache.commons.math3.distribution.WeibullDistribution;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DistributionTest {

    private static final int N = 200_000;

    /** Laws without steps. */
    private static List<Distribution> continuous() {
        return List.of(
                new Exponential(20e6),
                new Lognormal(1, 0.1),
                Lognormal.byPercentiles(8e6, 40e6),
                Lognormal.byMeanSigma(10e6, 0.5),
                Lognormal.byMeanCv(10e6, 1.5),
                new Uniform(1e6, 5e6),
                new Erlang(1, 7),
                new Erlang(4, 20e6),
                new Erlang(100, 20e6),
                new Gamma(0.2, 3),
                new Gamma(0.9, 3e6),
                new Gamma(2.5, 3e6),
                new Weibull(0.6, 1e6),
                new Weibull(1, 1e6),
                new Weibull(3, 1e6),
                new Pareto(1e6, 2.5),
                new Pareto(1e6, 0.8),
                new Pareto(1e6, 1.2, 1e9),
                new Pareto(1e6, 1, 5e6),
                new Normal(100, 10),
                Mixture.hyperexponential(10e6, 2),
                Mixture.hyperexponential(10e6, 1),
                new Mixture(List.of(0.7, 0.3), List.of(new Uniform(0, 1), new Uniform(5, 7))),
                new Mixture(
                        List.of(0.5, 0.5, 0.0), List.of(new Exponential(1), new Exponential(50), new Constant(1e9))),
                new Shifted(new Exponential(2e6), 3e6));
    }

    /** Laws with some values that have a probability of their own. */
    private static List<Distribution> stepped() {
        return List.of(
                new Constant(8e6),
                new Constant(0),
                new Normal(5, 10),
                new Normal(0, 1),
                new Empirical(3, 1, 2, 2, 100),
                new Mixture(List.of(0.99, 0.01), List.of(new Exponential(5e6), new Constant(1e9))),
                new Shifted(new Empirical(1, 2), 3));
    }

    private static List<Distribution> all() {
        List<Distribution> all = new ArrayList<>(continuous());
        all.addAll(stepped());
        return all;
    }

    @Test
    void samplesFollowTheCumulativeProbability() {
        Trial trial = new Trial("DistributionTest.samples");
        for (Distribution law : continuous()) {
            trial.kolmogorovSmirnov(law.toString(), sample(law, trial.draws(law.toString()), N), law::cumulative);
        }
        trial.verdict();
    }

    @Test
    void samplesOfTwoCallsAreIndependent() {
        Trial trial = new Trial("DistributionTest.calls");
        for (Distribution law : continuous()) {
            Draws draws = trial.draws(law.toString());
            Sampler sampler = law.sampler();
            double[] one = new double[N];
            double[] other = new double[N];
            for (int i = 0; i < N; i++) {
                one[i] = Math.min(0.999999, law.cumulative(sampler.sample(draws.at(i))));
                other[i] = Math.min(0.999999, law.cumulative(sampler.sample(draws.at(i + 1L))));
            }
            trial.independence(law.toString(), one, other);
        }
        trial.verdict();
    }

    @ParameterizedTest
    @MethodSource("all")
    void samplesNeverFallBelowTheLeastNorAboveTheGreatestValue(Distribution law) {
        double[] sample = sample(law, Trial.draws("DistributionTest.range", law.toString()), 20_000);
        assertThat(Arrays.stream(sample).min().getAsDouble()).isGreaterThanOrEqualTo(law.quantile(0));
        assertThat(Arrays.stream(sample).max().getAsDouble()).isLessThanOrEqualTo(law.quantile(1));
        assertThat(law.quantile(0)).isNotNegative();
    }

    @ParameterizedTest
    @MethodSource("continuous")
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
    @MethodSource("stepped")
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
    @MethodSource("all")
    void momentsAreThoseOfTheQuantiles(Distribution law) {
        double mean = 0;
        double square = 0;
        int steps = 20_000;
        for (int i = 0; i < steps; i++) {
            double t = (i + 0.5) / steps * 30;
            double x = law.quantile(-StrictMath.expm1(-t));
            mean += x * StrictMath.exp(-t) * 30 / steps;
            square += x * x * StrictMath.exp(-t) * 30 / steps;
        }
        if (Double.isInfinite(law.mean())) {
            assertThat(law).isEqualTo(new Pareto(1e6, 0.8));
            return;
        }
        assertThat(mean).isCloseTo(law.mean(), within(2e-3 * law.mean() + 1e-9));
        boolean light = !(law instanceof Pareto pareto) || pareto.max() < Double.POSITIVE_INFINITY;
        if (light) {
            double secondMoment = law.variance() + law.mean() * law.mean();
            assertThat(square).isCloseTo(secondMoment, within(2e-3 * secondMoment + 1e-9));
        }
    }

    @Test
    void momentsAndQuantilesAreThoseOfCommonsMath() {
        Map<Distribution, RealDistribution> oracles = new LinkedHashMap<>();
        oracles.put(new Lognormal(2, 0.7), new LogNormalDistribution(null, 2, 0.7));
        oracles.put(new Erlang(4, 20), new GammaDistribution(null, 4, 5));
        oracles.put(new Gamma(0.7, 3), new GammaDistribution(null, 0.7, 3 / 0.7));
        oracles.put(new Weibull(1.7, 3), new WeibullDistribution(null, 1.7, 3));
        oracles.put(new Weibull(0.5, 3), new WeibullDistribution(null, 0.5, 3));
        oracles.put(new Pareto(2, 2.5), new ParetoDistribution(null, 2, 2.5));
        oracles.forEach((law, oracle) -> {
            assertThat(law.mean()).isCloseTo(oracle.getNumericalMean(), within(1e-9));
            assertThat(law.variance()).isCloseTo(oracle.getNumericalVariance(), within(1e-6));
            for (double p : new double[] {0.01, 0.5, 0.99, 0.9999}) {
                double x = oracle.inverseCumulativeProbability(p);
                assertThat(law.quantile(p)).isCloseTo(x, within(1e-6 * x));
                assertThat(law.cumulative(x)).isCloseTo(oracle.cumulativeProbability(x), within(1e-9));
            }
        });
    }

    @ParameterizedTest
    @MethodSource("all")
    void scalingScalesEveryQuantile(Distribution law) {
        Distribution scaled = law.scaled(2.5);
        for (double p : new double[] {0.001, 0.25, 0.5, 0.99}) {
            assertThat(scaled.quantile(p)).isCloseTo(2.5 * law.quantile(p), within(1e-6 * law.quantile(p) + 1e-9));
        }
        assertThat(scaled.constantValue().isPresent()).isEqualTo(law.constantValue().isPresent());
        double one = law.sampler().sample(Trial.draws("DistributionTest.scaled", law.toString()));
        double same = scaled.sampler().sample(Trial.draws("DistributionTest.scaled", law.toString()));
        assertThat(same).isCloseTo(2.5 * one, within(1e-9 * same));
        assertThatThrownBy(() -> law.scaled(0)).hasMessageStartingWith("factor must be > 0");
    }

    @Test
    void onlyConstantsAreConstant() {
        assertThat(new Constant(5).constantValue()).isEqualTo(OptionalDouble.of(5));
        assertThat(new Shifted(new Constant(5), 3).constantValue()).isEqualTo(OptionalDouble.of(8));
        assertThat(new Mixture(List.of(1.0), List.of(new Constant(5))).constantValue()).isEqualTo(OptionalDouble.of(5));
        for (Distribution law : continuous()) {
            assertThat(law.constantValue()).isEmpty();
        }
    }

    @Test
    void nanosecondsAreRoundedToTheNearestAndNeverNegative() {
        Draws draws = Trial.draws("DistributionTest", "rounding");
        assertThat(new Constant(2.4).sampler().sampleNanos(draws)).isEqualTo(2);
        assertThat(new Constant(2.5).sampler().sampleNanos(draws)).isEqualTo(3);
        Sampler below = anything -> -3.7;
        assertThat(below.sampleNanos(draws)).isZero();
    }

    @Test
    void lognormalByMeanAndVariationHasTheKnownQuantiles() {
        Distribution law = Lognormal.byMeanCv(10, 1);
        assertThat(law.mean()).isCloseTo(10, within(1e-9));
        assertThat(law.variance()).isCloseTo(100, within(1e-6));
        double[] sorted = sample(law, Trial.draws("truths", "dist.lognormal.a"), 2_000_000);
        Arrays.sort(sorted);
        assertQuantile(law, sorted, 0.5, 7.071068, 0.01);
        assertQuantile(law, sorted, 0.95, 27.81129, 0.01);
        assertQuantile(law, sorted, 0.99, 49.04916, 0.04);
        assertQuantile(law, sorted, 0.999, 92.64719, 0.04);
    }

    @Test
    void paretoHasTheKnownMeanAndQuantiles() {
        Distribution law = new Pareto(1, 2.5);
        double[] sorted = sample(law, Trial.draws("truths", "dist.pareto.a"), 2_000_000);
        Arrays.sort(sorted);
        assertThat(law.mean()).isCloseTo(1.666667, within(1e-6));
        assertThat(Arrays.stream(sorted).average().getAsDouble()).isCloseTo(1.666667, within(0.05 * 1.666667));
        assertQuantile(law, sorted, 0.5, 1.319508, 0.04);
        assertQuantile(law, sorted, 0.99, 6.309573, 0.04);
        assertQuantile(law, sorted, 0.999, 15.84893, 0.04);
    }

    @Test
    void lognormalByPercentilesGoesThroughThem() {
        Distribution law = Lognormal.byPercentiles(8e6, 40e6);
        assertThat(law.quantile(0.5)).isCloseTo(8e6, within(1e-3));
        assertThat(law.quantile(0.99)).isCloseTo(40e6, within(1e-2));
    }

    @Test
    void hyperexponentialHasTheVariationAskedFor() {
        Distribution law = Mixture.hyperexponential(10, 3);
        assertThat(law.mean()).isCloseTo(10, within(1e-9));
        assertThat(law.variance()).isCloseTo(900, within(1e-6));
    }

    @Test
    void momentsThatDoNotExistAreInfinite() {
        assertThat(new Pareto(1, 1).mean()).isInfinite();
        assertThat(new Pareto(1, 2).variance()).isInfinite();
        assertThat(new Pareto(1, 0.5, 100).variance()).isFinite();
        assertThat(new Mixture(List.of(0.5, 0.5), List.of(new Pareto(1, 1), new Pareto(1, 1))).variance())
                .isInfinite();
    }

    @Test
    void refusesParametersOutOfRangeByName() {
        refused(() -> new Constant(-1), "value must be >= 0");
        refused(() -> new Exponential(0), "mean must be > 0");
        refused(() -> new Exponential(Double.NaN), "mean must be > 0");
        refused(() -> new Lognormal(1, 0), "sigma must be > 0");
        refused(() -> Lognormal.byPercentiles(8, 8), "p99 must be above p50");
        refused(() -> Lognormal.byMeanCv(8, -1), "cv must be > 0");
        refused(() -> new Uniform(5, 5), "high must be above low");
        refused(() -> new Erlang(0, 5), "k must be >= 1");
        refused(() -> new Gamma(-1, 5), "shape must be > 0");
        refused(() -> new Weibull(1, Double.POSITIVE_INFINITY), "scale must be > 0");
        refused(() -> new Pareto(0, 1), "min must be > 0");
        refused(() -> new Pareto(2, 1, 2), "max must be above min");
        refused(() -> new Normal(-1, 1), "mean must be >= 0");
        refused(() -> Mixture.hyperexponential(1, 0.5), "cv must be >= 1");
        refused(() -> new Mixture(List.of(0.5), List.of(new Constant(1))), "weights must add up to 1");
        refused(() -> new Mixture(List.of(), List.of()), "each part needs one weight");
        refused(() -> new Shifted(new Constant(1), -1), "offset must be >= 0");
        refused(() -> new Empirical(), "number of values must be >= 1");
        refused(() -> new Empirical(1, Double.NaN), "value must be >= 0");
        refused(() -> new Exponential(1).quantile(1.5), "p must be from 0 to 1");
    }

    private static void refused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(message);
    }

    private static void assertQuantile(Distribution law, double[] sorted, double p, double known, double tolerance) {
        assertThat(law.quantile(p)).isCloseTo(known, within(1e-6 * known));
        double measured = sorted[(int) Math.ceil(p * sorted.length) - 1];
        assertThat(measured).isCloseTo(known, within(tolerance * known));
    }

    private static double[] sample(Distribution law, Draws draws, int n) {
        Sampler sampler = law.sampler();
        double[] sample = new double[n];
        Arrays.setAll(sample, i -> sampler.sample(draws.at(i)));
        return sample;
    }
}
