package dev.brownout.chart.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LineSimplifierTest {

    private static SeriesLine track(int count) {
        double[] seconds = new double[count];
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            seconds[i] = i;
            values[i] = i % 7;
        }
        return new SeriesLine("x", seconds, values);
    }

    @Test
    void twoPointsPerPixelAreUnchanged() {
        SeriesLine track = track(2200);
        assertThat(LineSimplifier.simplify(track)).isSameAs(track);
    }

    @Test
    void simplifiedLineKeepsItsExtremesInOrder() {
        SeriesLine track = track(50_000);
        track.values()[31_234] = 1000;
        track.values()[40_001] = -1000;
        SeriesLine thinned = LineSimplifier.simplify(track);
        assertThat(thinned.values().length).isLessThanOrEqualTo(2200);
        assertThat(Arrays.stream(thinned.values()).max()).hasValue(1000);
        assertThat(Arrays.stream(thinned.values()).min()).hasValue(-1000);
        assertThat(thinned.seconds()).isSorted();
    }

    @Test
    void constantSegmentIsReducedToItsEnds() {
        double[] values = {1, 1, 1, 4, 4, Double.NaN, 2, 2, 2, 2};
        SeriesLine level =
                LineSimplifier.level(new SeriesLine("x", new double[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, values));
        assertThat(level.seconds()).containsExactly(0, 2, 3, 4, 5, 6, 9);
        assertThat(level.values()).containsExactly(1, 1, 4, 4, Double.NaN, 2, 2);
    }
}
