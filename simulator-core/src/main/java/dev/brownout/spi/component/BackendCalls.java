package dev.brownout.spi.component;

import dev.brownout.spi.ComponentSpec;

/** Calls of a component to interchangeable hosts behind it. */
public interface BackendCalls {
    /** Returns the maximum number of downstream calls for one call by the component's own retries, at least 1. */
    int attempts();

    /** Returns whether the component detects without a call that hosts behind it are down, and sends them none. */
    boolean checksHealth();

    /** Returns the maximum number of downstream calls of a component for one call by its own retries, at least 1. */
    static int attempts(ComponentSpec spec) {
        return spec instanceof BackendCalls calls ? calls.attempts() : 1;
    }

    /** Returns whether a component detects without a call that hosts behind it are down, and sends them none. */
    static boolean checksHealth(ComponentSpec spec) {
        return spec instanceof BackendCalls calls && calls.checksHealth();
    }
}
