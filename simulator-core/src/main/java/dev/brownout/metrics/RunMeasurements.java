package dev.brownout.metrics;

import dev.brownout.host.Host;
import dev.brownout.instrument.CellRange;
import dev.brownout.instrument.TimeGrid;
import dev.brownout.network.CallCounts;
import dev.brownout.network.TransferCounters;
import dev.brownout.scenario.KeySpaces;
import dev.brownout.scenario.Scenario;
import dev.brownout.spi.FilterSpec;
import dev.brownout.spi.ScenarioException;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Measurements of one run: its instruments and the names of its parts. The maps are those of the run itself and fill
 * while the run is built. Keys are component names unless stated otherwise.
 *
 * @param scenario scenario of the run
 * @param grid grid of the cells into which all instruments count
 * @param components measurements of the components, by name
 * @param policyInstruments instruments of the policies of requests, by request class
 * @param journeyInstruments instruments of the visitors of journeys, by journey
 * @param alerts logs and instruments of the alerts, by alert
 * @param chronicle timeline of the run
 * @param calls counts of calls by caller and callee; users have the name of their request class with prefix
 *     {@link #REQUESTS}
 * @param policies returns the policies counted for an owner, one entry per instance
 * @param transfers bytes sent between zones and regions
 */
public record RunMeasurements(
        Scenario scenario,
        TimeGrid grid,
        SortedMap<String, ComponentMeasurements> components,
        Map<String, InstrumentRegistry> policyInstruments,
        Map<String, InstrumentRegistry> journeyInstruments,
        Map<String, AlertLog> alerts,
        RunTimeline chronicle,
        SortedMap<String, SortedMap<String, CallCounts>> calls,
        Function<String, List<FilterSpec>> policies,
        TransferCounters transfers) {
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

    /** Returns the measurements of a component of the scenario. */
    ComponentMeasurements component(String name) {
        return components.get(name);
    }

    /** Calls an action for the instruments of each component, then for those of each request class. */
    void forEachOwner(BiConsumer<String, InstrumentRegistry> action) {
        components.forEach((name, component) -> action.accept(name, component.instruments()));
        policyInstruments.forEach(action);
    }

    /** Returns the total number of hosts. */
    int machines() {
        return components.values().stream()
                .mapToInt(component -> component.hosts().size())
                .sum();
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
        ComponentMeasurements component = components.get(machines.name());
        List<Host> all = component == null ? List.of() : component.hosts();
        Set<String> locations = new TreeSet<>();
        all.forEach(host -> locations.add(host.site().region()));
        if (all.isEmpty() && component != null && !scenario.regions().containsKey(machines.part())) {
            return machines.withoutNodes(component.component().hosts(), path);
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
