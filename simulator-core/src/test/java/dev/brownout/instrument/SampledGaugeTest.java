package dev.brownout.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SampledGaugeTest {
    /**
     * Returns a statistic of a lag that equals the elapsed time in ns. It is sampled at each cell end of a run of 40 ns
     * with intervals of 10 ns.
     */
    private static double mean(List<Long> borders, long from, long to, String stat) {
        TimeGrid grid = new TimeGrid(40, 10, borders);
        SampledGauge lag = new SampledGauge(grid);
        for (int cell = 0; cell < grid.cells(); cell++) {
            long end = grid.start(cell + 1);
            lag.from(() -> end);
            lag.sample(cell);
        }
        return lag.value(grid.span(from, to), stat);
    }

    @Test
    void samplesIntervalEndsForAnyWindowBorders() {
        assertThat(mean(List.of(), 0, 40, "")).isEqualTo(25);
        assertThat(mean(List.of(1L, 2L, 33L), 0, 40, "")).isEqualTo(25);
        assertThat(mean(List.of(1L, 2L, 33L), 2, 33, "max")).isEqualTo(30);
    }

    @Test
    void windowWithoutAnIntervalEndUsesItsOwnEnd() {
        assertThat(mean(List.of(1L, 2L), 1, 2, "")).isEqualTo(2);
    }
}
