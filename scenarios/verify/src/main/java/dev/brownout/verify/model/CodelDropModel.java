package dev.brownout.verify.model;

import dev.brownout.host.Cores;
import dev.brownout.host.FifoCores;
import dev.brownout.host.FifoQueue;
import dev.brownout.host.Host;
import dev.brownout.host.Location;
import dev.brownout.host.Task;
import dev.brownout.instrument.CallMeter;
import dev.brownout.instrument.Occupancy;
import dev.brownout.instrument.TimeGrid;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.kernel.Simulation;
import dev.brownout.service.Outcome;
import java.util.ArrayList;
import java.util.List;

/** Reference model of CoDel: drop times at one core with an offered load of 2, in small tasks. */
final class CodelDropModel {
    private static final long RUN_NANOS = 1_000_000_000;
    private static final long WORK_NANOS = 20_000;

    private final Simulation simulation = new Simulation();
    private final List<Double> dropTimes = new ArrayList<>();

    /** Returns the times of the first {@code count} drops, in ns after the first drop. */
    List<Double> firstDrops(int count) {
        TimeGrid grid = new TimeGrid(RUN_NANOS, RUN_NANOS, List.of());
        Host host = new Host(simulation, "box", "1", Location.ANYWHERE, new CallMeter(grid, Outcome.count() + 1));
        TimeWeighted length = new TimeWeighted(grid);
        FifoQueue queue = FifoQueue.of(Cores.Scheduling.CODEL, simulation, host, length, false, 1);
        Cores cores = new FifoCores(simulation, host, 1, Integer.MAX_VALUE, new Occupancy(grid), queue);
        for (long arrivalTime = 0; arrivalTime < RUN_NANOS; arrivalTime += WORK_NANOS / 2) {
            simulation.at(arrivalTime, step -> cores.enqueueUnbounded(new SmallTask(), WORK_NANOS), 0);
        }
        simulation.runUntil(RUN_NANOS);
        double start = dropTimes.get(0);
        return dropTimes.subList(0, count).stream().map(time -> time - start).toList();
    }

    /** Small task that records the time of its drop. */
    private final class SmallTask extends Task {
        @Override
        protected void worked() {}

        @Override
        protected void turnedAway() {
            dropTimes.add((double) simulation.now());
        }
    }
}
