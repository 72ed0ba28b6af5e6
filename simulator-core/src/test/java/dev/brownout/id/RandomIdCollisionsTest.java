package dev.brownout.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.random.KeyedRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class RandomIdCollisionsTest {
    @Test
    void twoInTwentyThreeShareABirthdayHalfTheTime() {
        RandomIdCollisions year = new RandomIdCollisions(365);
        assertThat(year.duplicateProbability(22)).isCloseTo(0.475695, within(1e-6));
        assertThat(year.duplicateProbability(23)).isCloseTo(0.507297, within(1e-6));
        assertThat(year.duplicateProbability(366)).isEqualTo(1);
    }

    @Test
    void formulasForFewAndManyIdsAgreeAtTheThreshold() {
        for (double size : new double[] {2e3, 1e5, 1e6, 1e9, 1e15}) {
            double before = new RandomIdCollisions(size).duplicateProbability(1000);
            double after = new RandomIdCollisions(size).duplicateProbability(1001);
            assertThat(after).isGreaterThanOrEqualTo(before).isCloseTo(before, within(2.1e-3 * before));
        }
    }

    @Test
    void uuidV4DuplicatesAreNegligible() {
        assertThat(RandomIdCollisions.UUID.isCountable()).isFalse();
        assertThat(RandomIdCollisions.UUID.duplicateProbability(1e9)).isCloseTo(9.4e-20, within(1e-21));
        assertThat(RandomIdCollisions.codes(62, 7).size()).isEqualTo(3_521_614_606_208.0);
        assertThat(RandomIdCollisions.codes(62, 7).isCountable()).isTrue();
    }

    @Test
    @Tag("law")
    void randomIdsAreUniformAndRepeatAsExpected() {
        RandomIdCollisions space = new RandomIdCollisions(10_000);
        KeyedRandom random = new KeyedRandom(KeyedRandom.key("even".hashCode(), 0, "ids"));
        SeenNumbers seen = new SeenNumbers();
        double sum = 0;
        int repeats = 0;
        for (int i = 0; i < 20_000; i++) {
            long drawn = space.draw(random);
            assertThat(drawn).isBetween(0L, 9_999L);
            sum += drawn;
            repeats += seen.add(drawn) ? 0 : 1;
        }
        assertThat(sum / 20_000).isCloseTo(4999.5, within(4 * 10_000 / StrictMath.sqrt(12 * 20_000)));
        assertThat((double) repeats).isCloseTo(space.expectedRepeats(20_000), within(150.0));
        assertThat(space.expectedRepeats(20_000)).isCloseTo(20_000 - 10_000 * (1 - StrictMath.exp(-2)), within(2.0));
    }
}
