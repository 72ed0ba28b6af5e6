package dev.brownout.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.random.KeyedRandom;
import dev.brownout.workload.RateTableLoad.Interpolation;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RateTableLoadTest {
    private static final long SECOND = 1_000_000_000L;

    private static RateTableLoad table(Interpolation interpolation, double... secondsAndRates) {
        List<Long> times = IntStream.range(0, secondsAndRates.length / 2)
                .mapToObj(i -> (long) (secondsAndRates[2 * i] * SECOND))
                .toList();
        List<Double> rates = IntStream.range(0, secondsAndRates.length / 2)
                .mapToObj(i -> secondsAndRates[2 * i + 1])
                .toList();
        return new RateTableLoad(times, rates, interpolation);
    }

    /** The rates are those of the middle of each second, so their sum is the number of requests. */
    @Test
    void requestsOfALinearTableAreItsTrapezoids() {
        double[] rows = IntStream.range(0, 60)
                .mapToObj(second -> DoubleStream.of(second + 0.5, 25 * (second + 1) / 3.0))
                .flatMapToDouble(row -> row)
                .toArray();
        RateTableLoad load = table(Interpolation.LINEAR, rows);
        assertThat(load.expected(0, 60 * SECOND)).isCloseTo(15_250, within(1e-6));
        assertThat(load.ratePerSecond(1_000_000_000L)).isCloseTo(12.5, within(1e-9));
    }

    @Test
    void requestsOfStepsAreRatesTimesIntervals() {
        RateTableLoad load = table(Interpolation.STEPS, 0, 10, 60, 30, 90, 0, 400, 7);
        assertThat(load.expected(0, 400 * SECOND)).isCloseTo(600 + 900, within(1e-9));
        assertThat(load.ratePerSecond(89 * SECOND)).isEqualTo(30);
        assertThat(load.ratePerSecond(500 * SECOND)).isEqualTo(7);
        assertThat(load.lengthNanos()).isEqualTo(710 * SECOND);
    }

    @Test
    void arrivalsFollowTheTable() {
        RateTableLoad load = table(Interpolation.LINEAR, 10, 100, 40, 700, 45, 0, 100, 0, 101, 50);
        double mean = LongStream.range(0, 50)
                .map(seed -> arrivals(load, seed))
                .average()
                .orElseThrow();
        double expected = load.expected(0, 200 * SECOND);
        assertThat(expected).isCloseTo(1000 + 30 * 400 + 5 * 350 + 25 + 99 * 50, within(1e-6));
        assertThat(mean).isCloseTo(expected, within(4 * Math.sqrt(expected / 50)));
    }

    private static long arrivals(RateTableLoad load, long seed) {
        Arrivals arrivals = Arrivals.of(load, List.of(), new KeyedRandom(KeyedRandom.key(seed, 0, "arrivals")));
        long count = 0;
        while (arrivals.nextAt() < 200 * SECOND) {
            count++;
        }
        return count;
    }

    @Test
    void rejectsTimesOutOfOrder() {
        assertThatThrownBy(() -> table(Interpolation.LINEAR, 5, 1, 5, 2)).hasMessageContaining("must ascend");
        assertThatThrownBy(() -> table(Interpolation.LINEAR, 5, -1)).hasMessageContaining("rate must be from 0");
    }
}
