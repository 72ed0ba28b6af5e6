package dev.brownout.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.random.ConstantDistribution;
import dev.brownout.random.Distribution;
import dev.brownout.random.GammaDistribution;
import dev.brownout.random.KeyedRandom;
import java.util.List;
import org.junit.jupiter.api.Test;

class RenewalLoadTest {
    private static final long SECOND = 1_000_000_000L;

    private static Arrivals arrivals(OpenLoad load, List<LoadMultiplier> surges) {
        return Arrivals.of(load, surges, new KeyedRandom(KeyedRandom.key(1, 0, "arrivals")));
    }

    @Test
    void gapsHaveTheDistribution() {
        Distribution gaps = new GammaDistribution(2.5, 1e9);
        RenewalLoad load = new RenewalLoad(gaps);
        Arrivals arrivals = arrivals(load, List.of());
        int count = 100_000;
        double sum = 0;
        double squares = 0;
        long before = 0;
        for (int i = 0; i < count; i++) {
            long instant = arrivals.nextAt();
            double gap = (instant - before) / 1e9;
            sum += gap;
            squares += gap * gap;
            before = instant;
        }
        double mean = sum / count;
        assertThat(mean).isCloseTo(1, within(0.01));
        assertThat(squares / count - mean * mean).isCloseTo(0.4, within(0.01));
        assertThat(load.ratePerSecond(5 * SECOND)).isEqualTo(1);
        assertThat(load.expected(0, 60 * SECOND)).isCloseTo(60, within(1e-9));
    }

    /** Gaps of 1 s at four times the load are 250 ms long, and a load of 0 stops the time of a gap. */
    @Test
    void factorsOfTheLoadChangeThePaceOfTheGaps() {
        List<LoadMultiplier> surges = List.of(
                new LoadMultiplier(SECOND, 2 * SECOND, 4),
                new LoadMultiplier(2 * SECOND + SECOND / 2, 5 * SECOND + SECOND / 2, 0));
        Arrivals arrivals = arrivals(new RenewalLoad(new ConstantDistribution(1e9)), surges);
        long[] expected = {1000, 1250, 1500, 1750, 2000, 6000, 7000};
        for (long millis : expected) {
            assertThat(arrivals.nextAt()).isCloseTo(millis * 1_000_000, within(1L));
        }
    }

    @Test
    void rejectsGapsWithoutAFiniteMean() {
        assertThatThrownBy(() -> new RenewalLoad(new ConstantDistribution(0))).hasMessageContaining("mean of the gaps");
    }
}
