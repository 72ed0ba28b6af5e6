package dev.brownout.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What long runs with many machines add up leaves the range of a long. */
class TotalTest {
    private static final long YEAR = 365 * 86_400_000_000_000L;

    @Test
    void addsWhatNoLongHolds() {
        Total total = new Total();
        for (int i = 0; i < 5; i++) {
            total.add(Long.MAX_VALUE);
        }
        total.add(-7);
        BigInteger five = BigInteger.valueOf(Long.MAX_VALUE).multiply(BigInteger.valueOf(5));
        assertThat(total.value()).isEqualTo(five.subtract(BigInteger.valueOf(7)));
    }

    @Test
    void aThousandCoresCanBeBusyForAYear() {
        Grid grid = new Grid(YEAR, Grid.step(YEAR), List.of());
        Occupancy busy = new Occupancy(grid);
        busy.capacity(1000);
        busy.add(0, 500);
        busy.settle(YEAR);
        assertThat(busy.value(grid.span(0, YEAR), "")).isEqualTo(0.5);
    }

    @Test
    void aThousandCallsCanBeInsideForAYear() {
        Grid grid = new Grid(YEAR, Grid.step(YEAR), List.of());
        Meter meter = new Meter(grid, 2);
        for (int i = 0; i < 1000; i++) {
            meter.arrive(0);
        }
        meter.settle(YEAR);
        assertThat(meter.meanInside(grid.span(0, YEAR))).isEqualTo(1000);
        assertThat(meter.residence(0, YEAR)).isEqualTo(meter.area());
    }
}
