package dev.brownout.experiment;

import dev.brownout.runtime.Run;
import dev.brownout.scenario.Scenario;

/** One variant of a scenario, and how it is run. */
public record ExperimentArm(Scenario scenario, Run.Setup setup) {
    /** The name of the variant. */
    public String name() {
        return setup.name();
    }
}
