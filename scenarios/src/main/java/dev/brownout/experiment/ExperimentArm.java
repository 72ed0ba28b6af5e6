package dev.brownout.experiment;

import dev.brownout.runtime.Run;
import dev.brownout.scenario.Scenario;

/** A variant of a scenario, with the setup of its run. */
public record ExperimentArm(Scenario scenario, Run.Setup setup) {
    /** Returns the name of the variant. */
    public String name() {
        return setup.name();
    }
}
