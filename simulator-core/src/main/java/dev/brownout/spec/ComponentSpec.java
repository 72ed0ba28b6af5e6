package dev.brownout.spec;

/**
 * The parameters of a component: a record annotated with {@link Kind} and {@link Doc}, its limits checked when it is
 * made.
 */
public interface ComponentSpec {
    /**
     * Makes the behaviour.
     *
     * @param wiring where the component stands and what it may use
     */
    Component build(Wiring wiring);
}
