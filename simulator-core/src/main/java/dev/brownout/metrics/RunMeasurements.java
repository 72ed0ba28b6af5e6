package dev.brownout.metrics;

import dev.brownout.host.Host;
import dev.brownout.instrument.CellRange;
import dev.brownout.instrument.TimeGrid;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.network.CallCounts;
import dev.brownout.network.TransferCounters;
import dev.brownout.scenario.KeySpaces;
import dev.brownout.scenario.Scenario;
import dev.brownout.spi.Component;
import dev.brownout.spi.FilterSpec;
import dev.brownout.spi.ScenarioException;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/**
 * Measurements of one run: its instruments and the names of its parts. The maps are those of the run itself and fill
 * while the run is built. Keys are component names unless stated otherwise.
 *
 * @param scenario scenario of the run
 * @param grid grid of the cells into which all instruments count
 * @param components components
 * @param hosts hosts of the components
 * @param instruments instruments of the components
 * @param policyInstruments instruments of the policies of requests, by request class
 * @param journeyInstruments instruments of the visitors of journeys, by journey
 * @param alerts logs and instruments of the alerts, by alert
 * @param paid number of hosts that are paid for
 * @param paidBySize number of hosts that are paid for by cores per host, of components with hosts that change their
 *     size
 * @param chronicle timeline of the run
 * @param calls counts of calls by caller and callee; users have the name of their request class with prefix
 *     {@link #REQUESTS}
 * @param policies returns the policies counted for an owner, one entry per instance
 * @param sites returns the number of locations of a component
 * @param transfers bytes sent between zones and regions
 */
public record RunMeasurements(
        Scenario scenario,
        TimeGrid grid,
        Map<String, Component> components,
        Map<String, List<Host>> hosts,
        Map<String, InstrumentRegistry> instruments,
        Map<String, InstrumentRegistry> policyInstruments,
        Map<String, InstrumentRegistry> journeyInstruments,
        Map<String, AlertLog> alerts,
        Map<String, TimeWeighted> paid,
        Map<String, NavigableMap<Integer, TimeWeighted>> paidBySize,
        RunTimeline chronicle,
        Map<String, Map<String, CallCounts>> calls,
        Function<String, List<FilterSpec>> policies,
        ToIntFunction<String> sites,
        Supplier<TransferCounters> transfers) {
    /** Prefix of the name of a request class where it is the owner of policies. */
    public static final String REQUESTS = KeySpaces.REQUESTS;

    /** Returns the names of the regions in scenario order. */
    List<String> regions() {
        return List.copyOf(scenario.regions().keySet());
    }

    /** Returns the locations of users: all regions, or one location with an empty name. */
    List<String> places() {
        return scenario.regions().isEmpty() ? List.of("") : regions();
    }

    /** Returns the names of the components, in the order of their numbers from 1. */
    List<String> names() {
        return List.copyOf(scenario.components().keySet());
    }

    /** Returns the measured part of the run, from the end of the warm-up on. */
    CellRange measured() {
        return grid.span(scenario.warmupNanos(), scenario.durationNanos());
    }

    /** Returns the total number of hosts. */
    int machines() {
        return hosts.values().stream().mapToInt(List::size).sum();
    }

    /** Returns the names that metrics and faults can refer to. */
    public MetricSubject.Scope scope() {
        return new MetricSubject.Scope(
                components.keySet(),
                scenario.requests().keySet(),
                scenario.regions().keySet(),
                scenario.journeys().keySet(),
                scenario.alerts().keySet(),
                unbuilt -> OptionalInt.empty());
    }

    /**
     * Returns the exception for hosts that a component does not have. It tells whether the component has hosts in other
     * regions.
     */
    public ScenarioException missing(MetricSubject machines, String path) {
        List<Host> all = hosts.getOrDefault(machines.name(), List.of());
        Set<String> locations = new TreeSet<>();
        all.forEach(host -> locations.add(host.site().region()));
        Component component = components.get(machines.name());
        if (all.isEmpty() && component != null && !scenario.regions().containsKey(machines.part())) {
            return machines.withoutNodes(component.hosts(), path);
        }
        if (!scenario.regions().containsKey(machines.part()) || locations.contains(machines.part())) {
            return machines.missing(all, path);
        }
        return new ScenarioException(
                path,
                machines + ": " + machines.name() + " has no node in region '" + machines.part() + "'"
                        + (locations.isEmpty() ? "" : ", only in " + String.join(", ", locations)));
    }
}
