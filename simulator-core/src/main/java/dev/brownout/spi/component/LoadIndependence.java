package dev.brownout.spi.component;

import dev.brownout.spi.ComponentSpec;

/** The parameters of a component with a latency and errors that may not depend on its load. */
public interface LoadIndependence {
    /** Returns whether the component has no limit of calls of its own, so that calls never slow down or fail others. */
    boolean acceptsAnyLoad();

    /** Returns whether a component has no limit of calls of its own. */
    static boolean acceptsAnyLoad(ComponentSpec spec) {
        return spec instanceof LoadIndependence independence && independence.acceptsAnyLoad();
    }
}
