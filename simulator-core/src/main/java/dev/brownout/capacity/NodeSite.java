package dev.brownout.capacity;

import dev.brownout.scenario.ComponentEntry;

/**
 * Location of a node, as far as the targets of faults select it.
 *
 * @param place its region; empty in a scenario without regions
 * @param zone its zone; empty if its component has one zone
 * @param offSite whether it is outside the data centers of its region, so that faults of regions and zones do not hit
 *     it
 */
record NodeSite(String place, String zone, boolean offSite) {
    /** The location of a node without a component. */
    static NodeSite of(String place) {
        return new NodeSite(place, "", false);
    }

    /**
     * Returns the location of a node of a component.
     *
     * @param before the number of nodes of the component that were created in the region before it
     */
    static NodeSite of(ComponentEntry entry, String place, int before) {
        return new NodeSite(place, entry.zone(before), entry.spec().elsewhere());
    }
}
