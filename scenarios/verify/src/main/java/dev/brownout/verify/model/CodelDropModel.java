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

/** Reference model of CoDel: the drop times at one core with twice the work it can do, in small tasks. */
final class CodelDropModel {
    private static final long RUN = 1_000_000_000;
    private static final long WORK = 20_000;

    private final Simulation simulation = new Simulation();
    private final List<Double> dropped = new ArrayList<>();

    /** Returns the times of the first drops, in nanoseconds after the first one. */
    List<Double> first(int many) {
        TimeGrid grid = new TimeGrid(RUN, RUN, List.of());
        Host host = new Host(simulation, "box", "1", Location.ANYWHERE, new CallMeter(grid, Outcome.count() + 1));
        TimeWeighted length = new TimeWeighted(grid);
        FifoQueue line = FifoQueue.of(Cores.Scheduling.CODEL, simulation, host, length, false, 1);
        Cores cores = new FifoCores(simulation, host, 1, Integer.MAX_VALUE, new Occupancy(grid), line);
        for (long at = 0; at < RUN; at += WORK / 2) {
            simulation.at(at, step -> cores.enqueueUnbounded(new Piece(), WORK), 0);
        }
        simulation.runUntil(RUN);
        double start = dropped.get(0);
        return dropped.subList(0, many).stream().map(at -> at - start).toList();
    }

    /** Small task that records the time of its drop. */
    private final class Piece extends Task {
        @Override
        protected void worked() {}

        @Override
        protected void turnedAway() {
            dropped.add((double) simulation.now());
        }
    }
}
