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
    private final Host host = new Host(simulation, "web", "1", Location.SINGLE, null);

    private void expect(long upArea, long provisionedArea) {
        simulation.runUntil(100);
        up.complete(100);
        provisioned.complete(100);
        assertThat(up.capacityArea(grid.span(0, 100)).longValueExact()).isEqualTo(upArea);
        assertThat(provisioned.capacityArea(grid.span(0, 100)).longValueExact()).isEqualTo(provisionedArea);
    }

    private void scheduleBetween(long from, long to, Runnable begin, Runnable end) {
        CapacityTracker.whileUp(simulation, host, up, 2);
        CapacityTracker.whileProvisioned(simulation, host, up, provisioned, 2);
        simulation.scheduleAt(from, step -> begin.run(), 0);
        simulation.scheduleAt(to, step -> end.run(), 0);
    }

    @Test
    void crashedHostIsNotUp() {
        scheduleBetween(20, 50, () -> host.begin(FailureMode.CRASH), () -> host.end(FailureMode.CRASH));
        expect(140, 200);
    }

    @Test
    void unreachableHostWithoutPowerIsNotUp() {
        host.begin(FailureMode.BLACKHOLE);
        scheduleBetween(20, 50, () -> host.begin(FailureMode.POWER_OFF), () -> host.end(FailureMode.POWER_OFF));
        expect(140, 200);
    }

    @Test
    void unreachableOrPausedHostIsUp() {
        scheduleBetween(20, 50, () -> host.begin(FailureMode.BLACKHOLE), () -> host.begin(FailureMode.PAUSE));
        expect(200, 200);
    }

    @Test
    void drainingHostIsUpUntilItLeaves() {
        scheduleBetween(20, 50, host.membership()::drain, host.membership()::leave);
        expect(100, 100);
    }

    @Test
    void startingHostIsNotUp() {
        scheduleBetween(30, 40, () -> {}, host.membership()::join);
        host.membership().awaitStart();
        host.membership().start();
        expect(120, 120);
    }

    /** A second instrument has the capacity of the first one from the start, also of a host that starts later. */
    @Test
    void secondInstrumentHasTheSameCapacity() {
        scheduleBetween(30, 40, () -> {}, host.membership()::join);
        up.addMirror(0, provisioned);
        host.membership().awaitStart();
        host.membership().start();
        expect(120, 240);
    }

    /** Processes of one node add to one capacity, also one that is created during the run. */
    @Test
    void processesAddToOneCapacity() {
        scheduleBetween(20, 50, () -> host.begin(FailureMode.CRASH), () -> host.end(FailureMode.CRASH));
        Host stopped = host.processes().add(simulation);
        stopped.begin(FailureMode.CRASH);
        CapacityTracker.whileUp(simulation, stopped, up, 3);
        simulation.scheduleAt(10, step -> stopped.end(FailureMode.CRASH), 0);
        simulation.scheduleAt(
                80, step -> CapacityTracker.whileUp(simulation, host.processes().add(simulation), up, 5), 0);
        expect(2 * 70 + 3 * (10 + 50) + 5 * 20, 200);
    }
}
