package dev.brownout.importing.system;

import dev.brownout.importing.system.ImportedStep.Call;
import dev.brownout.importing.system.ImportedSystem.FailureRate;

/**
 * Failures of requests or operations in a scenario: a call to a component that always fails. The call is the last step,
 * so a failure takes its time before it fails, and each request type and operation has its own share of failures.
 *
 * @param name name of the component
 */
public record FailingCalls(String name) {
    /** Name of the component, unless another component has it. */
    public static final String NAME = "failures";

    private static final String VERB = "call";

    /**
     * Returns the component.
     *
     * @param source description of the measured failures
     */
    public ImportedComponent component(String source) {
        ImportedComponent component = new ImportedComponent(name);
        component
                .settings()
                .set("kind", "server", "no part of the system: a call to it fails, as the " + source)
                .set("cores", "1", "")
                .set("service", "0ms", "");
        return component;
    }

    /** Returns a call that fails, made with a probability. */
    public Call call(double share, String origin) {
        return new Call(VERB, name, 1, share, origin);
    }

    /** Returns the fault of the component. */
    public FailureRate failure() {
        return new FailureRate(name, 100, name, "each call to it fails");
    }
}
