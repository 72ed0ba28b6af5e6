package dev.brownout.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.distribution.LogNormalDistribution;
import org.apache.commons.math3.distribution.RealDistribution;
import org.junit.jupiter.api.Test;

/** Distributions against published reference values. */
class DistributionReferenceTest {

    @Test
    void momentsAndQuantilesMatchCommonsMath() {
        Map<Distribution, RealDistribution> oracles = new LinkedHashMap<>();
        oracles.put(new LognormalDistribution(2, 0.7), new LogNormalDistribution(null, 2, 0.7));
        oracles.put(
                new ErlangDistribution(4, 20), new org.apache.commons.math3.distribution.GammaDistribution(null, 4, 5));
        oracles.put(
                new GammaDistribution(0.7, 3),
                new org.apache.commons.math3.distribution.GammaDistribution(null, 0.7, 3 / 0.7));
        oracles.put(
                new WeibullDistribution(1.7, 3),
                new org.apache.commons.math3.distribution.WeibullDistribution(null, 1.7, 3));
        oracles.put(
                new WeibullDistribution(0.5, 3),
                new org.apache.commons.math3.distribution.WeibullDistribution(null, 0.5, 3));
        oracles.put(
                new ParetoDistribution(2, 2.5),
                new org.apache.commons.math3.distribution.ParetoDistribution(null, 2, 2.5));
        oracles.forEach((distribution, oracle) -> {
            assertThat(distribution.mean()).isCloseTo(oracle.getNumericalMean(), within(1e-9));
            assertThat(distribution.variance()).isCloseTo(oracle.getNumericalVariance(), within(1e-6));
            for (double p : new double[] {0.01, 0.5, 0.99, 0.9999}) {
                double x = oracle.inverseCumulativeProbability(p);
                assertThat(distribution.quantile(p)).isCloseTo(x, within(1e-6 * x));
                assertThat(distribution.cumulative(x)).isCloseTo(oracle.cumulativeProbability(x), within(1e-9));
            }
        });
    }

    @Test
    void lognormalByMeanAndVariationHasTheKnownQuantiles() {
        Distribution distribution = LognormalDistribution.byMeanCv(10, 1);
        assertThat(distribution.mean()).isCloseTo(10, within(1e-9));
        assertThat(distribution.variance()).isCloseTo(100, within(1e-6));
        assertQuantile(distribution, 0.5, 7.071068);
        assertQuantile(distribution, 0.95, 27.81129);
        assertQuantile(distribution, 0.99, 49.04916);
        assertQuantile(distribution, 0.999, 92.64719);
    }

    @Test
    void paretoHasTheKnownMeanAndQuantiles() {
        Distribution distribution = new ParetoDistribution(1, 2.5);
        assertThat(distribution.mean()).isCloseTo(1.666667, within(1e-6));
        assertQuantile(distribution, 0.5, 1.319508);
        assertQuantile(distribution, 0.99, 6.309573);
        assertQuantile(distribution, 0.999, 15.84893);
    }

    @Test
    void lognormalByPercentilesGoesThroughThem() {
        Distribution distribution = LognormalDistribution.byPercentiles(8e6, 40e6);
        assertThat(distribution.quantile(0.5)).isCloseTo(8e6, within(1e-3));
        assertThat(distribution.quantile(0.99)).isCloseTo(40e6, within(1e-2));
    }

    @Test
    void hyperexponentialHasTheGivenVariation() {
        Distribution distribution = MixtureDistribution.hyperexponential(10, 3);
        assertThat(distribution.mean()).isCloseTo(10, within(1e-9));
        assertThat(distribution.variance()).isCloseTo(900, within(1e-6));
    }

    @Test
    void momentsThatDoNotExistAreInfinite() {
        assertThat(new ParetoDistribution(1, 1).mean()).isInfinite();
        assertThat(new ParetoDistribution(1, 2).variance()).isInfinite();
        assertThat(new ParetoDistribution(1, 0.5, 100).variance()).isFinite();
        assertThat(new MixtureDistribution(
                                List.of(0.5, 0.5), List.of(new ParetoDistribution(1, 1), new ParetoDistribution(1, 1)))
                        .variance())
                .isInfinite();
    }

    private static void assertQuantile(Distribution distribution, double p, double known) {
        assertThat(distribution.quantile(p)).isCloseTo(known, within(1e-6 * known));
    }
}
