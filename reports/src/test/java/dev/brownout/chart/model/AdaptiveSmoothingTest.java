package dev.brownout.chart.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Smoothing of the counts of 120 intervals, for which a cut must save ln 120 = 4.79. */
class AdaptiveSmoothingTest {
    private static double[] counts(IntToDoubleFunction count) {
        double[] counts = new double[120];
        Arrays.setAll(counts, count);
        return counts;
    }

    private static double[] evened(IntToDoubleFunction count) {
        return AdaptiveSmoothing.evened(0, 1, counts(count))[0];
    }

    @Test
    void noiseIsSmoothed() {
        assertThat(evened(t -> t % 2 == 0 ? 3 : 5)).containsOnly(4);
    }

    /** Rates of 2 and 10 for the halves instead of 6 for all intervals save 120 ln 2 + 600 ln 10 - 720 ln 6 = 174.7. */
    @Test
    void changePointsAreKept() {
        double[] evened = evened(t -> t < 60 ? 1 + t % 3 : 9 + t % 3);
        assertThat(Arrays.stream(evened, 0, 60)).containsOnly(2.0);
        assertThat(Arrays.stream(evened, 60, 120)).containsOnly(10.0);
    }

    /**
     * Among intervals with a count of 2, an interval of 30 is separated by two cuts, as it saves 30 ln(30/2) - (30 - 2)
     * = 53. An interval of 6 saves 6 ln(6/2) - (6 - 2) = 2.6 and is not separated.
     */
    @Test
    void significantIntervalIsNotSmoothed() {
        double[] burst = evened(t -> t == 84 ? 30 : 2);
        assertThat(burst[84]).isEqualTo(30);
        assertThat(burst[83]).isEqualTo(2);
        assertThat(evened(t -> t == 84 ? 6 : 2)).containsOnly((119 * 2 + 6) / 120.0);
    }

    @Test
    void rareSingleEventsAreNotSmoothed() {
        assertThat(evened(t -> t % 20 == 0 ? 1 : 0)).isEqualTo(counts(t -> t % 20 == 0 ? 1 : 0));
        assertThat(evened(t -> t % 4 == 0 ? 1 : 0)).containsOnly(0.25);
    }

    @Test
    void largeCountsAndNonCountsAreUnchanged() {
        assertThat(evened(t -> 1000 + t % 2)).isEqualTo(counts(t -> 1000 + t % 2));
        assertThat(evened(t -> 3.5 + t % 2)).isEqualTo(counts(t -> 3.5 + t % 2));
        assertThat(evened(t -> t == 3 ? Double.NaN : 1 + t % 2))
                .isEqualTo(counts(t -> t == 3 ? Double.NaN : 1 + t % 2));
        assertThat(evened(t -> 0)).containsOnly(0);
    }

    @Test
    void warmUpIsSeparateAndTheLastIntervalMayBeShorter() {
        double[] counts = counts(t -> t < 2 ? 4 : t == 119 ? 1 : 3);
        double[] evened = AdaptiveSmoothing.evened(2, 0.5, counts)[0];
        assertThat(Arrays.stream(evened, 0, 2)).containsOnly(4.0);
        assertThat(evened[2]).as("352 in 117.5 steps").isEqualTo((117 * 3 + 1) / 117.5);
        assertThat(evened[119]).isEqualTo(evened[2] / 2);
    }

    /** Parts of a whole are cut where one of them changes, so that they still add up to it. */
    @Test
    void partsOfAWholeShareTheirCuts() {
        double[] whole = counts(t -> 9 + t % 3);
        double[] failed = counts(t -> t < 60 ? 0 : 5);
        double[] good = counts(t -> whole[t] - failed[t]);
        double[][] evened = AdaptiveSmoothing.evened(0, 1, whole, good, failed);
        assertThat(Arrays.stream(evened[2], 0, 60)).containsOnly(0.0);
        assertThat(Arrays.stream(evened[2], 60, 120)).containsOnly(5.0);
        for (int i = 0; i < whole.length; i++) {
            assertThat(evened[1][i] + evened[2][i]).isEqualTo(evened[0][i]);
        }
    }
}
