package dev.brownout.spi.component;

import dev.brownout.spi.ComponentSpec;
import dev.brownout.spi.Step;

/** Visits to a host that hold a pooled connection from their first call to their end. */
public interface ConnectionKeeping {
    /** Returns whether a visit can hold the pooled connection with which it executes a step. */
    boolean keepsConnection(Step step);

    /** Returns whether a visit to a component can hold the pooled connection with which it executes a step. */
    static boolean keepsConnection(ComponentSpec spec, Step step) {
        return spec instanceof ConnectionKeeping keeping && keeping.keepsConnection(step);
    }
}
