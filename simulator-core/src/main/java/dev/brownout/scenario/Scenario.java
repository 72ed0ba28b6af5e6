package dev.brownout.scenario;

import dev.brownout.cost.PriceList;
import dev.brownout.sla.ChartRequest;
import dev.brownout.sla.Prediction;
import dev.brownout.sla.Relation;
import dev.brownout.spec.Share;
import dev.brownout.spi.CallTarget;
import dev.brownout.spi.ReshardCommand;
import dev.brownout.spi.ScenarioException;
import dev.brownout.spi.ShardChange;
import dev.brownout.spi.Step;
import dev.brownout.workload.LoadProfile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One variant of a scenario, complete: everything that a run needs to know.
 *
 * @param title the scenario's title
 * @param durationNanos simulated length, warm-up included; more than 0
 * @param warmupNanos the part at the start that no result counts; less than the duration
 * @param seed the root of all draws
 * @param network the network section; empty for {@code network: none}
 * @param regions the scenario's regions by name
 * @param components its components by name: built, numbered and written in this order
 * @param requests its request classes by name
 * @param load the load that the requests share; empty where each has a rate of its own, or is part of a journey
 * @param journeys its kinds of visitors by name
 * @param faults its faults, ordered by time
 * @param alerts its alerts by name
 * @param sla its assertions by name, in the file's order
 * @param predict its predictions by name, in the file's order
 * @param charts the charts it asks for
 * @param prices what its components cost
 */
public record Scenario(
        String title,
        long durationNanos,
        long warmupNanos,
        long seed,
        Optional<NetworkSpec> network,
        SortedMap<String, RegionSpec> regions,
        SortedMap<String, ComponentEntry> components,
        SortedMap<String, RequestSpec> requests,
        Optional<LoadProfile> load,
        SortedMap<String, JourneySpec> journeys,
        List<FaultEntry> faults,
        SortedMap<String, AlertSpec> alerts,
        Map<String, Relation> sla,
        Map<String, Prediction> predict,
        List<ChartRequest> charts,
        PriceList prices) {

    /** Takes the collections as they are now. */
    public Scenario {
        regions = Collections.unmodifiableSortedMap(new TreeMap<>(regions));
        components = Collections.unmodifiableSortedMap(new TreeMap<>(components));
        requests = Collections.unmodifiableSortedMap(new TreeMap<>(requests));
        journeys = Collections.unmodifiableSortedMap(new TreeMap<>(journeys));
        faults = List.copyOf(faults);
        alerts = Collections.unmodifiableSortedMap(new TreeMap<>(alerts));
        sla = Collections.unmodifiableMap(new LinkedHashMap<>(sla));
        predict = Collections.unmodifiableMap(new LinkedHashMap<>(predict));
        charts = List.copyOf(charts);
    }

    /** A scenario without journeys and alerts, in which everything is free. */
    public Scenario(
            String title,
            long durationNanos,
            long warmupNanos,
            long seed,
            Optional<NetworkSpec> network,
            SortedMap<String, RegionSpec> regions,
            SortedMap<String, ComponentEntry> components,
            SortedMap<String, RequestSpec> requests,
            Optional<LoadProfile> load,
            List<FaultEntry> faults,
            Map<String, Relation> sla,
            Map<String, Prediction> predict,
            List<ChartRequest> charts) {
        this(
                title,
                durationNanos,
                warmupNanos,
                seed,
                network,
                regions,
                components,
                requests,
                load,
                Collections.emptySortedMap(),
                faults,
                Collections.emptySortedMap(),
                sla,
                predict,
                charts,
                PriceList.NONE);
    }

    /** The same scenario with other assertions; the draws and everything else that happens stay the same. */
    public Scenario withSla(Map<String, Relation> assertions) {
        return with(components, faults, assertions, predict, charts, prices);
    }

    /** The same scenario struck by other faults, of which nothing is asserted, foretold or drawn. */
    public Scenario withFaults(List<FaultEntry> others) {
        return with(components, others, Collections.emptyMap(), Collections.emptyMap(), List.of(), prices);
    }

    /** The same scenario of other components, which are free, and of which nothing is asserted, foretold or drawn. */
    public Scenario builtOf(SortedMap<String, ComponentEntry> others) {
        return with(others, faults, Collections.emptyMap(), Collections.emptyMap(), List.of(), PriceList.NONE);
    }

    private Scenario with(
            SortedMap<String, ComponentEntry> itsComponents,
            List<FaultEntry> itsFaults,
            Map<String, Relation> itsSla,
            Map<String, Prediction> itsPredictions,
            List<ChartRequest> itsCharts,
            PriceList itsPrices) {
        return new Scenario(
                title,
                durationNanos,
                warmupNanos,
                seed,
                network,
                regions,
                itsComponents,
                requests,
                load,
                journeys,
                itsFaults,
                alerts,
                itsSla,
                itsPredictions,
                itsCharts,
                itsPrices);
    }

    /** What may strike it: its faults, and what its alerts may do, whenever that is. */
    public List<FaultEntry> strikes() {
        List<FaultEntry> strikes = new ArrayList<>(faults);
        alerts.values().forEach(alert -> alert.then().forEach(action -> strikes.add(action.what())));
        return strikes;
    }

    /** All loads that are said, by their configuration paths: what requests share, those of requests, of journeys. */
    public Map<String, LoadProfile> loads() {
        Map<String, LoadProfile> loads = new LinkedHashMap<>();
        load.ifPresent(shared -> loads.put("load", shared));
        requests.forEach(
                (name, request) -> request.rate().ifPresent(rate -> loads.put("requests." + name + ".rate", rate)));
        journeys.forEach((name, journey) -> loads.put("journeys." + name + ".rate", journey.rate()));
        return loads;
    }

    /**
     * The requests that share the load, with what each has of it: those that say so, or the only one that has neither a
     * rate nor a place in a journey. Shares are of their sum.
     */
    public Map<String, Double> sharing() {
        Map<String, Double> sharing = new LinkedHashMap<>();
        requests.forEach((name, request) -> {
            if (request.share().isPresent() || request.rate().isEmpty() && !inJourney(name)) {
                sharing.put(name, request.share().map(Share::ratio).orElse(1.0));
            }
        });
        return sharing;
    }

    /** Whether visitors ask for a request on their journeys. */
    public boolean inJourney(String request) {
        return journeys.values().stream()
                .flatMap(journey -> journey.steps().stream())
                .anyMatch(step -> step.request().equals(request));
    }

    /** The patience of a call between tiers that says nothing itself. */
    public Duration betweenTiers() {
        return network.map(NetworkSpec::timeout).orElse(CallTarget.BETWEEN_TIERS);
    }

    /** What is wrong with some step at the place of that step, of a request or of a component; else as it is. */
    public ScenarioException placed(ScenarioException wrong) {
        ScenarioException placed = wrong;
        for (Map.Entry<String, RequestSpec> request : requests.entrySet()) {
            placed = placed.among(
                    "requests." + request.getKey() + ".steps",
                    request.getValue().steps());
        }
        for (Map.Entry<String, ComponentEntry> entry : components.entrySet()) {
            for (Map.Entry<String, List<Step>> list :
                    entry.getValue().spec().stepLists().entrySet()) {
                placed = placed.among("components." + entry.getKey() + "." + list.getKey(), list.getValue());
            }
        }
        return placed;
    }

    /** The steps of all requests and components, and those inside them. */
    public List<Step> allSteps() {
        List<Step> steps = new ArrayList<>();
        requests.values().forEach(request -> steps.addAll(request.steps()));
        components.values().forEach(entry -> steps.addAll(entry.spec().steps()));
        return Step.all(steps);
    }

    /** The components that take from another one what they work on, such as the messages of a queue. */
    public List<String> takersFrom(String component) {
        return components.entrySet().stream()
                .filter(other -> other.getValue().spec().takesFrom().equals(Optional.of(component)))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The same by the groups in which they are; a component that names no group is a group of its own. */
    public SortedMap<String, List<String>> groupsOf(String component) {
        SortedMap<String, List<String>> groups = new TreeMap<>();
        for (String taker : takersFrom(component)) {
            String group = components.get(taker).spec().sharesWith().orElse(taker);
            groups.computeIfAbsent(group, its -> new ArrayList<>()).add(taker);
        }
        return groups;
    }

    /** What the fault timeline orders of the shards of a component, in the order of time. */
    public List<ReshardCommand> shardOrders(String component) {
        List<ReshardCommand> orders = new ArrayList<>();
        for (int i = 0; i < faults.size(); i++) {
            FaultEntry fault = faults.get(i);
            if (fault.spec() instanceof ShardChange change && fault.hits(component)) {
                String part = String.join("/", fault.target().orElseThrow().parts());
                orders.add(change.order(i, fault.startAt(), part));
            }
        }
        return orders;
    }
}
