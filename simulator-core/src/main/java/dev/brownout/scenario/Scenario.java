package dev.brownout.scenario;

import dev.brownout.cost.PriceList;
import dev.brownout.random.KeyPopularity;
import dev.brownout.sla.AnswerMetric;
import dev.brownout.sla.ChartRequest;
import dev.brownout.sla.Prediction;
import dev.brownout.sla.Relation;
import dev.brownout.spec.Share;
import dev.brownout.spi.CallTarget;
import dev.brownout.spi.FilterSpec;
import dev.brownout.spi.ReshardCommand;
import dev.brownout.spi.ScenarioException;
import dev.brownout.spi.Step;
import dev.brownout.spi.component.WorkDistribution;
import dev.brownout.spi.fault.DataFault;
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
 * A complete variant of a scenario, with all inputs of a run.
 *
 * @param title the title of the scenario
 * @param durationNanos simulated length, warm-up included; more than 0
 * @param warmupNanos the part at the start that no result includes; less than the duration
 * @param seed the seed of all random streams
 * @param network the network section; empty for {@code network: none}
 * @param regions the regions by name
 * @param components the components by name: built, numbered and written in this order
 * @param requests the request classes by name
 * @param load the load that the requests share; empty if each has a rate of its own, or is part of a journey
 * @param journeys the journeys by name
 * @param faults the faults, ordered by time
 * @param alerts the alerts by name
 * @param sla the assertions by name, in the order of the file
 * @param predict the predictions by name, in the order of the file
 * @param charts the requested charts
 * @param answer the metrics of the answer; some may exist in other variants only
 * @param prices the prices of the components
 * @param policyOrder the policy kinds, outermost first, where a step and its callee both have policies
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
        List<AnswerMetric> answer,
        PriceList prices,
        List<Class<? extends FilterSpec>> policyOrder) {

    /** Copies the collections. */
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
        answer = List.copyOf(answer);
        policyOrder = List.copyOf(policyOrder);
    }

    /** Creates a scenario without journeys, alerts, an answer and prices. */
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
            List<ChartRequest> charts,
            List<Class<? extends FilterSpec>> policyOrder) {
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
                List.of(),
                PriceList.NONE,
                policyOrder);
    }

    /** Returns the same scenario with other assertions. The random streams and all events stay the same. */
    public Scenario withSla(Map<String, Relation> assertions) {
        return with(components, faults, assertions, predict, charts, answer, prices);
    }

    /** Returns the same scenario with other assertions and predictions. All events stay the same. */
    public Scenario with(Map<String, Relation> assertions, Map<String, Prediction> predictions) {
        return with(components, faults, assertions, predictions, charts, answer, prices);
    }

    /** Returns the same scenario with other metrics of the answer. All events stay the same. */
    public Scenario withAnswer(List<AnswerMetric> metrics) {
        return with(components, faults, sla, predict, charts, metrics, prices);
    }

    /** Returns the same scenario with other faults, without assertions, predictions, charts and answer. */
    public Scenario withFaults(List<FaultEntry> others) {
        return with(components, others, Collections.emptyMap(), Collections.emptyMap(), List.of(), List.of(), prices);
    }

    /** Returns the same scenario with other components, without prices, assertions, predictions, charts and answer. */
    public Scenario builtOf(SortedMap<String, ComponentEntry> others) {
        return with(
                others, faults, Collections.emptyMap(), Collections.emptyMap(), List.of(), List.of(), PriceList.NONE);
    }

    private Scenario with(
            SortedMap<String, ComponentEntry> itsComponents,
            List<FaultEntry> itsFaults,
            Map<String, Relation> itsSla,
            Map<String, Prediction> itsPredictions,
            List<ChartRequest> itsCharts,
            List<AnswerMetric> itsAnswer,
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
                itsAnswer,
                itsPrices,
                policyOrder);
    }

    /** Returns all faults that may occur: scheduled faults and the actions of alerts. */
    public List<FaultEntry> possibleFaults() {
        List<FaultEntry> entries = new ArrayList<>(faults);
        alerts.values().forEach(alert -> alert.then().forEach(action -> entries.add(action.what())));
        return entries;
    }

    /** Returns all loads by configuration path: the shared load, the loads of requests, and the loads of journeys. */
    public Map<String, LoadProfile> loads() {
        Map<String, LoadProfile> loads = new LinkedHashMap<>();
        load.ifPresent(shared -> loads.put("load", shared));
        requests.forEach(
                (name, request) -> request.rate().ifPresent(rate -> loads.put("requests." + name + ".rate", rate)));
        journeys.forEach((name, journey) -> loads.put("journeys." + name + ".rate", journey.rate()));
        return loads;
    }

    /**
     * Returns the requests that share the load, with their shares. These are the requests with a share, and those that
     * have neither a rate nor a place in a journey. Shares are relative to their sum.
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

    /** Returns whether a request is part of a journey. */
    public boolean inJourney(String request) {
        return journeys.values().stream()
                .flatMap(journey -> journey.steps().stream())
                .anyMatch(step -> step.request().equals(request));
    }

    /** Returns the key distribution of a request: its own, or that of the journeys with it. */
    public Optional<KeyPopularity> keyOf(String request) {
        return requests.get(request)
                .key()
                .or(() -> journeys.values().stream()
                        .filter(journey -> journey.meanRequestsByName().containsKey(request))
                        .flatMap(journey -> journey.key().stream())
                        .findFirst());
    }

    /** Returns whether the visits of a journey have a key. */
    public boolean keyedVisits() {
        return journeys.values().stream().anyMatch(journey -> journey.key().isPresent());
    }

    /** Returns the default timeout of a call between components. */
    public Duration betweenTiers() {
        return network.map(NetworkSpec::timeout).orElse(CallTarget.BETWEEN_TIERS);
    }

    /**
     * Returns an error about a step with the path of that step in a request or component. Returns any other error
     * unchanged.
     */
    public ScenarioException withStepPath(ScenarioException wrong) {
        ScenarioException placed = wrong;
        for (Map.Entry<String, RequestSpec> request : requests.entrySet()) {
            placed = placed.withStepPath(
                    "requests." + request.getKey() + ".steps",
                    request.getValue().steps());
        }
        for (Map.Entry<String, ComponentEntry> entry : components.entrySet()) {
            for (Map.Entry<String, List<Step>> list :
                    WorkDistribution.of(entry.getValue().spec()).stepLists().entrySet()) {
                placed = placed.withStepPath("components." + entry.getKey() + "." + list.getKey(), list.getValue());
            }
        }
        return placed;
    }

    /** Returns the steps of all requests and components, including nested steps. */
    public List<Step> allSteps() {
        List<Step> steps = new ArrayList<>();
        requests.values().forEach(request -> steps.addAll(request.steps()));
        components
                .values()
                .forEach(entry -> steps.addAll(WorkDistribution.of(entry.spec()).steps()));
        return Step.all(steps);
    }

    /** Returns the components that consume from another one, such as the messages of a queue. */
    public List<String> takersFrom(String component) {
        return components.entrySet().stream()
                .filter(other ->
                        WorkDistribution.of(other.getValue().spec()).takesFrom().equals(Optional.of(component)))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Returns the consumers of a component by consumer group. A component without a group is a group of its own. */
    public SortedMap<String, List<String>> groupsOf(String component) {
        SortedMap<String, List<String>> groups = new TreeMap<>();
        for (String taker : takersFrom(component)) {
            String group = WorkDistribution.of(components.get(taker).spec())
                    .sharesWith()
                    .orElse(taker);
            groups.computeIfAbsent(group, its -> new ArrayList<>()).add(taker);
        }
        return groups;
    }

    /** Returns the scheduled resharding commands for a component, ordered by time. */
    public List<ReshardCommand> shardOrders(String component) {
        List<ReshardCommand> orders = new ArrayList<>();
        for (int i = 0; i < faults.size(); i++) {
            FaultEntry fault = faults.get(i);
            if (fault.hits(component)) {
                String part = String.join("/", fault.target().orElseThrow().parts());
                DataFault.of(fault.spec())
                        .shardCommand(i, fault.startAt(), part)
                        .ifPresent(orders::add);
            }
        }
        return orders;
    }
}
