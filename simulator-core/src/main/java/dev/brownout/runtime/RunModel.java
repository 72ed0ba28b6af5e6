package dev.brownout.runtime;

import dev.brownout.instrument.Ratio;
import dev.brownout.metrics.AlertLog;
import dev.brownout.metrics.ComponentMeasurements;
import dev.brownout.metrics.InstrumentRegistry;
import dev.brownout.metrics.RunMeasurements;
import dev.brownout.spi.Component;
import dev.brownout.spi.SettingEffects;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The parts of a run, built and connected. The parts are fixed, and their state changes during the run.
 *
 * @param components components by name
 * @param classes request classes by name
 * @param journeys journeys by name
 * @param watchedKeys share of good requests by key name, for the keys that have a name
 * @param failures random failures, in the order of the creation of their components
 * @param checks checks of regions and components
 * @param effects declarations of settings that have an effect under a condition only
 */
record RunModel(
        RunEnvironment run,
        SortedMap<String, ComponentRuntime> components,
        SortedMap<String, RequestClass> classes,
        SortedMap<String, JourneyRunner> journeys,
        SortedMap<String, Ratio> watchedKeys,
        CallCountTable calls,
        FilterRegistry filters,
        List<MachineFailures> failures,
        List<Runnable> checks,
        List<Consumer<SettingEffects>> effects) {
    RunModel {
        components = Collections.unmodifiableSortedMap(components);
        classes = Collections.unmodifiableSortedMap(classes);
        journeys = Collections.unmodifiableSortedMap(journeys);
        watchedKeys = Collections.unmodifiableSortedMap(watchedKeys);
        failures = List.copyOf(failures);
        checks = List.copyOf(checks);
        effects = List.copyOf(effects);
    }

    /** Returns a component; {@code null} if there is none of the name. */
    Component component(String name) {
        ComponentRuntime own = components.get(name);
        return own == null ? null : own.component;
    }

    /** Returns the measurements of the run. */
    RunMeasurements measurements(SortedMap<String, AlertLog> alerts) {
        SortedMap<String, ComponentMeasurements> measured = new TreeMap<>();
        components.forEach((name, component) -> measured.put(name, component.measurements()));
        SortedMap<String, InstrumentRegistry> ofPolicies = new TreeMap<>();
        classes.forEach((name, type) -> ofPolicies.put(name, type.instruments()));
        SortedMap<String, InstrumentRegistry> ofJourneys = new TreeMap<>();
        journeys.forEach((name, journey) -> ofJourneys.put(name, journey.instruments()));
        return new RunMeasurements(
                run.scenario,
                run.grid,
                measured,
                ofPolicies,
                ofJourneys,
                alerts,
                run.chronicle,
                filters.byOwner(),
                run.network.transfers());
    }
}
