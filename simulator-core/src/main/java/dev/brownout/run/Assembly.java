package dev.brownout.run;

import dev.brownout.kernel.Simulation;
import dev.brownout.measure.Grid;
import dev.brownout.measure.OverdueWaits;
import dev.brownout.measure.TimeWeighted;
import dev.brownout.network.Bandwidth;
import dev.brownout.network.CallCounts;
import dev.brownout.network.Edge;
import dev.brownout.network.Network;
import dev.brownout.network.RoundTrips;
import dev.brownout.network.Transfers;
import dev.brownout.node.Host;
import dev.brownout.node.Site;
import dev.brownout.random.Constant;
import dev.brownout.random.CreatedNumbers;
import dev.brownout.random.Distribution;
import dev.brownout.random.Draws;
import dev.brownout.reading.AlertLog;
import dev.brownout.reading.Chronicle;
import dev.brownout.reading.Instruments;
import dev.brownout.reading.Measurements;
import dev.brownout.scenario.ComponentEntry;
import dev.brownout.scenario.KeySpaces;
import dev.brownout.scenario.NetworkSpec;
import dev.brownout.scenario.Regions;
import dev.brownout.scenario.Scenario;
import dev.brownout.service.LossLog;
import dev.brownout.service.Versions;
import dev.brownout.trace.Observer;
import dev.brownout.wiring.Component;
import dev.brownout.wiring.ScenarioException;
import dev.brownout.wiring.Wiring;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongSupplier;

/** Everything that a run consists of, built from a scenario in the order of names. */
final class Assembly {
    /** What the name of a request's wiring begins with. */
    static final String REQUESTS = Measurements.REQUESTS;

    final Scenario scenario;
    final int replication;
    final Observer observer;
    final Simulation simulation;
    final Grid grid;
    final Regions regions;
    final Network network;
    final KeySpaces keySpaces;
    /** The keys that requests and steps make, by table. */
    private final Map<String, CreatedNumbers> created = new TreeMap<>();

    /** The components to which messages come back. */
    final Set<String> onCircles;

    final Chronicle chronicle;
    final Map<String, Component> components = new TreeMap<>();
    final Map<String, Instruments> instruments = new TreeMap<>();
    /** What the policies of requests measure, by the requests' names. */
    final Map<String, Instruments> policyInstruments = new TreeMap<>();

    /** What is measured of the visitors of journeys, by their names. */
    final Map<String, Instruments> journeyInstruments = new TreeMap<>();

    /** When the alerts began to fire and what else is measured of them, by their names. */
    final Map<String, AlertLog> alerts = new TreeMap<>();

    final Map<String, List<Host>> hosts = new TreeMap<>();
    /** How many machines of each component are there and paid for. */
    final Map<String, TimeWeighted> paid = new TreeMap<>();

    /** The same by the cores that they have, of components whose machines change their size. */
    final Map<String, NavigableMap<Integer, TimeWeighted>> paidBySize = new TreeMap<>();

    final List<MachineFailures> failures = new ArrayList<>();
    final Map<String, Wiring.Ledger> ledgers = new TreeMap<>();
    final Guards guards = new Guards();
    final Versions versions = new Versions();
    final Map<String, LossLog> losses = new TreeMap<>();
    final List<Identity> identities = new ArrayList<>();
    final List<OverdueWaits> waits = new ArrayList<>();
    final List<Watchdog.Growth> growing = new ArrayList<>();
    /** What the machines of a component have in common, by its name and what it is. */
    final Map<String, Object> common = new TreeMap<>();

    final Map<Edge, String> edges = new LinkedHashMap<>();
    /** What calls come to, by caller (the users of a request under its wiring's name) and callee. */
    final Map<String, Map<String, CallCounts>> calls = new TreeMap<>();

    /** Components whose edges are no calls. */
    final Set<String> givers = new TreeSet<>();

    final List<String> names;
    /** What of all this can be read. */
    final Measurements measurements;

    /** The bytes that come to users, by the number of their class of requests. */
    final List<Delivery> deliveries = new ArrayList<>();

    private final Map<String, Host> users = new TreeMap<>();
    /** Machines made so far. */
    int machines;
    /** The components on the way that is being connected now, the outermost first. */
    final List<String> way = new ArrayList<>();

    /** Two counts that a component says must be equal when the run ends. */
    record Identity(String what, LongSupplier left, LongSupplier right) {}

    Assembly(Scenario scenario, int replication, Grid grid, Set<String> onCircles, Observer observer) {
        this.observer = observer;
        this.simulation = observer.simulation();
        this.chronicle = new Chronicle(simulation);
        this.onCircles = onCircles;
        this.scenario = scenario;
        this.replication = replication;
        this.grid = grid;
        this.names = new ArrayList<>(scenario.components().keySet());
        this.keySpaces = KeySpaces.of(scenario);
        Network.Fabric fabric = fabric();
        this.regions = new Regions(scenario, fabric.within());
        this.measurements = new Measurements(
                scenario,
                grid,
                components,
                hosts,
                instruments,
                policyInstruments,
                journeyInstruments,
                alerts,
                paid,
                paidBySize,
                chronicle,
                calls,
                guards::of,
                name -> sites(name).size(),
                this::transfers);
        this.network = new Network(simulation, fabric, regions::between, link -> draws("link " + link));
        Ends.tellApart(scenario, network);
        DataTransfer.of(this).ifPresent(network::count);
        build();
    }

    private Transfers transfers() {
        return network.transfers();
    }

    private Network.Fabric fabric() {
        if (scenario.network().isEmpty()) {
            return new Network.Fabric(new Constant(0), new Constant(0), Double.POSITIVE_INFINITY, 0, 0);
        }
        NetworkSpec spec = scenario.network().get();
        return new Network.Fabric(
                spec.rtt(),
                spec.last_mile(),
                spec.bandwidth().map(Bandwidth::bitsPerSecond).orElse(Double.POSITIVE_INFINITY),
                spec.loss().ratio(),
                spec.connections().roundTrips());
    }

    private void build() {
        Complaints complaints = new Complaints(scenario);
        scenario.components().forEach((name, entry) -> {
            instruments.put(name, new Instruments(grid));
            hosts.put(name, new ArrayList<>());
            paid.put(name, new TimeWeighted(grid));
            if (entry.host().isEmpty()) {
                complaints.about(() -> build(name, entry));
            }
        });
        complaints.throwIfAny();
        scenario.components().forEach((name, entry) -> {
            if (entry.host().isPresent()) {
                complaints.about(() -> build(name, entry));
            }
        });
        complaints.throwIfAny();
        components.values().forEach(component -> complaints.about(component::attach));
        complaints.throwIfAny();
    }

    private void build(String name, ComponentEntry entry) {
        try {
            components.put(name, entry.spec().build(wiring(name)));
            entry.failures().ifPresent(f -> failures.add(new MachineFailures(this, name, f)));
        } catch (IllegalArgumentException e) {
            throw new ScenarioException("components." + name, e.getMessage());
        }
    }

    /** The wiring of a component, or of the users under the name of a request. */
    Wiring wiring(String name) {
        return new ComponentWiring(this, name);
    }

    /** The machines of the users of a region. */
    Host users(String region) {
        return users.computeIfAbsent(region, place -> users(place, place));
    }

    /** Machines of users of a region that are told apart from those of others there. */
    Host users(String region, String name) {
        return new Host(simulation, Network.USERS, name, new Site(region, ""), null);
    }

    /** Where the calls of a component to another count: those of users by the classes of their requests. */
    CallCounts[] callsFrom(String caller, String callee) {
        List<String> callers = caller.equals(Network.USERS)
                ? scenario.requests().keySet().stream().map(REQUESTS::concat).toList()
                : List.of(caller);
        return callers.stream()
                .map(name -> calls.computeIfAbsent(name, n -> new TreeMap<>())
                        .computeIfAbsent(callee, n -> new CallCounts(grid)))
                .toArray(CallCounts[]::new);
    }

    /** What a component gives to another one that makes no calls for it; it calls nobody itself. */
    CallCounts giving(String giver, String consumer) {
        givers.add(giver);
        return callsFrom(giver, consumer)[0];
    }

    /** The keys that are made in a table. */
    CreatedNumbers created(String table) {
        return created.computeIfAbsent(table, any -> new CreatedNumbers());
    }

    Draws draws(String name) {
        return new Draws(Draws.key(scenario.seed(), replication, name));
    }

    List<Site> sites(String component) {
        ComponentEntry entry = scenario.components().get(component);
        if (entry == null || entry.regions().isEmpty()) {
            return scenario.regions().isEmpty() ? List.of(Site.ANYWHERE) : unsaid(entry);
        }
        return entry.regions().stream().sorted().map(r -> new Site(r, "")).toList();
    }

    private List<Site> unsaid(ComponentEntry entry) {
        List<Site> all = regions.names().stream().map(r -> new Site(r, "")).toList();
        return entry != null && entry.spec().everywhere() ? all : all.subList(0, 1);
    }

    double roundTripNanos(String one, String other) {
        Distribution between = regions.between(one, other);
        return one.equals(other) ? RoundTrips.WITHIN_REGION_MILLIS * 1e6 : between.mean();
    }

    /** Those of the machines that stand in a region, or in the nearest one that has some. */
    List<Host> near(String wanted, List<Host> all) {
        String best = wanted;
        double shortest = Double.POSITIVE_INFINITY;
        for (Host host : all) {
            String region = host.site().region();
            double roundTrip = region.equals(wanted) ? -1 : roundTripNanos(wanted, region);
            if (roundTrip < shortest) {
                shortest = roundTrip;
                best = region;
            }
        }
        String nearest = best;
        return all.stream().filter(h -> h.site().region().equals(nearest)).toList();
    }
}
