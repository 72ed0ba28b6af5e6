package dev.brownout.runtime;

import dev.brownout.instrument.SampledGauge;
import dev.brownout.instrument.TimeGrid;
import dev.brownout.kernel.Simulation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Samples the gauges of a run at the end of each cell of the time grid. */
final class PeriodicSampler {
    private final Simulation simulation;
    private final TimeGrid grid;

    PeriodicSampler(RunEnvironment run) {
        this.simulation = run.simulation;
        this.grid = run.grid;
    }

    /** Starts with the first cell. */
    void start(Collection<ComponentRuntime> components) {
        List<SampledGauge> sampled = new ArrayList<>();
        components.forEach(own -> own.instruments.all().forEach(instrument -> {
            if (instrument instanceof SampledGauge gauge) {
                sampled.add(gauge);
            }
        }));
        if (!sampled.isEmpty()) {
            sampleAt(sampled, 0);
        }
    }

    private void sampleAt(List<SampledGauge> sampled, int cell) {
        simulation.scheduleAt(
                grid.start(cell + 1) - 1,
                step -> {
                    sampled.forEach(instrument -> instrument.sample(cell));
                    if (cell + 1 < grid.cells()) {
                        sampleAt(sampled, cell + 1);
                    }
                },
                0);
    }
}
