package dev.brownout.wiring;

import java.util.List;

/**
 * Places of machines of which a call has one from its acceptance to its answer, also while others are waited for: what
 * bounds the calls of a tier that works little and waits long.
 *
 * @param what they are called: {@code workers}
 * @param nodes the names of the machines that have them
 * @param each places of a machine, more than 0
 * @param held the calls that have one
 * @param fetched whether a place that gets free fetches its next call from elsewhere, a round trip away
 */
public record SlotSketch(String what, List<String> nodes, int each, List<Demand> held, boolean fetched) {
    /** Takes the lists as they are now. */
    public SlotSketch {
        nodes = List.copyOf(nodes);
        held = List.copyOf(held);
    }

    /** Places of all machines together. */
    public double all() {
        return (double) nodes.size() * each;
    }
}
