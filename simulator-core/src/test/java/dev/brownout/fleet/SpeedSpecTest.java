package dev.brownout.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.host.Cores;
import dev.brownout.spec.Share;
import dev.brownout.spi.CoreQueue;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Speeds as functions of the number of calls in service. */
class SpeedSpecTest {
    /** Times per token of 8.235 ms with 16 sequences and 9.417 ms with 32: 7.053 ms + n x 0.073875 ms. */
    @Test
    void linearTimesAreThoseOfTheBenchmark() {
        SpeedSpec speed = new SpeedSpec.LinearTime(Duration.ofNanos(7_053_000), Duration.ofNanos(73_875));
        double alone = 7.053 + 0.073875;
        assertThat(speed.speedOf(1)).isEqualTo(1);
        assertThat(alone / speed.speedOf(16)).isCloseTo(8.235, within(0.0005));
        assertThat(alone / speed.speedOf(32)).isCloseTo(9.417, within(0.0005));
    }

    @Test
    void universalScalabilityHasItsMaximumAtTheSquareRoot() {
        SpeedSpec speed = new SpeedSpec.UniversalScalability(0.02, 0.0005);
        assertThat(speed.speedOf(1)).isEqualTo(1);
        assertThat(10 * speed.speedOf(10)).isCloseTo(10 / (1 + 0.18 + 0.045), within(1e-12));
        double peak = Math.sqrt(0.98 / 0.0005);
        int best = 1;
        for (int n = 2; n < 1000; n++) {
            best = n * speed.speedOf(n) > best * speed.speedOf(best) ? n : best;
        }
        assertThat(best).isCloseTo((int) Math.round(peak), within(1));
    }

    /** The time is linear between points, and the throughput is constant above the last one. */
    @Test
    void tableInterpolatesTimes() {
        SpeedSpec speed = new SpeedSpec.SpeedTable(Map.of("12", new Share(0.25), "4", new Share(0.5)));
        assertThat(speed.speedOf(1)).isEqualTo(1);
        assertThat(1 / speed.speedOf(2)).isCloseTo(4.0 / 3, within(1e-12));
        assertThat(speed.speedOf(4)).isEqualTo(0.5);
        assertThat(1 / speed.speedOf(8)).isCloseTo(3, within(1e-12));
        assertThat(speed.speedOf(12)).isEqualTo(0.25);
        assertThat(24 * speed.speedOf(24)).isCloseTo(12 * 0.25, within(1e-12));
    }

    @Test
    void invalidSpeedsAreRefused() {
        assertThatThrownBy(() -> new SpeedSpec.LinearTime(Duration.ZERO, Duration.ZERO))
                .hasMessageContaining("must not both be 0s");
        assertThatThrownBy(() -> new SpeedSpec.SpeedTable(Map.of())).hasMessageContaining("above 1");
        assertThatThrownBy(() -> new SpeedSpec.SpeedTable(Map.of("a", new Share(1))))
                .hasMessageContaining("not 'a'");
        assertThatThrownBy(() -> new SpeedSpec.SpeedTable(Map.of("2", new Share(0))))
                .hasMessageContaining("more than 0%");
        assertThatThrownBy(() -> new SpeedSpec.SpeedTable(Map.of("1", new Share(0.5), "2", new Share(0.5))))
                .hasMessageContaining("speed of 1 call in a table is 100%, not 50%");
    }

    /**
     * The capacity of eight cores with a contention of 0.05 is that of eight calls, as further ones share the cores.
     */
    @Test
    void capacityIsTheGreatestRate() {
        SpeedSpec speed = new SpeedSpec.UniversalScalability(0.05, 0);
        CoreQueue cores = new CoreQueue(8, 100, Cores.Scheduling.FIFO, Optional.of(speed));
        assertThat(cores.capacity()).isCloseTo(8 / 1.35, within(1e-12));
        assertThat(CoreQueue.fifo(8, 100).capacity()).isEqualTo(8);
    }
}
