package dev.brownout.spi;

import dev.brownout.sentence.Sentence;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Kind;

/**
 * A fault of the fault timeline with its arguments: a record annotated with {@link Kind} (the verb) and {@link Doc}.
 * Its record components are the arguments: read in order, or by name if written {@code latency=+100ms}. Effects that
 * the run and the analytical model must know in advance are grouped by theme in {@code dev.brownout.spi.fault}.
 */
public interface FaultSpec {
    /**
     * Returns a label for charts of the state while the fault lasts, or of the event, such as {@code db/primary off}.
     *
     * @param target the target of the fault; empty if none is named
     */
    Sentence label(String target);

    /** Returns whether it ends immediately without a duration. Most verbs last to the end of the run then. */
    default boolean momentary() {
        return false;
    }

    /**
     * Returns whether it may begin at a time that is unknown before the run, as an action of an alert. False if the run
     * must know it when it is built or when random numbers are generated.
     */
    default boolean appliesAnyTime() {
        return true;
    }

    /**
     * Begins the fault.
     *
     * @param targets the affected hosts, links and components
     */
    void begin(FaultTargets targets);

    /**
     * Ends the fault.
     *
     * @param targets the hosts, links and components that were affected
     */
    void end(FaultTargets targets);
}
