package dev.brownout.spi.component;

import dev.brownout.spi.ComponentSpec;

/**
 * Placement at the edge of the network: without configured regions, a component runs in all regions of the scenario and
 * not in the first one. Its hosts are outside the data centers of their regions, so that region and zone faults do not
 * affect them.
 */
public interface EdgePlacement {
    /** Returns whether a component is placed at the edge of the network. */
    static boolean isAtEdge(ComponentSpec spec) {
        return spec instanceof EdgePlacement;
    }
}
