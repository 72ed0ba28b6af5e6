package dev.brownout.spec;

import dev.brownout.service.Filter;

/** A policy around a service, as written in a scenario: a record annotated with {@link Kind} and {@link Doc}. */
public interface FilterSpec {
    /**
     * Makes the behaviour.
     *
     * @param wiring where it stands
     */
    Filter build(Wiring wiring);
}
