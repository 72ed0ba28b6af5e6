package dev.brownout.metrics;

import dev.brownout.instrument.CellRange;
import dev.brownout.instrument.TimeGrid;
import dev.brownout.network.TransferCounters;
import dev.brownout.scenario.KeySpaces;
import dev.brownout.scenario.Scenario;
import dev.brownout.spi.FilterSpec;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.BiConsumer;

/**
 * Measurements of one run: its instruments and the names of its parts. The parts are fixed, and the instruments count
 * until the end of the run.
 *
 * @param scenario scenario of the run
 * @param grid grid of the cells into which all instruments count
 * @param components measurements of the components, by name
 * @param policyInstruments instruments of the policies of requests, by request class
 * @param journeyInstruments instruments of the visitors of journeys, by journey
 * @param alerts logs and instruments of the alerts, by alert
 * @param chronicle timeline of the run
 * @param policies policies counted for each owner, one entry per instance; an owner is a component, or a request class
 *     with the prefix {@link #REQUESTS}
 * @param transfers bytes sent between zones and regions
 */
public record RunMeasurements(
        Scenario scenario,
        TimeGrid grid,
        SortedMap<String, ComponentMeasurements> components,
        SortedMap<String, InstrumentRegistry> policyInstruments,
        SortedMap<String, InstrumentRegistry> journeyInstruments,
        SortedMap<String, AlertLog> alerts,
        RunTimeline chronicle,
        Map<String, List<FilterSpec>> policies,
        TransferCounters transfers) {
    /** Prefix of the name of a request class where it is the owner of policies. */
    public static final String REQUESTS = KeySpaces.REQUESTS;

    /** Makes the maps unmodifiable. */
    public RunMeasurements {
        components = Collections.unmodifiableSortedMap(components);
        policyInstruments = Collections.unmodifiableSortedMap(policyInstruments);
        journeyInstruments = Collections.unmodifiableSortedMap(journeyInstruments);
        alerts = Collections.unmodifiableSortedMap(alerts);
        policies = Collections.unmodifiableMap(policies);
    }

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
    CellRange measuredRange() {
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
        return MetricSubject.Scope.of(scenario);
    }
}
