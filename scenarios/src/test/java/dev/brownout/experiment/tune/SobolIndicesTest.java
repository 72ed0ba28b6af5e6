package dev.brownout.experiment.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.random.KeyedRandom;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Sobol' indices of functions with known indices. */
class SobolIndicesTest {
    private static final int ROWS = 16_384;

    /** Independent random points would have a standard error of about 0.01 with this number of rows. */
    private static final double TOLERANCE = 0.02;

    private static SettingEffect effect(String name, int rows, int dimension, int input, ToDoubleFunction<double[]> f) {
        SobolIndices indices = new SobolIndices(rows, dimension, KeyedRandom.key(0, 0, "SobolIndicesTest." + name));
        double[] outputs = indices.points().stream().mapToDouble(f).toArray();
        return indices.effect(name, input, outputs);
    }

    private static void assertIndices(
            String name, int dimension, ToDoubleFunction<double[]> function, double[] first, double[] total) {
        for (int i = 0; i < dimension; i++) {
            SettingEffect effect = effect(name, ROWS, dimension, i, function);
            assertThat(effect.other()).as(name + " first " + i).isCloseTo(first[i], within(TOLERANCE));
            assertThat(effect.importance()).as(name + " total " + i).isCloseTo(total[i], within(TOLERANCE));
        }
    }

    /** Indices of a linear function are shares of its squared coefficients. */
    @Test
    void linearFunction() {
        double[] indices = {9 / 35.0, 25 / 35.0, 1 / 35.0};
        assertIndices("linear", 3, x -> 3 * x[0] - 5 * x[1] + x[2], indices, indices);
    }

    /**
     * The function of Ishigami and Homma (1990), sin x1 + 7 sin² x2 + 0.1 x3⁴ sin x1 with inputs uniform in (-π, π).
     * Its indices are in closed form.
     */
    @Test
    void ishigamiFunction() {
        double a = 7;
        double b = 0.1;
        double pi4 = Math.pow(Math.PI, 4);
        double v1 = 0.5 * (1 + b * pi4 / 5) * (1 + b * pi4 / 5);
        double v2 = a * a / 8;
        double v13 = b * b * pi4 * pi4 * (1 / 18.0 - 1 / 50.0);
        double v = v1 + v2 + v13;
        assertIndices(
                "ishigami",
                3,
                u -> {
                    double x1 = Math.PI * (2 * u[0] - 1);
                    double x2 = Math.PI * (2 * u[1] - 1);
                    double x3 = Math.PI * (2 * u[2] - 1);
                    return Math.sin(x1) + a * Math.sin(x2) * Math.sin(x2) + b * Math.pow(x3, 4) * Math.sin(x1);
                },
                new double[] {v1 / v, v2 / v, 0},
                new double[] {(v1 + v13) / v, v2 / v, v13 / v});
    }

    /** The g-function of Sobol' with the coefficients 0, 1, 4.5 and 9. */
    @Test
    void gFunction() {
        double[] a = {0, 1, 4.5, 9};
        double[] partial = new double[4];
        double product = 1;
        for (int i = 0; i < 4; i++) {
            partial[i] = 1 / (3 * (1 + a[i]) * (1 + a[i]));
            product *= 1 + partial[i];
        }
        double variance = product - 1;
        double[] first = new double[4];
        double[] total = new double[4];
        for (int i = 0; i < 4; i++) {
            first[i] = partial[i] / variance;
            total[i] = partial[i] * (product / (1 + partial[i])) / variance;
        }
        assertIndices(
                "g",
                4,
                u -> {
                    double g = 1;
                    for (int i = 0; i < 4; i++) {
                        g *= (Math.abs(4 * u[i] - 2) + a[i]) / (1 + a[i]);
                    }
                    return g;
                },
                first,
                total);
    }

    /** The standard error has the size of the deviation from the known index. A Sobol' sequence makes it too large. */
    @Test
    void standardErrorCoversTheDeviation() {
        int outside = 0;
        for (int k = 0; k < 50; k++) {
            SettingEffect effect = effect("error " + k, 64, 2, 0, x -> x[0] + x[0] * x[1]);
            double v1 = 9 / 48.0;
            double v2 = 1 / 48.0;
            double v12 = 1 / 144.0;
            double total = (v1 + v12) / (v1 + v2 + v12);
            outside += Math.abs(effect.importance() - total) > 2 * effect.error() ? 1 : 0;
            assertThat(effect.error()).isBetween(0.005, 0.3);
        }
        assertThat(outside).isLessThanOrEqualTo(5);
    }

    @Test
    void constantFunctionHasNoInfluence() {
        SettingEffect effect = effect("constant", 16, 2, 1, x -> 4);
        assertThat(effect).isEqualTo(new SettingEffect("constant", 0, 0, 0));
    }
}
