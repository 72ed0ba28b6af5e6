package dev.brownout.scenario;

import dev.brownout.cost.PriceList;
import dev.brownout.sla.AnswerMetric;
import dev.brownout.sla.Relation;
import dev.brownout.spi.CallTarget;
import dev.brownout.spi.FilterSpec;
import dev.brownout.spi.ReshardCommand;
import dev.brownout.spi.ScenarioException;
import dev.brownout.spi.Step;
import dev.brownout.spi.component.WorkDistribution;
import dev.brownout.spi.fault.DataFault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
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
 * @param workload the requests of the users
 * @param faults the faults, ordered by time
 * @param alerts the alerts by name
 * @param evaluation the evaluated expressions
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
        WorkloadSpec workload,
        List<FaultEntry> faults,
        SortedMap<String, AlertSpec> alerts,
        EvaluationSpec evaluation,
        PriceList prices,
        List<Class<? extends FilterSpec>> policyOrder) {

    /** Copies the collections. */
    public Scenario {
        regions = Collections.unmodifiableSortedMap(new TreeMap<>(regions));
        components = Collections.unmodifiableSortedMap(new TreeMap<>(components));
        faults = List.copyOf(faults);
        alerts = Collections.unmodifiableSortedMap(new TreeMap<>(alerts));
        policyOrder = List.copyOf(policyOrder);
    }

    /** Returns the same scenario with another evaluation. The random streams and all events stay the same. */
    public Scenario with(EvaluationSpec other) {
        return with(components, workload, faults, other, prices);
    }

    /** Returns the same scenario with other assertions. The random streams and all events stay the same. */
    public Scenario withSla(Map<String, Relation> assertions) {
        return with(new EvaluationSpec(assertions, evaluation.predict(), evaluation.charts(), evaluation.answer()));
    }

    /** Returns the same scenario with other metrics of the answer. All events stay the same. */
    public Scenario withAnswer(List<AnswerMetric> metrics) {
        return with(new EvaluationSpec(evaluation.sla(), evaluation.predict(), evaluation.charts(), metrics));
    }

    /** Returns the same scenario with another workload. */
    public Scenario with(WorkloadSpec other) {
        return with(components, other, faults, evaluation, prices);
    }

    /** Returns the same scenario with other faults, without an evaluation. */
    public Scenario withFaults(List<FaultEntry> others) {
        return with(components, workload, others, EvaluationSpec.NONE, prices);
    }

    /** Returns the same scenario with other components, without prices. They may lack the parameters to price. */
    public Scenario withComponents(SortedMap<String, ComponentEntry> others) {
        return with(others, workload, faults, evaluation, PriceList.NONE);
    }

    /** Returns the same scenario with other components, without prices and an evaluation. */
    public Scenario builtOf(SortedMap<String, ComponentEntry> others) {
        return withComponents(others).with(EvaluationSpec.NONE);
    }

    /** Returns the same scenario with another length and seed. */
    public Scenario lasting(long otherDurationNanos, long otherWarmupNanos, long otherSeed) {
        return new Scenario(
                title,
                otherDurationNanos,
                otherWarmupNanos,
                otherSeed,
                network,
                regions,
                components,
                workload,
                faults,
                alerts,
                evaluation,
                prices,
                policyOrder);
    }

    /** Returns a scenario of the same length and seed with other parts. */
    public Scenario with(
            SortedMap<String, ComponentEntry> itsComponents,
            WorkloadSpec itsWorkload,
            List<FaultEntry> itsFaults,
            EvaluationSpec itsEvaluation,
            PriceList itsPrices) {
        return new Scenario(
                title,
                durationNanos,
                warmupNanos,
                seed,
                network,
                regions,
                itsComponents,
                itsWorkload,
                itsFaults,
                alerts,
                itsEvaluation,
                itsPrices,
                policyOrder);
    }

    /** Returns all faults that may occur: scheduled faults and the actions of alerts. */
    public List<FaultEntry> possibleFaults() {
        List<FaultEntry> entries = new ArrayList<>(faults);
        alerts.values().forEach(alert -> alert.then().forEach(action -> entries.add(action.what())));
        return entries;
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
        for (Map.Entry<String, RequestSpec> request : workload.requests().entrySet()) {
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
        workload.requests().values().forEach(request -> steps.addAll(request.steps()));
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
