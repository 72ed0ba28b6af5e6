package dev.brownout.spec;

import dev.brownout.node.Cores;
import dev.brownout.random.Distribution;
import java.util.List;
import java.util.Optional;

/**
 * Machines that share calls evenly, each a queue in front of some servers: what the arithmetic before a run needs to
 * know of them.
 *
 * @param part which of the component's machines, as in a selector: {@code primary}, {@code replica-*}; empty for all
 * @param nodes how many machines are up and share the calls
 * @param servers cores of a machine; {@link #ANY_NUMBER} where nobody waits
 * @param places how many may wait at a machine; {@link #ANY_NUMBER} for any number
 * @param scheduling who is served when there is more work than cores
 * @param callsPerSecond calls that all these machines get a second
 * @param works the work that they have with them
 * @param obstacle why no formula for the response time applies, in a few words; empty where one may
 */
public record StationSketch(
        String part,
        int nodes,
        int servers,
        int places,
        Cores.Scheduling scheduling,
        double callsPerSecond,
        List<Work> works,
        Optional<String> obstacle) {

    /** Stands for any number of servers or places. */
    public static final int ANY_NUMBER = Integer.MAX_VALUE;

    /** Takes the list as it is now. */
    public StationSketch {
        works = List.copyOf(works);
    }

    /**
     * Work of one kind.
     *
     * @param perSecond how often a second, all these machines together
     * @param length how long it takes a core, in nanoseconds
     * @param awaited whether calls wait for it; false for work in the background
     */
    public record Work(double perSecond, Distribution length, boolean awaited) {}
}
