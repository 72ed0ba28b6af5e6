package dev.brownout.experiment.replicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.random.KeyedRandom;
import java.util.Random;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Estimates with a control variate from normally distributed samples. */
class ControlVariateTest {
    private static final double RARE = 1e-3;

    @Test
    void exactLinearDependenceRemovesAllVariance() {
        ControlVariate exact = ControlVariate.of(new double[] {13, 17, 11, 15}, new double[] {1, 3, 0, 2}, 1, 0.95);
        assertThat(exact.mean()).isCloseTo(13, within(1e-9));
        assertThat(exact.half()).isCloseTo(0, within(1e-6));
        assertThat(exact.correlation()).isCloseTo(1, within(1e-9));
    }

    /** Values, intercept and standard error of an example of regression that was computed by hand. */
    @Test
    void estimateIsTheInterceptOfTheRegression() {
        ControlVariate estimate =
                ControlVariate.of(new double[] {2, 4, 5, 4, 5}, new double[] {1, 2, 3, 4, 5}, 0, 0.95);
        assertThat(estimate.mean()).isCloseTo(2.2, within(1e-9));
        assertThat(estimate.half()).isCloseTo(3.182446305 * Math.sqrt(0.8 * (0.2 + 0.9)), within(1e-6));
    }

    @Test
    void constantControlsHaveNoEstimate() {
        assertThat(ControlVariate.of(new double[] {1, 2, 3, 4}, new double[] {7, 7, 7, 7}, 7, 0.95)
                        .mean())
                .isNaN();
        assertThatThrownBy(() -> ControlVariate.of(new double[3], new double[3], 0, 0.95))
                .hasMessageContaining("needs 4 values");
    }

    /** The variance ratio has the mean (1 - ρ²) (n - 2) / (n - 3) of theory, and the interval its confidence. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5, 0.8, -0.9})
    void coverageAndVarianceEqualTheory(double correlation) {
        Random random = new Random(KeyedRandom.key(0, 0, "ControlVariateTest.coverage " + correlation));
        int experiments = 4000;
        int n = 10;
        int covered = 0;
        double controlled = 0;
        double plain = 0;
        for (int i = 0; i < experiments; i++) {
            double[] values = new double[n];
            double[] controls = new double[n];
            double sum = 0;
            for (int r = 0; r < n; r++) {
                double control = random.nextGaussian();
                controls[r] = 100 + 3 * control;
                values[r] =
                        7 + correlation * control + Math.sqrt(1 - correlation * correlation) * random.nextGaussian();
                sum += values[r];
            }
            ControlVariate estimate = ControlVariate.of(values, controls, 100, 0.95);
            covered += Math.abs(estimate.mean() - 7) <= estimate.half() ? 1 : 0;
            controlled += (estimate.mean() - 7) * (estimate.mean() - 7);
            plain += (sum / n - 7) * (sum / n - 7);
        }
        BinomialDistribution nominal = new BinomialDistribution(experiments, 0.95);
        assertThat(covered)
                .isBetween(nominal.inverseCumulativeProbability(RARE), nominal.inverseCumulativeProbability(1 - RARE));
        double expected = (1 - correlation * correlation) * (n - 2) / (n - 3);
        double relativeError = 4 * Math.sqrt(2 * 2.0 / experiments);
        assertThat(controlled / plain).isCloseTo(expected, within(relativeError * expected));
    }
}
