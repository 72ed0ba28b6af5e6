package dev.brownout.runtime;

import dev.brownout.instrument.SampledGauge;
import java.util.ArrayList;
import java.util.List;

/** Samples the gauges of a run at the end of each cell of the time grid. */
final class PeriodicSampler {
    private final RunModel model;
    private final RunEnvironment run;

    PeriodicSampler(RunModel model) {
        this.model = model;
        this.run = model.run();
    }

    /** Starts with the first cell. */
    void start() {
        List<SampledGauge> sampled = new ArrayList<>();
        model.components()
                .values()
                .forEach(own -> own.instruments.all().forEach(instrument -> {
                    if (instrument instanceof SampledGauge gauge) {
                        sampled.add(gauge);
                    }
                }));
        if (!sampled.isEmpty()) {
            sampleAt(sampled, 0);
        }
    }

    private void sampleAt(List<SampledGauge> sampled, int cell) {
        run.simulation.at(
                run.grid.start(cell + 1) - 1,
                step -> {
                    sampled.forEach(instrument -> instrument.sample(cell));
                    if (cell + 1 < run.grid.cells()) {
                        sampleAt(sampled, cell + 1);
                    }
                },
                0);
    }
}
