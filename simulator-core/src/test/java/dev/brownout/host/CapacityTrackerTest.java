package dev.brownout.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.instrument.Occupancy;
import dev.brownout.instrument.TimeGrid;
import dev.brownout.kernel.Simulation;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Capacity of a host with two cores over 100 ns. */
class CapacityTrackerTest {
    private final Simulation simulation = new Simulation();
    private final TimeGrid grid = new TimeGrid(100, 10, List.of());
    private final Occupancy up = new Occupancy(grid);
    private final Occupancy provisioned = new Occupancy(grid);
    private final Host host = new Host(simulation, "web", "1", Location.ANYWHERE, null);

    private void expect(long upArea, long provisionedArea) {
        simulation.runUntil(100);
        up.settle(100);
        provisioned.settle(100);
        assertThat(up.capacityArea(grid.span(0, 100)).longValueExact()).isEqualTo(upArea);
        assertThat(provisioned.capacityArea(grid.span(0, 100)).longValueExact()).isEqualTo(provisionedArea);
    }

    private void between(long from, long to, Runnable begin, Runnable end) {
        CapacityTracker.whileUp(simulation, host, up, 2);
        CapacityTracker.whileProvisioned(simulation, host, provisioned, 2);
        simulation.at(from, step -> begin.run(), 0);
        simulation.at(to, step -> end.run(), 0);
    }

    @Test
    void crashedHostIsNotUp() {
        between(20, 50, () -> host.begin(FailureMode.CRASH), () -> host.end(FailureMode.CRASH));
        expect(140, 200);
    }

    @Test
    void unreachableHostWithoutPowerIsNotUp() {
        host.begin(FailureMode.BLACKHOLE);
        between(20, 50, () -> host.begin(FailureMode.POWER_OFF), () -> host.end(FailureMode.POWER_OFF));
        expect(140, 200);
    }

    @Test
    void unreachableOrPausedHostIsUp() {
        between(20, 50, () -> host.begin(FailureMode.BLACKHOLE), () -> host.begin(FailureMode.PAUSE));
        expect(200, 200);
    }

    @Test
    void drainingHostIsUpUntilItLeaves() {
        between(20, 50, host.membership()::drain, host.membership()::leave);
        expect(100, 100);
    }

    @Test
    void startingHostIsNotUp() {
        between(30, 40, () -> {}, host.membership()::join);
        host.membership().awaitStart();
        host.membership().start();
        expect(120, 120);
    }
}
