package dev.brownout.runtime;

import dev.brownout.spi.Step;
import dev.brownout.step.ReadStep;
import dev.brownout.step.VisitStep;
import dev.brownout.step.WriteStep;

/** A small scenario of any components. */
public final class Scenes extends Fixture<Scenes> {
    private Scenes() {}

    /** An empty scene of one minute without a network. */
    public static Scenes scene() {
        return new Scenes();
    }

    /** A step that passes on to a component. */
    public static Step visit(String component) {
        return new VisitStep(component, Step.Options.NONE);
    }

    /** A step that reads a component. */
    public static Step read(String component) {
        return new ReadStep(component, Step.Options.NONE);
    }

    /** A step that writes a component. */
    public static Step write(String component) {
        return new WriteStep(component, Step.Options.NONE);
    }
}
