package dev.brownout.runtime;

import dev.brownout.scenario.Scenario;
import dev.brownout.spi.ScenarioException;

/** Everything that is impossible about a scenario, thrown together: the first, and the others suppressed by it. */
final class ScenarioErrors {
    private final Scenario scenario;
    private ScenarioException first;

    ScenarioErrors(Scenario scenario) {
        this.scenario = scenario;
    }

    /** Looks at a part of the scenario, of which others do not depend. */
    void about(Runnable part) {
        try {
            part.run();
        } catch (ScenarioException wrong) {
            ScenarioException impossible = scenario.placed(wrong);
            if (first == null) {
                first = impossible;
            } else {
                first.addSuppressed(impossible);
            }
        }
    }

    /** Throws what there is. */
    void throwIfAny() {
        if (first != null) {
            throw first;
        }
    }
}
