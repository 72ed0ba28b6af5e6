package dev.brownout.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SampleTest {
    private static final Sample FIVE = new Sample(1, 2, 3, 4, 5);

    @Test
    void meanAndUnbiasedVariance() {
        assertThat(FIVE.mean()).isEqualTo(3);
        assertThat(FIVE.variance()).isEqualTo(2.5);
    }

    @Test
    void confidenceIntervalUsesStudentsT() {
        ConfidenceInterval interval = FIVE.interval(0.95);
        assertThat(interval.half()).isEqualTo(2.776445 * Math.sqrt(0.5), within(1e-5));
        assertThat(interval.low()).isEqualTo(3 - interval.half());
        assertThat(interval.high()).isEqualTo(3 + interval.half());
        assertThat(FIVE.interval(0.99).half()).isEqualTo(4.604095 * Math.sqrt(0.5), within(1e-5));
    }

    @Test
    void improbabilityIsThePValueOfStudentsTest() {
        assertThat(new Sample(-1, 1, 2, 4).improbability()).isEqualTo(0.2451939, within(1e-6));
        assertThat(new Sample(0, 0, 0).improbability()).isEqualTo(1);
        assertThat(new Sample(2, 2, 2).improbability()).isZero();
        assertThat(new Sample(2).improbability()).isEqualTo(1);
    }

    @Test
    void singleValueHasNoWidthAndMissingValueNoInterval() {
        assertThat(new Sample(7).interval(0.95)).isEqualTo(new ConfidenceInterval(7, 0));
        assertThat(new Sample(7, Double.NaN).interval(0.95).half()).isNaN();
    }

    @Test
    void precisionIsRelativeToTheTrueValue() {
        double share = 0.1;
        assertThat(new ConfidenceInterval(100, 9.09).isWithin(share)).isTrue();
        assertThat(new ConfidenceInterval(100, 9.1).isWithin(share)).isFalse();
        assertThat(new ConfidenceInterval(-100, 9.09).isWithin(share)).isTrue();
        assertThat(new ConfidenceInterval(0, 0).isWithin(share)).isTrue();
        assertThat(new ConfidenceInterval(0, Double.NaN).isWithin(share)).isFalse();
    }

    @Test
    void intervalIsClippedToTheRangeOfItsUnit() {
        Sample wide = new Sample(1, 9);
        ConfidenceInterval time = wide.interval(0.95, "ns");
        assertThat(time.low()).isZero();
        assertThat(time.high()).isEqualTo(wide.interval(0.95).high());
        assertThat(time.half()).isEqualTo(wide.interval(0.95).half());
        assertThat(new Sample(0.99, 1).interval(0.95, "ratio").high()).isEqualTo(1);
        assertThat(new Sample(0, 0.01).interval(0.95, "ratio").low()).isZero();
        assertThat(new Sample(-1, 9).interval(0.95, "1")).isEqualTo(new Sample(-1, 9).interval(0.95));
    }

    @Test
    void roundingDifferencesHaveNoVariance() {
        double next = Math.nextUp(0.1);
        assertThat(new Sample(0.1, next, 0.1).interval(0.95)).isEqualTo(new ConfidenceInterval(0.1, 0));
        assertThat(new Sample(0.1, 0.1, 0.1).interval(0.95)).isEqualTo(new ConfidenceInterval(0.1, 0));
        assertThat(new Sample(0.1, 0.1 + 1e-9).interval(0.95).half()).isPositive();
        Difference none = new Difference("all.cost", "$", new Sample(0.1, next), new Sample(next, 0.1));
        assertThat(none.interval(0.95)).isEqualTo(new ConfidenceInterval(0, 0));
    }
}
