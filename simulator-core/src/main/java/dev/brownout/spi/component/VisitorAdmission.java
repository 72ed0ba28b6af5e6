package dev.brownout.spi.component;

import dev.brownout.spi.ComponentSpec;

/** Component in which visitors may wait for their admission. */
public interface VisitorAdmission {
    /** Returns whether visitors may wait in a component for their admission. */
    static boolean admits(ComponentSpec spec) {
        return spec instanceof VisitorAdmission;
    }
}
