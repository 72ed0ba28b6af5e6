package dev.brownout.runtime;

import dev.brownout.spi.Step;
import dev.brownout.step.ReadStep;
import dev.brownout.step.VisitStep;
import dev.brownout.step.WriteStep;

/** Small scenario of any components. */
public final class Scenes extends Fixture<Scenes> {
    private Scenes() {}

    /** Creates an empty scene of one minute without a network. */
    public static Scenes scene() {
        return new Scenes();
    }

    /** Returns a step that forwards the request to a component. */
    public static Step visit(String component) {
        return new VisitStep(component, Step.Options.NONE);
    }

    /** Returns a step that reads from a component. */
    public static Step read(String component) {
        return new ReadStep(component, Step.Options.NONE);
    }

    /** Returns a step that writes to a component. */
    public static Step write(String component) {
        return new WriteStep(component, Step.Options.NONE);
    }
}
