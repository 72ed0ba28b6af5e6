package dev.brownout.run;

import dev.brownout.wiring.ScenarioException;

/** Everything that is impossible about a scenario, thrown together: the first, and the others suppressed by it. */
final class Complaints {
    private ScenarioException first;

    /** Looks at a part of the scenario, of which others do not depend. */
    void about(Runnable part) {
        try {
            part.run();
        } catch (ScenarioException impossible) {
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
