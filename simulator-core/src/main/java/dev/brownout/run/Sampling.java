package dev.brownout.run;

import dev.brownout.measure.Sampled;
import java.util.ArrayList;
import java.util.List;

/** Lets instruments look that look at something at the end of each cell of time. */
final class Sampling {
    private final Assembly assembly;

    Sampling(Assembly assembly) {
        this.assembly = assembly;
    }

    /** Begins with the first cell. */
    void start() {
        List<Sampled> sampled = new ArrayList<>();
        assembly.instruments
                .values()
                .forEach(i -> i.all().forEach(one -> {
                    if (one instanceof Sampled looked) {
                        sampled.add(looked);
                    }
                }));
        if (!sampled.isEmpty()) {
            sampleAt(sampled, 0);
        }
    }

    private void sampleAt(List<Sampled> sampled, int cell) {
        assembly.simulation.at(
                assembly.grid.start(cell + 1) - 1,
                step -> {
                    sampled.forEach(one -> one.sample(cell));
                    if (cell + 1 < assembly.grid.cells()) {
                        sampleAt(sampled, cell + 1);
                    }
                },
                0);
    }
}
