package dev.brownout.experiment.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.random.KeyedRandom;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Elementary effects of functions with known effects. */
class ElementaryEffectsTest {
    private static final int TRAJECTORIES = 40;

    private static long seed(String name) {
        return KeyedRandom.key(0, 0, "ElementaryEffectsTest." + name);
    }

    private static double[] outputs(ElementaryEffects effects, ToDoubleFunction<double[]> function) {
        return effects.points().stream().mapToDouble(function).toArray();
    }

    /** Each effect of a linear function is its coefficient, without variation. */
    @Test
    void linearFunctionHasItsCoefficients() {
        ElementaryEffects effects = new ElementaryEffects(TRAJECTORIES, 3, seed("linear"));
        double[] outputs = outputs(effects, x -> 3 * x[0] - 5 * x[1] + 2);
        double[] importance = {3, 5, 0};
        for (int i = 0; i < 3; i++) {
            SettingEffect effect = effects.effect("x" + i, i, outputs);
            assertThat(effect.importance()).isCloseTo(importance[i], within(1e-9));
            assertThat(effect.other()).isCloseTo(0, within(1e-9));
            assertThat(effect.error()).isCloseTo(0, within(1e-9));
        }
    }

    /**
     * The effect of the first factor of a product is the other factor. Its levels 0, 1/3, 2/3 and 1 have the mean 1/2
     * and the variance 5/36.
     */
    @Test
    void interactionHasTheVariationOfTheOtherFactor() {
        ElementaryEffects effects = new ElementaryEffects(4000, 2, seed("product"));
        SettingEffect effect = effects.effect("x", 0, outputs(effects, x -> x[0] * x[1]));
        double deviation = Math.sqrt(5 / 36.0);
        assertThat(effect.importance()).isCloseTo(0.5, within(5 * deviation / Math.sqrt(4000)));
        assertThat(effect.other()).isCloseTo(deviation, within(0.02));
        assertThat(effect.error()).isCloseTo(deviation / Math.sqrt(4000), within(1e-3));
    }

    /** Effects of (x - 1/2)^2 have both signs: their mean is 0, the mean of their absolute values is not. */
    @Test
    void oppositeEffectsDoNotCancel() {
        ElementaryEffects effects = new ElementaryEffects(TRAJECTORIES, 2, seed("square"));
        double[] outputs = outputs(effects, x -> (x[0] - 0.5) * (x[0] - 0.5));
        assertThat(effects.effect("x", 0, outputs).importance()).isCloseTo(1 / 3.0, within(1e-9));
        assertThat(effects.effect("y", 1, outputs).importance()).isZero();
    }

    @Test
    void eachStepChangesOneInput() {
        ElementaryEffects effects = new ElementaryEffects(10, 5, seed("steps"));
        assertThat(effects.points()).hasSize(60);
        for (int k = 1; k < 60; k++) {
            if (k % 6 != 0) {
                int changed = 0;
                for (int i = 0; i < 5; i++) {
                    double move = effects.points().get(k)[i] - effects.points().get(k - 1)[i];
                    changed += move != 0 ? 1 : 0;
                    assertThat(move == 0 || Math.abs(Math.abs(move) - 2 / 3.0) < 1e-12)
                            .isTrue();
                }
                assertThat(changed).isEqualTo(1);
            }
        }
    }
}
