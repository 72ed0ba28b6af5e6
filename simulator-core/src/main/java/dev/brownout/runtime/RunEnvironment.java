package dev.brownout.runtime;

import dev.brownout.host.Host;
import dev.brownout.host.Location;
import dev.brownout.instrument.CellRange;
import dev.brownout.instrument.TimeGrid;
import dev.brownout.kernel.Simulation;
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
import dev.brownout.service.VersionRegistry;
import dev.brownout.sla.Metric;
import dev.brownout.spi.component.HostProvisioning;
import dev.brownout.tracing.RunObserver;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The parts of a run that do not depend on its components: clock, time grid, network, keys, random streams, timeline
 * and audit.
 */
final class RunEnvironment {
    final Scenario scenario;
    final RequestedMetrics requested;
    final int replication;
    final TimeGrid grid;
    /** Names of the components that lie on a message cycle. */
    final Set<String> messageCycles;

    final RunObserver observer;
    final Simulation simulation;
    final Regions regions;
    final Network network;
    final KeySpaces keySpaces;
    final RunTimeline chronicle;
    final RunAudit audit = new RunAudit();
    final VersionRegistry versions = new VersionRegistry();
    private final Map<String, CreatedNumbers> created = new TreeMap<>();
    private final Map<String, Host> users = new TreeMap<>();

    RunEnvironment(
            Scenario scenario,
            List<Metric> requested,
            int replication,
            TimeGrid grid,
            Set<String> messageCycles,
            RunObserver observer) {
        this.scenario = scenario;
        this.requested = RequestedMetrics.of(scenario, requested);
        this.replication = replication;
        this.grid = grid;
        this.messageCycles = messageCycles;
        this.observer = observer;
        this.simulation = observer.simulation();
        this.chronicle = new RunTimeline(simulation);
        this.keySpaces = KeySpaces.of(scenario);
        Network.Fabric fabric = fabric(scenario);
        this.regions = new Regions(scenario, fabric.within());
        this.network = new Network(simulation, fabric, regions::roundTrip, link -> random("link " + link));
        LinkSelection.separate(scenario, network);
    }

    private static Network.Fabric fabric(Scenario scenario) {
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

    /** Returns the cells of the whole run. */
    CellRange wholeRun() {
        return grid.span(0, grid.end());
    }

    /** Returns the random stream of a name. */
    KeyedRandom random(String name) {
        return new KeyedRandom(randomKey(name));
    }

    /** Returns the key of the random stream of a name. */
    long randomKey(String name) {
        return KeyedRandom.key(scenario.seed(), replication, name);
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

    /** Returns the locations of a component. */
    List<Location> sites(String component) {
        ComponentEntry entry = scenario.components().get(component);
        if (entry == null || entry.regions().isEmpty()) {
            return scenario.regions().isEmpty() ? List.of(Location.SINGLE) : defaultLocations(entry);
        }
        return entry.regions().stream().sorted().map(r -> new Location(r, "")).toList();
    }

    private List<Location> defaultLocations(ComponentEntry entry) {
        List<Location> all =
                regions.names().stream().map(r -> new Location(r, "")).toList();
        return entry != null && HostProvisioning.of(entry.spec()).isAtEdge() ? all : all.subList(0, 1);
    }

    /** Returns the mean round-trip time between two regions, in ns. */
    double roundTripNanos(String from, String to) {
        Distribution between = regions.roundTrip(from, to);
        return from.equals(to) ? RegionRttTable.WITHIN_REGION_MILLIS * 1e6 : between.mean();
    }

    /**
     * Returns the hosts in the given region, or those in the nearest region that has any. Distance is the mean
     * round-trip time.
     */
    List<Host> nearestHosts(String preferredRegion, List<Host> all) {
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
