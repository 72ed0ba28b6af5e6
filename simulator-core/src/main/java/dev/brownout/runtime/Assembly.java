package dev.brownout.runtime;

import dev.brownout.host.Host;
import dev.brownout.host.Location;
import dev.brownout.instrument.TimeGrid;
import dev.brownout.kernel.Simulation;
import dev.brownout.metrics.AlertLog;
import dev.brownout.metrics.ComponentMeasurements;
import dev.brownout.metrics.InstrumentRegistry;
import dev.brownout.metrics.RunMeasurements;
import dev.brownout.metrics.RunTimeline;
import dev.brownout.network.Bandwidth;
import dev.brownout.network.Network;
import dev.brownout.network.RegionRttTable;
import dev.brownout.random.ConstantDistribution;
import dev.brownout.random.CreatedNumbers;
import dev.brownout.random.Distribution;
import dev.brownout.random.KeyedRandom;
import dev.brownout.scenario.ComponentEntry;
import dev.brownout.scenario.KeySpaces;
import dev.brownout.scenario.NetworkSpec;
import dev.brownout.scenario.Regions;
import dev.brownout.scenario.Scenario;
import dev.brownout.service.SessionVersions;
import dev.brownout.service.VersionRegistry;
import dev.brownout.sla.Metric;
import dev.brownout.spi.Component;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.ScenarioException;
import dev.brownout.spi.SessionGuarantees;
import dev.brownout.spi.SettingEffects;
import dev.brownout.spi.component.EdgePlacement;
import dev.brownout.spi.component.StoreSpec;
import dev.brownout.tracing.RunObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The components of a run and the objects that they share, built from a scenario in the order of the component names.
 */
final class Assembly {
    /** Name prefix of the context of a request class. */
    static final String REQUESTS = RunMeasurements.REQUESTS;

    final Scenario scenario;
    final RequestedMetrics requested;
    final int replication;
    final RunObserver observer;
    final Simulation simulation;
    final TimeGrid grid;
    final Regions regions;
    final Network network;
    final KeySpaces keySpaces;
    /** Counters of the keys created by requests and steps, by table. */
    private final Map<String, CreatedNumbers> created = new TreeMap<>();

    /** Names of the components that lie on a message cycle. */
    final Set<String> onCircles;

    final RunTimeline chronicle;
    final SortedMap<String, ComponentRuntime> components = new TreeMap<>();
    /** Runtime states of the request classes, under their context names. */
    final SortedMap<String, ComponentRuntime> requests = new TreeMap<>();

    /** Random failures, in the order of the creation of their components. */
    final List<MachineFailures> failures = new ArrayList<>();

    final FilterRegistry guards = new FilterRegistry();
    final VersionRegistry versions = new VersionRegistry();
    private final SessionVersions sessions = new SessionVersions(versions);
    final RunAudit audit = new RunAudit();
    final CallCountTable calls;
    /** Checks of regions and components, for the time after all calls are connected. */
    final List<Runnable> checks = new ArrayList<>();

    /** Declarations of settings that have an effect under a condition only. */
    final List<Consumer<SettingEffects>> effects = new ArrayList<>();

    /** Objects shared by all hosts of a component, or by components, by component name (or none) and type. */
    final Map<String, Object> common = new TreeMap<>();

    /** Egress counters of traffic to users, by index of the request class. */
    final List<EgressCounter> deliveries = new ArrayList<>();

    private final Map<String, Host> users = new TreeMap<>();
    /** Number of hosts created so far. */
    int machines;
    /** Components on the path that is being connected, outermost first. */
    final List<String> way = new ArrayList<>();

    Assembly(
            Scenario scenario,
            List<Metric> asked,
            int replication,
            TimeGrid grid,
            Set<String> onCircles,
            RunObserver observer) {
        this.requested = RequestedMetrics.of(scenario, asked);
        this.observer = observer;
        this.simulation = observer.simulation();
        this.chronicle = new RunTimeline(simulation);
        this.onCircles = onCircles;
        this.scenario = scenario;
        this.replication = replication;
        this.grid = grid;
        this.calls = new CallCountTable(scenario, grid);
        this.keySpaces = KeySpaces.of(scenario);
        Network.Fabric fabric = fabric();
        this.regions = new Regions(scenario, fabric.within());
        this.network = new Network(simulation, fabric, regions::between, link -> draws("link " + link));
        LinkSelection.separate(scenario, network);
        checks.add(regions::check);
        TransferMetering.of(this).ifPresent(network::count);
        build();
    }

    /** Returns the measurements of the run, which has all of its parts. */
    RunMeasurements measurements(Map<String, JourneyRunner> journeys, SortedMap<String, AlertLog> alerts) {
        SortedMap<String, ComponentMeasurements> measured = new TreeMap<>();
        components.forEach((name, component) -> measured.put(name, component.measurements()));
        SortedMap<String, InstrumentRegistry> ofPolicies = new TreeMap<>();
        requests.forEach((name, request) -> ofPolicies.put(name.substring(REQUESTS.length()), request.instruments));
        SortedMap<String, InstrumentRegistry> ofJourneys = new TreeMap<>();
        journeys.forEach((name, journey) -> ofJourneys.put(name, journey.instruments()));
        return new RunMeasurements(
                scenario,
                grid,
                measured,
                ofPolicies,
                ofJourneys,
                alerts,
                chronicle,
                guards.byOwner(),
                network.transfers());
    }

    private Network.Fabric fabric() {
        if (scenario.network().isEmpty()) {
            return new Network.Fabric(
                    new ConstantDistribution(0), new ConstantDistribution(0), Double.POSITIVE_INFINITY, 0, 0);
        }
        NetworkSpec spec = scenario.network().get();
        return new Network.Fabric(
                spec.rtt(),
                spec.lastMile(),
                spec.bandwidth().map(Bandwidth::bitsPerSecond).orElse(Double.POSITIVE_INFINITY),
                spec.loss().ratio(),
                spec.connections().roundTrips());
    }

    private void build() {
        scenario.components().forEach((name, entry) -> {
            components.put(name, new ComponentRuntime(this, name, components.size() + 1, entry));
        });
        scenario.requests().keySet().stream()
                .map(REQUESTS::concat)
                .forEach(name -> requests.put(name, new ComponentRuntime(this, name, 0, null)));
        ScenarioErrors complaints = new ScenarioErrors(scenario);
        build(complaints, false);
        // These components run on hosts of the components above.
        build(complaints, true);
        components.values().forEach(own -> complaints.about(own.component::attach));
        complaints.throwIfAny();
    }

    private void build(ScenarioErrors complaints, boolean onHosts) {
        components.values().stream()
                .filter(own -> own.entry.host().isPresent() == onHosts)
                .forEach(own -> complaints.about(() -> build(own)));
        complaints.throwIfAny();
    }

    private void build(ComponentRuntime own) {
        try {
            own.component = own.entry.spec().build(own.context);
            if (own.entry.spec() instanceof StoreSpec store && (scenario.keyedVisits() || store.routesSessions())) {
                own.guarantees = new SessionGuarantees(own.context, sessions);
            }
            own.entry.failures().ifPresent(f -> failures.add(new MachineFailures(this, own, f)));
        } catch (IllegalArgumentException e) {
            throw new ScenarioException("components." + own.name, e.getMessage());
        }
    }

    /** Returns a component; {@code null} if there is none of the name, or if it is not built yet. */
    Component component(String name) {
        ComponentRuntime own = components.get(name);
        return own == null ? null : own.component;
    }

    /** Returns the context of a component, or of a request class under its context name. */
    ComponentContext wiring(String name) {
        return (components.containsKey(name) ? components : requests).get(name).context;
    }

    /** Returns the host that represents the users of a region. */
    Host users(String region) {
        return users.computeIfAbsent(region, location -> users(location, location));
    }

    /** Returns a new host for a named group of users of a region. */
    Host users(String region, String name) {
        return new Host(simulation, Network.USERS, name, new Location(region, ""), null);
    }

    /** Returns the counter of the keys created in a table. */
    CreatedNumbers created(String table) {
        return created.computeIfAbsent(table, any -> new CreatedNumbers());
    }

    KeyedRandom draws(String name) {
        return new KeyedRandom(KeyedRandom.key(scenario.seed(), replication, name));
    }

    List<Location> sites(String component) {
        ComponentEntry entry = scenario.components().get(component);
        if (entry == null || entry.regions().isEmpty()) {
            return scenario.regions().isEmpty() ? List.of(Location.ANYWHERE) : defaultLocations(entry);
        }
        return entry.regions().stream().sorted().map(r -> new Location(r, "")).toList();
    }

    private List<Location> defaultLocations(ComponentEntry entry) {
        List<Location> all =
                regions.names().stream().map(r -> new Location(r, "")).toList();
        return entry != null && EdgePlacement.isAtEdge(entry.spec()) ? all : all.subList(0, 1);
    }

    double roundTripNanos(String from, String to) {
        Distribution between = regions.between(from, to);
        return from.equals(to) ? RegionRttTable.WITHIN_REGION_MILLIS * 1e6 : between.mean();
    }

    /**
     * Returns the hosts in the given region, or those in the nearest region that has any. Distance is the mean
     * round-trip time.
     */
    List<Host> near(String preferredRegion, List<Host> all) {
        String best = preferredRegion;
        double shortest = Double.POSITIVE_INFINITY;
        for (Host host : all) {
            String region = host.site().region();
            double roundTrip = region.equals(preferredRegion) ? -1 : roundTripNanos(preferredRegion, region);
            if (roundTrip < shortest) {
                shortest = roundTrip;
                best = region;
            }
        }
        String nearest = best;
        return all.stream().filter(h -> h.site().region().equals(nearest)).toList();
    }
}
