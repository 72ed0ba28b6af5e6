package dev.brownout.capacity;

import dev.brownout.capacity.MachineShares.Machine;
import dev.brownout.instrument.TimeGrid;
import dev.brownout.random.ConstantDistribution;
import dev.brownout.random.Distribution;
import dev.brownout.scenario.ComponentEntry;
import dev.brownout.scenario.Regions;
import dev.brownout.scenario.Scenario;
import dev.brownout.spi.CallDistribution;
import dev.brownout.spi.CapacityModel;
import dev.brownout.spi.ColdStart;
import dev.brownout.spi.DestinationSpec;
import dev.brownout.spi.OfferedDemand;
import dev.brownout.spi.StationModel;
import dev.brownout.spi.StationModel.Work;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The machines of one component at one stage: which are there, since when, and how slow they are. */
final class StageMachines {
    private static final long FROM_THE_START = Long.MIN_VALUE / 2;
    /** So many machines of one pace are called by their names. */
    private static final int NAMED = 3;

    private final Scenario scenario;
    private final LoadStage stage;
    private final String component;
    /** Whether the machines take work as they have room, so that slow ones have less of it. */
    private final boolean takes;

    private final Optional<ComponentEntry> entry;
    private final Optional<StageMachines> before;
    private final Map<String, String> places = new TreeMap<>();
    private final Map<String, Long> since = new TreeMap<>();
    private final List<StationModel> parts = new ArrayList<>();
    /** By how much the start of a stage is rounded. */
    private final long rounding;

    private double slower = 1;
    private boolean uneven;
    /** The longest time for which balancers let the weight of a new machine grow. */
    private long growthNanos;

    /**
     * Those of a component.
     *
     * @param before the same of the stage before; empty for the first
     */
    StageMachines(Scenario scenario, LoadStage stage, String component, Optional<StageMachines> before) {
        this.scenario = scenario;
        this.stage = stage;
        this.component = component;
        this.entry = Optional.ofNullable(scenario.components().get(component));
        this.takes = entry.flatMap(its -> its.spec().takesFrom())
                .map(queue -> scenario.components().get(queue))
                .filter(queue -> !(queue.spec() instanceof DestinationSpec destination && destination.copiesToEach()))
                .isPresent();
        this.before = before;
        this.rounding = TimeGrid.step(scenario.durationNanos()) / 2;
    }

    /** How many times as long work takes on average. */
    double slower() {
        return slower;
    }

    /** Whether some have another pace than others, and the same share of the calls. */
    boolean uneven() {
        return uneven;
    }

    /** Whether a machine is there. */
    boolean up(String node, String place) {
        places.put(node, place);
        Optional<String> shared = entry.flatMap(ComponentEntry::host);
        boolean up = stage.up(component, node, place)
                && shared.filter(machine -> !stage.up(machine, machine(place), place))
                        .isEmpty();
        boolean restarts = stage.restarts(component, node, place)
                || shared.filter(machine -> stage.restarts(machine, machine(place), place))
                        .isPresent();
        if (up || !restarts) {
            since.put(
                    node,
                    before.map(b -> b.since.getOrDefault(node, stage.fromNanos()))
                            .orElse(FROM_THE_START));
        }
        return up;
    }

    /** The number of the machine that stands in a place. */
    private String machine(String place) {
        return Integer.toString(
                1 + Math.max(0, Regions.of(scenario).placesOf(entry.get()).indexOf(place)));
    }

    /**
     * The first instant inside the stage at which a machine that has come has warmed up, or has its whole weight with
     * the balancers before it; its end for none.
     */
    long warmAt() {
        long first = stage.toNanos();
        Optional<ColdStart> cold = entry.flatMap(e -> e.spec().coldStart());
        for (long begun : since.values()) {
            for (long lasting : new long[] {cold.map(ColdStart::lastingNanos).orElse(0L), growthNanos}) {
                long warm = begun + lasting;
                first = warm > stage.fromNanos() + rounding ? Math.min(first, warm) : first;
            }
        }
        return first;
    }

    /** Machines that have the same pace and the same share of the calls. */
    private record Alike(double slowdown, double share) {}

    /**
     * Machines by their pace and their share of the calls. Those that take their work themselves take it as they can,
     * so that it is their mean pace that counts.
     *
     * @param demands the calls, with the balancers that spread them
     */
    List<StationModel> byPace(StationModel station, List<OfferedDemand> demands) {
        List<Machine> machines = new ArrayList<>();
        double speed = 0;
        for (String node : station.nodes()) {
            long begun = since.getOrDefault(node, FROM_THE_START);
            machines.add(new Machine(
                    node,
                    places.getOrDefault(node, ""),
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
            return List.of(slower == 1 ? station : scaled(station, station.part(), station.nodes(), slower, 1));
        }
        List<StationModel> all = new ArrayList<>();
        slower = 0;
        uneven = groups.keySet().stream().map(Alike::share).distinct().count() == 1;
        groups.forEach((alike, nodes) -> {
            slower += alike.slowdown() * alike.share() * nodes.size();
            String part = all.isEmpty()
                    ? station.part()
                    : String.join("+", nodes.subList(0, Math.min(NAMED, nodes.size())))
                            + (nodes.size() > NAMED ? "+" + (nodes.size() - NAMED) + " more" : "");
            all.add(scaled(station, part, nodes, alike.slowdown(), alike.share() * nodes.size()));
        });
        return all;
    }

    /** Groups of like machines: the fast ones first, and of these the ones with larger shares. */
    private static Map<Alike, List<String>> groups(Map<String, Double> shares, List<Machine> machines) {
        Map<Alike, List<String>> groups = new TreeMap<>(
                Comparator.comparingDouble(Alike::slowdown).thenComparing(Alike::share, Comparator.reverseOrder()));
        for (Machine machine : machines) {
            double share = shares.get(machine.name());
            groups.computeIfAbsent(new Alike(machine.slowdown(), share), alike -> new ArrayList<>())
                    .add(machine.name());
        }
        return groups;
    }

    /** Tells of parts of machines by their pace, without those that are down by themselves. */
    void parts(String part, List<String> machines, CapacityModel.Parts each) {
        Map<Double, List<String>> paces = new TreeMap<>();
        for (String node : machines) {
            if (stage.partUp(component, node, part)) {
                double times = slowdown(node) * stage.partSlowdown(component, node, part);
                paces.computeIfAbsent(times, t -> new ArrayList<>()).add(node);
            }
        }
        paces.forEach((times, nodes) -> parts.add(each.of(nodes, (double) nodes.size() / machines.size(), times)));
    }

    /** The share of the calls to some machines, spread evenly, that fail at once. */
    double failureShare(List<String> nodes) {
        double sum = 0;
        for (String node : nodes) {
            sum += stage.failureShare(component, node, places.getOrDefault(node, ""));
        }
        return nodes.isEmpty() ? 0 : sum / nodes.size();
    }

    /** The parts of machines that have been told. */
    List<StationModel> parts() {
        return parts;
    }

    private static StationModel scaled(
            StationModel station, String part, List<String> nodes, double times, double share) {
        List<Work> works = new ArrayList<>();
        for (Work work : station.works()) {
            works.add(new Work(work.perSecond() * share, scaled(work.length(), times), work.awaited()));
        }
        return new StationModel(
                part,
                nodes,
                station.servers(),
                station.places(),
                station.scheduling(),
                station.callsPerSecond() * share,
                works,
                station.obstacle());
    }

    private static Distribution scaled(Distribution length, double times) {
        return times == 1 ? length : times == 0 ? new ConstantDistribution(0) : length.scaled(times);
    }

    private double slowdown(String node) {
        Optional<ColdStart> cold = entry.flatMap(e -> e.spec().coldStart());
        long age = stage.fromNanos() - since.getOrDefault(node, FROM_THE_START);
        String place = places.getOrDefault(node, "");
        double warm = stage.slowdown(component, node, place)
                * entry.flatMap(ComponentEntry::host)
                        .map(machine -> stage.slowdown(machine, machine(place), place))
                        .orElse(1.0);
        return cold.filter(c -> age + rounding < c.lastingNanos())
                        .map(ColdStart::slower)
                        .orElse(1.0)
                * warm;
    }
}
