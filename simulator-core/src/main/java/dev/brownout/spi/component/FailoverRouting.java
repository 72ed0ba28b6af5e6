package dev.brownout.spi.component;

import dev.brownout.spi.ComponentSpec;

/** Routing of callers around hosts that are down. */
public interface FailoverRouting {
    /** Returns whether callers reach other hosts of the component if one is down, without a call to that one. */
    boolean routesAround();

    /** Returns whether callers of a component reach other hosts of it if one is down. */
    static boolean routesAround(ComponentSpec spec) {
        return spec instanceof FailoverRouting routing && routing.routesAround();
    }
}
