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
 * What lies between the two ends of a fault. Places have links that all their machines share; where a fault says
 * components, machines or zones, what lies between these is told apart before the run.
 */
final class LinkSelection {
    private static final int MOST_PAIRS = 100_000;

    private LinkSelection() {}

    /**
     * Links between two ends.
     *
     * @param there those that lead from the first to the second
     * @param back those that lead the other way
     */
    record Links(List<Link> there, List<Link> back) {
        static final Links NONE = new Links(List.of(), List.of());

        boolean isEmpty() {
            return there.isEmpty() && back.isEmpty();
        }

        List<Link> both() {
            return Stream.concat(there.stream(), back.stream()).toList();
        }
    }

    /** Whether both ends of a fault are regions. */
    static boolean places(FaultEntry fault) {
        return Stream.concat(fault.target().stream(), fault.other().stream())
                .allMatch(end -> end.begins() == Selector.Head.REGION);
    }

    /** Tells apart what lies between the ends that the faults of a scenario name. */
    static void tellApart(Scenario scenario, Network network) {
        for (FaultEntry fault : scenario.strikes()) {
            if (fault.target().isPresent() && fault.other().isPresent() && !places(fault)) {
                network.seam(new Network.Seam(
                        at(fault.target().get()), at(fault.other().get())));
            }
        }
    }

    private static Predicate<Host> at(Selector end) {
        return switch (end.begins()) {
            case COMPONENT ->
                host -> host.component().equals(end.head())
                        || host.machine().component().equals(end.head());
            case ZONE -> host -> host.site().zone().equals(String.join("/", end.parts()));
            case REGION, LINK, ALL, KEY -> host -> false;
        };
    }

    /** The links between two places; either name may be a region. */
    static Links between(Network network, String one, String other) {
        List<Link> all = network.links(one, other);
        return new Links(
                all.stream().filter(link -> link.from().equals(one)).toList(),
                all.stream().filter(link -> !link.from().equals(one)).toList());
    }

    /** The links between machines that are told apart. */
    static Links between(Network network, List<Host> one, List<Host> other, String path) {
        if ((long) one.size() * other.size() > MOST_PAIRS) {
            throw new ScenarioException(
                    path,
                    one.size() + " machines on one side and " + other.size() + " on the other: at most " + MOST_PAIRS
                            + " pairs of them can be cut apart");
        }
        List<Link> there = new ArrayList<>();
        List<Link> back = new ArrayList<>();
        for (Host from : one) {
            for (Host to : other) {
                if (from != to) {
                    there.add(network.link(from, to));
                    back.add(network.link(to, from));
                }
            }
        }
        return new Links(there, back);
    }

    /** Why a region and machines are not the two ends of one fault. */
    static ScenarioException mixed(String path) {
        return new ScenarioException(
                path, "both ends are regions, or both are components, machines or zones: as in web ~ db/primary");
    }
}
