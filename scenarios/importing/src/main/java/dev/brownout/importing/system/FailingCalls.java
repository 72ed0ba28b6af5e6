package dev.brownout.importing.system;

import dev.brownout.importing.system.ImportedStep.Call;
import dev.brownout.importing.system.ImportedSystem.FailureRate;

/**
 * Failures of requests or operations in a scenario: a call to a component that always fails. The call is the last step,
 * so a failure takes its time before it fails, and each request type and operation has its own share of failures.
 */
public final class FailingCalls {
    /** Name of the component. */
    public static final String NAME = "failures";

    private static final String VERB = "call";

    private FailingCalls() {}

    /**
     * Returns the component.
     *
     * @param source description of the measured failures
     */
    public static ImportedComponent component(String source) {
        ImportedComponent component = new ImportedComponent(NAME);
        component
                .settings()
                .set("kind", "server", "no part of the system: a call to it fails, as the " + source)
                .set("cores", "1", "")
                .set("service", "0ms", "");
        return component;
    }

    /** Returns a call that fails, made with a probability. */
    public static Call call(double share, String origin) {
        return new Call(VERB, NAME, 1, share, origin);
    }

    /** Returns the fault of the component. */
    public static FailureRate failure() {
        return new FailureRate(NAME, 100, NAME, "each call to it fails");
    }
}
