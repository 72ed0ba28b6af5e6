package dev.brownout.spi.component;

import dev.brownout.spi.ComponentSpec;

/** Calls of a component to interchangeable hosts behind it. */
public interface BackendCalls {

    /** Returns whether the component detects without a call that hosts behind it are down, and sends them none. */
    boolean checksHealth();

    /** Returns whether a component detects without a call that hosts behind it are down, and sends them none. */
    static boolean checksHealth(ComponentSpec spec) {
        return spec instanceof BackendCalls calls && calls.checksHealth();
    }
}
