package dev.brownout.capacity;

import dev.brownout.capacity.LoadStage.NodeSite;
import dev.brownout.capacity.MachineShares.Machine;
import dev.brownout.instrument.TimeGrid;
import dev.brownout.scenario.ComponentEntry;
import dev.brownout.scenario.Regions;
import dev.brownout.scenario.Scenario;
import dev.brownout.spi.CallDistribution;
import dev.brownout.spi.CapacityModel;
import dev.brownout.spi.OfferedDemand;
import dev.brownout.spi.StationModel;
import dev.brownout.spi.component.DestinationSpec;
import dev.brownout.spi.component.ProcessLifecycle;
import dev.brownout.spi.component.ProcessLifecycle.ColdStart;
import dev.brownout.spi.component.WorkConsumption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Nodes of one component in one stage: their availability, age and speed. */
final class StageMachines {
    private static final long FROM_THE_START = Long.MIN_VALUE / 2;
    /** Maximum number of nodes of one speed that are listed by name. */
    private static final int NAMED = 3;

    private static final NodeSite NOWHERE = NodeSite.of("");

    private final Scenario scenario;
    private final LoadStage stage;
    private final String component;
    /** True if the nodes pull work as they have capacity, so that slow nodes get less of it. */
    private final boolean takes;

    private final Optional<ComponentEntry> entry;
    private final Optional<StageMachines> before;
    private final Map<String, NodeSite> sites = new TreeMap<>();
    private final Map<String, Integer> nodesIn = new TreeMap<>();
    private final Map<String, Long> since = new TreeMap<>();
    private final List<StationModel> parts = new ArrayList<>();
    /** Rounding tolerance of the start of a stage, in nanoseconds. */
    private final long rounding;

    private double slower = 1;
    private boolean uneven;
    /** Longest time for which load balancers increase the weight of a new node, in nanoseconds (slow start). */
    private long growthNanos;

    /**
     * Creates the nodes of a component in a stage.
     *
     * @param before its nodes in the previous stage; empty for the first stage
     */
    StageMachines(Scenario scenario, LoadStage stage, String component, Optional<StageMachines> before) {
        this.scenario = scenario;
        this.stage = stage;
        this.component = component;
        this.entry = Optional.ofNullable(scenario.components().get(component));
        this.takes = entry.flatMap(componentEntry -> WorkConsumption.takesFrom(componentEntry.spec()))
                .map(queue -> scenario.components().get(queue))
                .filter(queue -> !DestinationSpec.copiesToEach(queue.spec()))
                .isPresent();
        this.before = before;
        this.rounding = TimeGrid.step(scenario.durationNanos()) / 2;
    }

    /** Returns the mean factor by which work is slowed down. */
    double slower() {
        return slower;
    }

    /** Returns whether nodes of different speed get equal shares of the calls. */
    boolean uneven() {
        return uneven;
    }

    /** Returns whether a node is up. */
    boolean up(String node, String location) {
        NodeSite site = site(node, location);
        Optional<String> shared = entry.flatMap(ComponentEntry::host);
        boolean up = stage.up(component, node, site)
                && shared.filter(machine -> !stage.up(machine, machine(location), siteOf(machine, location)))
                        .isEmpty();
        boolean restarts = stage.restarts(component, node, site)
                || shared.filter(machine -> stage.restarts(machine, machine(location), siteOf(machine, location)))
                        .isPresent();
        if (up || !restarts) {
            since.put(
                    node,
                    before.map(b -> b.since.getOrDefault(node, stage.fromNanos()))
                            .orElse(FROM_THE_START));
        }
        return up;
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
     * Returns the first instant within the stage at which a new node has warmed up, or has its full weight at the load
     * balancers, in nanoseconds; the end of the stage if there is none.
     */
    long warmAt() {
        long first = stage.toNanos();
        Optional<ColdStart> cold =
                entry.flatMap(e -> ProcessLifecycle.processes(e.spec()).coldStart());
        for (long begun : since.values()) {
            for (long durationNanos :
                    new long[] {cold.map(ColdStart::lastingNanos).orElse(0L), growthNanos}) {
                long warm = begun + durationNanos;
                first = warm > stage.fromNanos() + rounding ? Math.min(first, warm) : first;
            }
        }
        return first;
    }

    /** Properties of nodes with equal speed and an equal share of the calls. */
    private record Alike(double slowdown, double share) {}

    /**
     * Returns one station for each group of nodes with equal speed and an equal share of the calls. Nodes that pull
     * their work form one station with their mean speed.
     *
     * @param demands the calls, with the load balancers that distribute them
     */
    List<StationModel> byPace(StationModel station, List<OfferedDemand> demands) {
        List<Machine> machines = new ArrayList<>();
        double speed = 0;
        for (String node : station.nodes()) {
            long begun = since.getOrDefault(node, FROM_THE_START);
            machines.add(new Machine(
                    node,
                    sites.getOrDefault(node, NOWHERE).place(),
                    slowdown(node),
                    stage.fromNanos() - begun,
                    stage.toNanos() - begun));
            speed += 1 / slowdown(node);
        }
        for (OfferedDemand calls : demands) {
            growthNanos = Math.max(
                    growthNanos,
                    calls.spread().map(CallDistribution::growthNanos).orElse(0L));
        }
        Map<Alike, List<String>> groups =
                takes ? Collections.emptyMap() : groups(MachineShares.of(demands, machines), machines);
        if (groups.size() <= 1) {
            slower = machines.isEmpty() ? 1 : machines.size() / speed;
            return List.of(
                    slower == 1
                            ? station
                            : station.part(station.part(), station.nodes(), 1).slowed(slower));
        }
        List<StationModel> all = new ArrayList<>();
        slower = 0;
        uneven = groups.keySet().stream().map(Alike::share).distinct().count() == 1;
        groups.forEach((group, nodes) -> {
            slower += group.slowdown() * group.share() * nodes.size();
            String part = String.join("+", nodes.subList(0, Math.min(NAMED, nodes.size())))
                    + (nodes.size() > NAMED ? "+" + (nodes.size() - NAMED) + " more" : "");
            all.add(station.part(part, nodes, group.share() * nodes.size()).slowed(group.slowdown()));
        });
        return all;
    }

    /** Returns groups of equivalent nodes: the fastest first, and of equal speed those with larger shares first. */
    private static Map<Alike, List<String>> groups(Map<String, Double> shares, List<Machine> machines) {
        Map<Alike, List<String>> groups = new TreeMap<>(
                Comparator.comparingDouble(Alike::slowdown).thenComparing(Alike::share, Comparator.reverseOrder()));
        for (Machine machine : machines) {
            double share = shares.get(machine.name());
            groups.computeIfAbsent(new Alike(machine.slowdown(), share), group -> new ArrayList<>())
                    .add(machine.name());
        }
        return groups;
    }

    /** Adds the models of a part of the nodes, one for each speed. Parts that are down by themselves are left out. */
    void parts(String part, List<String> machines, CapacityModel.Parts partsModel) {
        Map<Double, List<String>> nodesBySlowdown = new TreeMap<>();
        for (String node : machines) {
            if (stage.partUp(component, node, part)) {
                double times = slowdown(node) * stage.partSlowdown(component, node, part);
                nodesBySlowdown.computeIfAbsent(times, t -> new ArrayList<>()).add(node);
            }
        }
        nodesBySlowdown.forEach(
                (times, nodes) -> parts.add(partsModel.of(nodes, (double) nodes.size() / machines.size(), times)));
    }

    /** Returns the share of the calls to the given nodes, distributed evenly, that fail immediately. */
    double failureShare(List<String> nodes) {
        double sum = 0;
        for (String node : nodes) {
            sum += stage.failureShare(component, node, sites.getOrDefault(node, NOWHERE));
        }
        return nodes.isEmpty() ? 0 : sum / nodes.size();
    }

    /** Returns the models of parts of nodes that have been added. */
    List<StationModel> parts() {
        return parts;
    }

    private double slowdown(String node) {
        Optional<ColdStart> cold =
                entry.flatMap(e -> ProcessLifecycle.processes(e.spec()).coldStart());
        long age = stage.fromNanos() - since.getOrDefault(node, FROM_THE_START);
        NodeSite site = sites.getOrDefault(node, NOWHERE);
        double warm = stage.slowdown(component, node, site)
                * entry.flatMap(ComponentEntry::host)
                        .map(machine -> stage.slowdown(machine, machine(site.place()), siteOf(machine, site.place())))
                        .orElse(1.0);
        return cold.filter(c -> age + rounding < c.lastingNanos())
                        .map(ColdStart::slower)
                        .orElse(1.0)
                * warm;
    }
}
