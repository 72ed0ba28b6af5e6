package dev.brownout.experiment.falsify;

import dev.brownout.runtime.ApplicableFaults;
import dev.brownout.scenario.Scenario;
import dev.brownout.spec.Selector;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The nodes of a scenario that can be exchanged without an effect: nodes of one place with names that differ only in a
 * number, and groups of nodes, such as shards, that have equal nodes. A fault of one node hits the first of them. Of
 * several faults, the nodes are the first ones in the order of the faults.
 */
final class ExchangeableNodes {
    /** Selector of the disk of a node, after that of the node. */
    static final String DISK = "/disk";

    private final Map<String, Part> nodes = new LinkedHashMap<>();

    /** A node, a group of nodes, or a component. */
    private static final class Part {
        private final String path;
        /** Group of this part; {@code null} for a component. */
        private final Part group;

        private final Map<String, Part> parts = new LinkedHashMap<>();
        private final Map<String, List<Part>> partsByKind = new LinkedHashMap<>();
        private String kind;
        private int rank;

        Part(String path, Part group) {
            this.path = path;
            this.group = group;
        }

        Part part(String name) {
            return parts.computeIfAbsent(name, any -> new Part(path + "/" + name, this));
        }

        /** Determines the kind of each part: its name without numbers, its place and its own parts. */
        void determineKind() {
            parts.forEach((name, part) -> {
                part.determineKind();
                String place = part.kind == null ? "" : part.kind;
                part.kind = withoutNumbers(name)
                        + place
                        + part.partsByKind.entrySet().stream()
                                .map(entry -> entry.getKey() + entry.getValue().size())
                                .toList();
                List<Part> similar = partsByKind.computeIfAbsent(part.kind, any -> new ArrayList<>());
                part.rank = similar.size();
                similar.add(part);
            });
        }

        /** Returns whether at most a number of exchangeable parts, of this part and of its groups, is before it. */
        boolean isAmongFirst(int most) {
            return group == null || rank < most && group.isAmongFirst(most);
        }

        boolean isLike(Part other) {
            return group == null ? this == other : kind.equals(other.kind) && group.isLike(other.group);
        }
    }

    /**
     * Determines the exchangeable nodes of a scenario.
     *
     * @param several whether several faults are active together, so that nodes of two zones of a region differ, and
     *     nodes that a fault or an assertion of the scenario names differ from others
     */
    ExchangeableNodes(ApplicableFaults applicable, Scenario scenario, boolean several) {
        Set<String> named = several ? named(scenario) : new LinkedHashSet<>();
        for (String component : scenario.components().keySet()) {
            Part root = new Part(component, null);
            applicable.locationsByNode(component).forEach((node, location) -> {
                Part part = root;
                for (String name : node.split("/", -1)) {
                    part = part.part(name);
                }
                part.kind = "@" + location.region() + (several ? "/" + location.zone() : "")
                        + (named.contains(part.path) ? " named" : "");
                nodes.put(part.path, part);
            });
            root.determineKind();
        }
    }

    private static Set<String> named(Scenario scenario) {
        Stream<Optional<Selector>> faults =
                scenario.possibleFaults().stream().flatMap(fault -> Stream.of(fault.target(), fault.other()));
        Stream<Optional<Selector>> assertions = scenario.evaluation().sla().values().stream()
                .map(relation -> relation.metric().selector());
        Set<String> named = new LinkedHashSet<>();
        Stream.concat(faults, assertions).flatMap(Optional::stream).forEach(selector -> {
            String target = selector.toString();
            named.add(target.endsWith(DISK) ? target.substring(0, target.length() - DISK.length()) : target);
        });
        return named;
    }

    /** Returns the first node of each role of a component; empty if it has no nodes. */
    List<String> representatives(String component) {
        return paths(part -> part.isAmongFirst(1) && part.path.startsWith(component + "/"));
    }

    /** Returns the first exchangeable nodes of a node, itself included, up to a number in each group. */
    List<String> alternatives(String node, int most) {
        Part its = nodes.get(node);
        return its == null ? List.of(node) : paths(part -> part.isAmongFirst(most) && part.isLike(its));
    }

    private List<String> paths(Predicate<Part> condition) {
        return nodes.values().stream().filter(condition).map(part -> part.path).toList();
    }

    /**
     * Returns the equivalent schedule with the first exchangeable nodes, in the order of the faults. Faults that begin
     * together are ordered by their types and roles.
     */
    InjectionSchedule canonical(InjectionSchedule schedule) {
        List<InjectedFault> ordered = new ArrayList<>(schedule.faults());
        ordered.sort(Comparator.comparingLong(InjectedFault::startNanos)
                .thenComparing(fault -> withoutNumbers(fault.candidate().cause())));
        Map<Part, Part> images = new LinkedHashMap<>();
        List<InjectedFault> faults = new ArrayList<>();
        for (InjectedFault fault : ordered) {
            Part node = nodes.get(fault.candidate().node());
            faults.add(node == null ? fault : fault.with(fault.candidate().atNode(image(node, images).path)));
        }
        return schedule.with(faults);
    }

    private static String withoutNumbers(String name) {
        return name.replaceAll("\\d+", "");
    }

    private static Part image(Part part, Map<Part, Part> images) {
        if (part.group == null) {
            return part;
        }
        Part known = images.get(part);
        if (known == null) {
            int used = (int) part.group.partsByKind.get(part.kind).stream()
                    .filter(images::containsKey)
                    .count();
            known = image(part.group, images).partsByKind.get(part.kind).get(used);
            images.put(part, known);
        }
        return known;
    }
}
