package dev.brownout.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.kernel.Simulation;
import org.junit.jupiter.api.Test;

class MachineClockTest {
    private final Simulation simulation = new Simulation();
    private final MachineClock clock = new MachineClock(simulation);

    @Test
    void clockIsExactUntilItJumps() {
        simulation.runUntil(1000);
        assertThat(clock.read()).isEqualTo(1000);
        clock.jump(-300);
        assertThat(clock.read()).isEqualTo(700);
        assertThat(clock.nanosUntil(1000)).isEqualTo(300);
        assertThat(clock.nanosUntil(700)).isZero();
        clock.jump(500);
        assertThat(clock.read()).isEqualTo(1200);
    }

    @Test
    void clockKeepsItsGainAfterADrift() {
        simulation.runUntil(1_000_000);
        clock.drift(0.01);
        simulation.runUntil(2_000_000);
        assertThat(clock.read()).isEqualTo(2_010_000);
        assertThat(clock.nanosUntil(2_111_000)).isEqualTo(100_000);
        clock.drift(-0.01);
        simulation.runUntil(3_000_000);
        assertThat(clock.read()).isEqualTo(3_010_000);
    }
}
