package dev.brownout.chart.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class LineCrossingsTest {
    private static double[] line(IntToDoubleFunction value) {
        double[] line = new double[100];
        Arrays.setAll(line, value);
        return line;
    }

    private static final double[] FLAT = line(t -> 50);
    private static final double[] SAW = line(t -> t % 4 < 2 ? 0 : 100);
    private static final double[] ONCE = line(t -> t);

    @Test
    void sawtoothCrossesALineTwicePerPeriod() {
        assertThat(LineCrossings.count(List.of(FLAT, SAW), 100)).isEqualTo(49);
        assertThat(LineCrossings.count(List.of(FLAT, ONCE), 100)).isEqualTo(1);
        assertThat(LineCrossings.count(List.of(FLAT, SAW, ONCE), 100))
                .as("crossings of lines near each other do not count")
                .isEqualTo(49 + 1 + 45);
    }

    @Test
    void nearlyEqualLinesDoNotCross() {
        assertThat(LineCrossings.count(List.of(ONCE, line(t -> t + t % 2 * 8 - 4)), 100))
                .isZero();
        assertThat(LineCrossings.count(List.of(FLAT, FLAT), 100)).isZero();
        assertThat(LineCrossings.count(List.of(SAW, line(t -> Double.NaN)), 100))
                .isZero();
    }

    @Test
    void threeFrequentlyCrossingLinesAreTangled() {
        assertThat(LineCrossings.isTangled(List.of(FLAT, SAW, ONCE), 100)).isTrue();
        assertThat(LineCrossings.isTangled(List.of(FLAT, SAW), 100)).isFalse();
        assertThat(LineCrossings.isTangled(List.of(FLAT, ONCE, line(t -> 100 - t)), 100))
                .isFalse();
    }
}
