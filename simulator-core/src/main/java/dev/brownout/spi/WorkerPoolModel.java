package dev.brownout.spi;

import java.util.List;
import java.util.Optional;

/**
 * Places of machines of which a call has one from its acceptance to its answer, also while others are waited for: what
 * bounds the calls of a tier that works little and waits long.
 *
 * @param what they are called: {@code workers}
 * @param nodes the names of the machines that have them; none where only some of the calls want them, wherever they are
 * @param each places of a machine, more than 0
 * @param held the calls that have one
 * @param fetched whether a place that gets free fetches its next call from elsewhere, a round trip away
 * @param all places of all machines together, more than 0 where there are machines
 * @param told what they are in words; empty for so many of each machine
 */
public record WorkerPoolModel(
        String what,
        List<String> nodes,
        int each,
        List<OfferedDemand> held,
        boolean fetched,
        double all,
        Optional<String> told) {
    /** Places of which each machine has as many. */
    public WorkerPoolModel(String what, List<String> nodes, int each, List<OfferedDemand> held, boolean fetched) {
        this(what, nodes, each, held, fetched, (double) nodes.size() * each, Optional.empty());
    }

    /** Takes the lists as they are now. */
    public WorkerPoolModel {
        nodes = List.copyOf(nodes);
        held = List.copyOf(held);
    }
}
