package dev.brownout.runtime;

import dev.brownout.host.Host;
import dev.brownout.network.Link;
import dev.brownout.network.Network;
import dev.brownout.scenario.FaultEntry;
import dev.brownout.scenario.Scenario;
import dev.brownout.spec.Selector;
import dev.brownout.spi.ScenarioException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Selects the links between the two ends of a fault. All hosts at a location share its links. If a fault names
 * components, machines or zones, the links between them are separated before the run.
 */
final class LinkSelection {
    private static final int MOST_PAIRS = 100_000;

    private LinkSelection() {}

    /**
     * Links between two ends.
     *
     * @param forward links from the first end to the second
     * @param back links from the second end to the first
     */
    record Links(List<Link> forward, List<Link> back) {
        static final Links NONE = new Links(List.of(), List.of());

        boolean isEmpty() {
            return forward.isEmpty() && back.isEmpty();
        }

        List<Link> all() {
            return Stream.concat(forward.stream(), back.stream()).toList();
        }
    }

    /** Returns whether all ends of a fault are regions. */
    static boolean places(FaultEntry fault) {
        return Stream.concat(fault.target().stream(), fault.other().stream())
                .allMatch(end -> end.begins() == Selector.Head.REGION);
    }

    /** Separates the links between the ends of each fault of a scenario that names two ends. */
    static void separate(Scenario scenario, Network network) {
        for (FaultEntry fault : scenario.possibleFaults()) {
            if (fault.target().isPresent() && fault.other().isPresent() && !places(fault)) {
                network.seam(new Network.Seam(
                        predicateOf(fault.target().get()),
                        predicateOf(fault.other().get())));
            }
        }
    }

    private static Predicate<Host> predicateOf(Selector end) {
        return switch (end.begins()) {
            case COMPONENT ->
                host -> host.component().equals(end.head())
                        || host.machine().component().equals(end.head());
            case ZONE -> host -> host.site().isInZone(String.join("/", end.parts()));
            case REGION, LINK, ALL, KEY -> host -> false;
        };
    }

    /** Returns the links between two locations. Either name may be a region. */
    static Links linksBetween(Network network, String from, String to) {
        List<Link> all = network.links(from, to);
        return new Links(
                all.stream().filter(link -> link.from().equals(from)).toList(),
                all.stream().filter(link -> !link.from().equals(from)).toList());
    }

    /** Returns the separated links between two groups of machines. */
    static Links linksBetween(Network network, List<Host> fromHosts, List<Host> toHosts, String path) {
        if ((long) fromHosts.size() * toHosts.size() > MOST_PAIRS) {
            throw new ScenarioException(
                    path,
                    "{} nodes on one side and {} on the other: a partition has at most {} pairs of nodes",
                    fromHosts.size(),
                    toHosts.size(),
                    MOST_PAIRS);
        }
        List<Link> links = new ArrayList<>();
        List<Link> back = new ArrayList<>();
        for (Host from : fromHosts) {
            for (Host to : toHosts) {
                if (from != to) {
                    links.add(network.link(from, to));
                    back.add(network.link(to, from));
                }
            }
        }
        return new Links(links, back);
    }

    /** Returns the error for a fault with a region at one end and machines at the other. */
    static ScenarioException mixed(String path) {
        return new ScenarioException(
                path, "both ends must be regions, or both components, nodes or zones, as in web ~ db/primary");
    }
}
