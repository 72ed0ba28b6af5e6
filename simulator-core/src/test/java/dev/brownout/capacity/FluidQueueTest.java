package dev.brownout.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class FluidQueueTest {
    @Test
    void burstBacklogDrainsWithTheSpareCapacity() {
        FluidQueue burst = new FluidQueue(0);
        burst.flow(60, 10, 20);
        burst.flow(60, 100, 20);
        burst.flow(600, 10, 20);
        assertThat(burst.deepest()).isCloseTo(4800, within(1e-6));
        assertThat(burst.longest()).isCloseTo(240, within(1e-6));
        assertThat(burst.mean()).isCloseTo((60 * 2400 + 480 * 2400) / 720.0, within(1e-6));
    }

    @Test
    void requestsStillQueuedAtTheEndDoNotCount() {
        FluidQueue overload = new FluidQueue(10);
        overload.flow(100, 20, 10);
        assertThat(overload.deepest()).isCloseTo(1000, within(1e-9));
        assertThat(overload.longest())
                .as("the arrival at 60 s is served at 110 s")
                .isCloseTo(50, within(1e-9));
    }

    @Test
    void noQueueBuildsUpWithoutOverload() {
        FluidQueue calm = new FluidQueue(0);
        calm.flow(10, 5, 6);
        calm.flow(10, 5, Double.POSITIVE_INFINITY);
        calm.flow(10, 5, 5);
        assertThat(calm.deepest()).isZero();
        assertThat(calm.longest()).isCloseTo(0, within(1e-9));
    }

    @Test
    void outageBuildsUpAQueue() {
        FluidQueue outage = new FluidQueue(0);
        outage.flow(100, 10, 16);
        outage.flow(600, 10, 0);
        outage.flow(1200, 10, 16);
        assertThat(outage.deepest()).isCloseTo(6000, within(1e-6));
        assertThat(outage.longest()).isCloseTo(600, within(1e-6));
    }
}
