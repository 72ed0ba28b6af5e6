package dev.brownout.runtime;

import dev.brownout.instrument.Ratio;
import dev.brownout.sentence.Sentence;
import dev.brownout.service.SessionVersions;
import dev.brownout.spi.Component;
import dev.brownout.spi.ScenarioException;
import dev.brownout.spi.SessionGuarantees;
import dev.brownout.spi.SettingEffects;
import dev.brownout.spi.component.DataStorage;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Builds the parts of a run and connects them, in the order of their names. */
final class RunBuilder {
    final RunEnvironment run;
    final SortedMap<String, ComponentRuntime> components = new TreeMap<>();
    /** Request classes in the order of their numbers. */
    final List<RequestClass> classes = new ArrayList<>();

    final FilterRegistry filters = new FilterRegistry();
    final CallCountTable calls;
    final List<Runnable> checks = new ArrayList<>();
    final List<Consumer<SettingEffects>> effects = new ArrayList<>();
    final SharedInstances shared = new SharedInstances();
    /** Number of hosts created so far. */
    int hostCount;
    /** Components on the path that is being connected, outermost first. */
    final List<String> callPath = new ArrayList<>();

    private final List<MachineFailures> failures = new ArrayList<>();
    private final SessionVersions sessions;

    RunBuilder(RunEnvironment run) {
        this.run = run;
        this.sessions = new SessionVersions(run.versions);
        this.calls = new CallCountTable(run.scenario, run.grid);
    }

    /**
     * Builds all components, request classes and journeys of the scenario.
     *
     * @throws ScenarioException if the scenario is invalid; further independent errors are suppressed exceptions of it
     */
    RunModel build() {
        checks.add(run.regions::check);
        TransferMetering.counters(run).ifPresent(run.network::count);
        ScenarioErrors complaints = new ScenarioErrors(run.scenario);
        buildComponents(complaints);
        SortedMap<String, Ratio> watchedKeys = new TreeMap<>();
        run.keySpaces.allNames().forEach(key -> watchedKeys.put(key, new Ratio(run.grid)));
        run.scenario
                .workload()
                .requests()
                .forEach((name, request) -> complaints.check(
                        () -> classes.add(new RequestClass(this, name, classes.size(), request, watchedKeys))));
        complaints.throwIfAny();
        SortedMap<String, RequestClass> classesByName = new TreeMap<>();
        classes.forEach(type -> classesByName.put(type.name(), type));
        SortedMap<String, JourneyRunner> journeys = new TreeMap<>();
        run.scenario
                .workload()
                .journeys()
                .forEach((name, journey) -> journeys.put(name, new JourneyRunner(run, name, journey, classesByName)));
        return new RunModel(
                run, components, classesByName, journeys, watchedKeys, calls, filters, failures, checks, effects);
    }

    private void buildComponents(ScenarioErrors complaints) {
        run.scenario
                .components()
                .forEach((name, entry) ->
                        components.put(name, new ComponentRuntime(this, name, components.size() + 1, entry)));
        build(complaints, false);
        // These components run on hosts of the components above.
        build(complaints, true);
        components.values().forEach(own -> complaints.check(own.component::attach));
        complaints.throwIfAny();
    }

    private void build(ScenarioErrors complaints, boolean onHosts) {
        components.values().stream()
                .filter(own -> own.entry.host().isPresent() == onHosts)
                .forEach(own -> complaints.check(() -> build(own)));
        complaints.throwIfAny();
    }

    private void build(ComponentRuntime own) {
        try {
            own.component = own.entry.spec().build(own.context);
            if (DataStorage.of(own.entry.spec()).isRead()
                    && (run.scenario.workload().keyedVisits()
                            || DataStorage.of(own.entry.spec()).routesSessions())) {
                own.guarantees = new SessionGuarantees(own.context, sessions);
            }
            own.entry.failures().ifPresent(f -> failures.add(new MachineFailures(run, own, f)));
        } catch (IllegalArgumentException e) {
            throw new ScenarioException("components." + own.name, Sentence.reason(e));
        }
    }

    /** Returns a component; {@code null} if there is none of the name, or if it is not built yet. */
    Component component(String name) {
        ComponentRuntime own = components.get(name);
        return own == null ? null : own.component;
    }
}
