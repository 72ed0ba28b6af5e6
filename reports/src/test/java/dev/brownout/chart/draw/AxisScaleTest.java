package dev.brownout.chart.draw;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.format.SimulatedTimeFormat;
import org.junit.jupiter.api.Test;

class AxisScaleTest {

    @Test
    void timeTicksAreRound() {
        assertThat(AxisScale.moments(0, 720, 13))
                .extracting(AxisScale.Tick::label)
                .startsWith("0:00", "1:00")
                .endsWith("12:00");
        assertThat(AxisScale.moments(0, 7200, 5))
                .extracting(AxisScale.Tick::label)
                .containsExactly("0:00", "30:00", "1:00:00", "1:30:00", "2:00:00");
        assertThat(AxisScale.moments(0, 1, 5))
                .extracting(AxisScale.Tick::label)
                .containsExactly("0 s", "0.2 s", "0.4 s", "0.6 s", "0.8 s", "1 s");
    }

    @Test
    void longRunsAreShownInDays() {
        assertThat(AxisScale.moments(0, 1000 * 86400.0, 10))
                .extracting(AxisScale.Tick::label)
                .startsWith("0 d", "100 d", "200 d")
                .endsWith("1,000 d");
        assertThat(SimulatedTimeFormat.at(359_999_000_000_000L)).isEqualTo("99:59:59");
        assertThat(SimulatedTimeFormat.at(360_000_000_000_000L)).isEqualTo("4.1 d");
        assertThat(SimulatedTimeFormat.at(432_000_000_000_000L)).isEqualTo("5 d");
    }

    @Test
    void linearTicksCarryTheUnit() {
        assertThat(AxisScale.linear(0, 1, 5, "ratio"))
                .extracting(AxisScale.Tick::label)
                .containsExactly("0 %", "20 %", "40 %", "60 %", "80 %", "100 %");
        assertThat(AxisScale.linear(0, 160e6, 4, "ns"))
                .extracting(AxisScale.Tick::label)
                .containsExactly("0 s", "50 ms", "100 ms", "150 ms");
        assertThat(AxisScale.linear(0, 140e9, 8, "ns"))
                .extracting(AxisScale.Tick::label)
                .containsExactly("0 s", "30 s", "60 s", "90 s", "120 s");
        assertThat(AxisScale.linear(0, 500e9, 6, "ns"))
                .extracting(AxisScale.Tick::label)
                .containsExactly("0 min", "2 min", "4 min", "6 min", "8 min");
    }

    @Test
    void logarithmicTicksThinOut() {
        assertThat(AxisScale.logarithmic(1e6, 1e9, 20, "ns"))
                .extracting(AxisScale.Tick::label)
                .startsWith("1 ms", "2 ms", "5 ms", "10 ms")
                .endsWith("1 s");
        assertThat(AxisScale.logarithmic(1e6, 1e9, 4, "ns"))
                .extracting(AxisScale.Tick::label)
                .containsExactly("1 ms", "10 ms", "100 ms", "1 s");
        assertThat(AxisScale.logarithmic(1e4, 1e10, 3, "ns"))
                .as("with fewer ticks than powers of ten")
                .extracting(AxisScale.Tick::label)
                .containsExactly("10 μs", "10 ms", "10 s");
    }
}
