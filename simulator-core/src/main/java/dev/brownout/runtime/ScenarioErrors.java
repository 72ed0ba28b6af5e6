package dev.brownout.runtime;

import dev.brownout.scenario.Scenario;
import dev.brownout.spi.ScenarioException;

/** Collects the errors of a scenario. The first one is thrown, and the rest are suppressed exceptions of it. */
final class ScenarioErrors {
    private final Scenario scenario;
    private ScenarioException first;

    ScenarioErrors(Scenario scenario) {
        this.scenario = scenario;
    }

    /** Checks an independent part of the scenario and collects its error, if any. */
    void check(Runnable part) {
        try {
            part.run();
        } catch (ScenarioException error) {
            ScenarioException impossible = scenario.withStepPath(error);
            if (first == null) {
                first = impossible;
            } else {
                first.addSuppressed(impossible);
            }
        }
    }

    /** Throws the collected errors, if any. */
    void throwIfAny() {
        if (first != null) {
            throw first;
        }
    }
}
