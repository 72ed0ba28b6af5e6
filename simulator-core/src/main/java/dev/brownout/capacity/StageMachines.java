package dev.brownout.capacity;

import dev.brownout.capacity.LoadStage.NodeSite;
import dev.brownout.instrument.TimeGrid;
import dev.brownout.scenario.ComponentEntry;
import dev.brownout.scenario.Regions;
import dev.brownout.scenario.Scenario;
import dev.brownout.sentence.Sentence;
import dev.brownout.spi.CallDistribution;
import dev.brownout.spi.CapacityModel;
import dev.brownout.spi.OfferedDemand;
import dev.brownout.spi.StationModel;
import dev.brownout.spi.component.HostProvisioning;
import dev.brownout.spi.component.HostProvisioning.ColdStart;
import dev.brownout.spi.component.WorkDistribution;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Nodes of one component in one stage: their availability and speed. */
final class StageMachines {
    /** Maximum number of nodes of one speed that are listed by name. */
    private static final int NAMED = 3;

    private static final NodeSite NO_SITE = NodeSite.of("");

    private final Scenario scenario;
    private final LoadStage stage;
    private final String component;
    /** True if the nodes pull work as they have capacity, so that slow nodes get less of it. */
    private final boolean isPull;

    private final Optional<ComponentEntry> entry;
    private final Map<String, NodeSite> sites = new TreeMap<>();
    private final Map<String, Integer> nodesIn = new TreeMap<>();
    private final List<StationModel> parts = new ArrayList<>();

    private boolean differ;

    /** Creates the nodes of a component in a stage. */
    StageMachines(Scenario scenario, LoadStage stage, String component) {
        this.scenario = scenario;
        this.stage = stage;
        this.component = component;
        this.entry = Optional.ofNullable(scenario.components().get(component));
        this.isPull = entry.flatMap(componentEntry ->
                        WorkDistribution.of(componentEntry.spec()).takesFrom())
                .map(queue -> scenario.components().get(queue))
                .filter(queue -> !WorkDistribution.of(queue.spec()).copiesToEach())
                .isPresent();
    }

    /** Returns whether nodes of different speed get equal shares of the calls. */
    boolean isUneven() {
        return differ;
    }

    /** Returns whether a node is up. */
    boolean isUp(String node, String location) {
        NodeSite site = site(node, location);
        return stage.isUp(component, node, site)
                && entry.flatMap(ComponentEntry::host)
                        .filter(machine -> !stage.isUp(machine, machine(location), siteOf(machine, location)))
                        .isEmpty();
    }

    /** Returns the location of a node. Nodes are created in the order of the first calls. */
    NodeSite site(String node, String location) {
        return sites.computeIfAbsent(
                node,
                created -> entry.map(componentEntry ->
                                NodeSite.of(componentEntry, location, nodesIn.merge(location, 1, Integer::sum) - 1))
                        .orElseGet(() -> NodeSite.of(location)));
    }

    /** Returns the location of the shared machine in a place. */
    private NodeSite siteOf(String machine, String location) {
        return NodeSite.of(scenario.components().get(machine), location, 0);
    }

    /** Returns the number of the shared machine in a place. */
    private String machine(String location) {
        return Integer.toString(
                1 + Math.max(0, Regions.of(scenario).placesOf(entry.get()).indexOf(location)));
    }

    /**
     * Returns the reason why the load of each node is unknown; empty if it is known.
     *
     * @param demands the calls, with the load balancers that distribute them
     */
    Optional<Sentence> obstacle(List<OfferedDemand> demands) {
        if (differ && followsLoad(demands)) {
            return Optional.of(Sentence.of("the shares of its nodes follow the calls in flight"));
        }
        long growthNanos = demands.stream()
                .mapToLong(calls -> calls.route()
                        .spread()
                        .map(CallDistribution::growthNanos)
                        .orElse(0L))
                .max()
                .orElse(0);
        long warmUpNanos =
                Math.max(growthNanos, coldStart().map(ColdStart::lastingNanos).orElse(0L));
        return warmUpNanos > 0
                        && Stages.starts(scenario, component).stream()
                                .anyMatch(instant -> instant < stage.toNanos()
                                        && stage.fromNanos() + rounding() < instant + warmUpNanos)
                ? Optional.of(Sentence.of("its nodes warm up"))
                : Optional.empty();
    }

    /** Returns the factor by which the work of a node takes longer after its start. */
    double coldSlowdown() {
        return coldStart().map(ColdStart::slower).orElse(1.0);
    }

    /** Returns the rounding tolerance of the start of a stage, in nanoseconds. */
    private long rounding() {
        return TimeGrid.step(scenario.durationNanos()) / 2;
    }

    private Optional<ColdStart> coldStart() {
        return entry.flatMap(componentEntry ->
                HostProvisioning.of(componentEntry.spec()).processes().coldStart());
    }

    /**
     * Returns one station for each group of nodes with equal speed, which get equal shares of the calls. Nodes that
     * pull their work, or get calls by those in flight, form one station with their mean speed. With different weights
     * the load of each node is unknown.
     *
     * @param demands the calls, with the load balancers that distribute them
     */
    List<StationModel> byPace(StationModel station, List<OfferedDemand> demands) {
        Map<Double, List<String>> groups = new TreeMap<>();
        double speed = 0;
        for (String node : station.nodes()) {
            groups.computeIfAbsent(slowdown(node), slowdown -> new ArrayList<>())
                    .add(node);
            speed += 1 / slowdown(node);
        }
        if (isWeighted(station.nodes(), demands)) {
            return List.of(station.withUnknownLoad(Optional.of(Sentence.of("the weights of its nodes differ"))));
        }
        differ = !isPull && groups.size() > 1;
        if (!differ || followsLoad(demands)) {
            double slower = station.nodes().isEmpty() ? 1 : station.nodes().size() / speed;
            return List.of(slower == 1 ? station : station.slowed(slower));
        }
        List<StationModel> all = new ArrayList<>();
        groups.forEach((slowdown, nodes) -> {
            String part = String.join("+", nodes.subList(0, Math.min(NAMED, nodes.size())))
                    + (nodes.size() > NAMED ? "+" + (nodes.size() - NAMED) + " more" : "");
            double share = (double) nodes.size() / station.nodes().size();
            all.add(station.part(part, nodes, share).slowed(slowdown));
        });
        return all;
    }

    private static boolean followsLoad(List<OfferedDemand> demands) {
        return demands.stream()
                .anyMatch(calls -> calls.route()
                        .spread()
                        .filter(CallDistribution::followsLoad)
                        .isPresent());
    }

    private static boolean isWeighted(List<String> nodes, List<OfferedDemand> demands) {
        return demands.stream()
                .filter(calls -> calls.perSecond() > 0)
                .flatMap(calls -> calls.route().spread().stream())
                .anyMatch(spread ->
                        nodes.stream().mapToDouble(spread::weightOf).distinct().count() > 1);
    }

    /** Adds the models of a part of the nodes, one for each speed. Faults of the parts themselves are not modelled. */
    void parts(String part, List<String> machines, CapacityModel.Parts partsModel) {
        Optional<Sentence> hit = Optional.of(Sentence.of("a fault hits its {}", part))
                .filter(reason -> stage.hitsParts(component, part));
        Map<Double, List<String>> nodesBySlowdown = new TreeMap<>();
        machines.forEach(node -> nodesBySlowdown
                .computeIfAbsent(slowdown(node), slowdown -> new ArrayList<>())
                .add(node));
        nodesBySlowdown.forEach((times, nodes) -> {
            StationModel model = partsModel.of(nodes, (double) nodes.size() / machines.size(), times);
            parts.add(model.unknownLoad().isPresent() ? model : model.withUnknownLoad(hit));
        });
    }

    /** Returns the share of the calls to the given nodes, distributed evenly, that fail immediately. */
    double failureShare(List<String> nodes) {
        double sum = 0;
        for (String node : nodes) {
            sum += stage.failureShare(component, node, sites.getOrDefault(node, NO_SITE));
        }
        return nodes.isEmpty() ? 0 : sum / nodes.size();
    }

    /** Returns the models of parts of nodes that have been added. */
    List<StationModel> parts() {
        return parts;
    }

    private double slowdown(String node) {
        NodeSite site = sites.getOrDefault(node, NO_SITE);
        return stage.slowdown(component, node, site)
                * entry.flatMap(ComponentEntry::host)
                        .map(machine -> stage.slowdown(machine, machine(site.place()), siteOf(machine, site.place())))
                        .orElse(1.0);
    }
}
