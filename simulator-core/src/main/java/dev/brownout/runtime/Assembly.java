package dev.brownout.runtime;

import dev.brownout.metrics.AlertLog;
import dev.brownout.metrics.ComponentMeasurements;
import dev.brownout.metrics.InstrumentRegistry;
import dev.brownout.metrics.RunMeasurements;
import dev.brownout.service.SessionVersions;
import dev.brownout.spi.Component;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.ScenarioException;
import dev.brownout.spi.SessionGuarantees;
import dev.brownout.spi.SettingEffects;
import dev.brownout.spi.component.StoreSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The components of a run and the objects that they share, built from a scenario in the order of the component names.
 */
final class Assembly {
    /** Name prefix of the context of a request class. */
    static final String REQUESTS = RunMeasurements.REQUESTS;

    final RunEnvironment run;
    final SortedMap<String, ComponentRuntime> components = new TreeMap<>();
    /** Runtime states of the request classes, under their context names. */
    final SortedMap<String, ComponentRuntime> requests = new TreeMap<>();

    /** Random failures, in the order of the creation of their components. */
    final List<MachineFailures> failures = new ArrayList<>();

    final FilterRegistry guards = new FilterRegistry();
    private final SessionVersions sessions;
    final CallCountTable calls;
    /** Checks of regions and components, for the time after all calls are connected. */
    final List<Runnable> checks = new ArrayList<>();

    /** Declarations of settings that have an effect under a condition only. */
    final List<Consumer<SettingEffects>> effects = new ArrayList<>();

    /** Objects shared by all hosts of a component, or by components, by component name (or none) and type. */
    final Map<String, Object> common = new TreeMap<>();

    /** Egress counters of traffic to users, by index of the request class. */
    final List<EgressCounter> deliveries = new ArrayList<>();

    /** Number of hosts created so far. */
    int machines;
    /** Components on the path that is being connected, outermost first. */
    final List<String> way = new ArrayList<>();

    Assembly(RunEnvironment run) {
        this.run = run;
        this.sessions = new SessionVersions(run.versions);
        this.calls = new CallCountTable(run.scenario, run.grid);
        checks.add(run.regions::check);
        TransferMetering.of(run).ifPresent(run.network::count);
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
                run.scenario,
                run.grid,
                measured,
                ofPolicies,
                ofJourneys,
                alerts,
                run.chronicle,
                guards.byOwner(),
                run.network.transfers());
    }

    private void build() {
        run.scenario.components().forEach((name, entry) -> {
            components.put(name, new ComponentRuntime(this, name, components.size() + 1, entry));
        });
        run.scenario.requests().keySet().stream()
                .map(REQUESTS::concat)
                .forEach(name -> requests.put(name, new ComponentRuntime(this, name, 0, null)));
        ScenarioErrors complaints = new ScenarioErrors(run.scenario);
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
            if (own.entry.spec() instanceof StoreSpec store && (run.scenario.keyedVisits() || store.routesSessions())) {
                own.guarantees = new SessionGuarantees(own.context, sessions);
            }
            own.entry.failures().ifPresent(f -> failures.add(new MachineFailures(run, own, f)));
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
}
