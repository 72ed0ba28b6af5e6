package dev.brownout.capacity;

import dev.brownout.random.Distribution;
import dev.brownout.random.KeyNames;
import dev.brownout.random.KeySpace;
import dev.brownout.scenario.ComponentEntry;
import dev.brownout.scenario.KeySpaces;
import dev.brownout.scenario.RequestSpec;
import dev.brownout.scenario.Scenario;
import dev.brownout.sentence.Sentence;
import dev.brownout.service.Request.Operation;
import dev.brownout.spi.AppliedPolicy;
import dev.brownout.spi.CapacityProperty.CallsAfterWork;
import dev.brownout.spi.CapacityProperty.UnknownTime;
import dev.brownout.spi.CapacityProperty.WithheldEstimates;
import dev.brownout.spi.CapacityProperty.WriteBehind;
import dev.brownout.spi.FilterSpec;
import dev.brownout.spi.OfferedDemand;
import dev.brownout.spi.StationModel;
import dev.brownout.spi.Step;
import dev.brownout.spi.component.DataStorage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Analytical model of one component, or of the users of one request class, for the calls that arrive in one stage. */
final class ComponentCapacityModel extends StageCapacityModel {
    /** Maximum number of iterations. A tier may have fewer machines if fewer calls pass its policies. */
    private static final int ROUNDS = 20;

    /** Rounding tolerance of the node utilization of a component. */
    private static final double ROUNDING = 1e-6;

    static final Sentence SLOWER = Sentence.of("calls in service slow each other down");

    /** True for the model of the users of a request class, false for that of a component. */
    private final boolean users;

    private final List<StationModel> stations = new ArrayList<>();
    private final Map<String, List<OfferedDemand>> calls = new TreeMap<>();
    private final Set<String> later = new TreeSet<>();
    private boolean parallel;
    private final List<ThroughputLimit> throttles = new ArrayList<>();
    private double pausePerSecond;
    private double failsAtOnce;

    private ComponentCapacityModel(
            Scenario scenario,
            LoadStage stage,
            String name,
            boolean users,
            List<OfferedDemand> demands,
            StageMachines machines) {
        super(scenario, stage, name, demands, machines);
        this.users = users;
    }

    /** Returns the model of a component in a stage. */
    static ComponentCapacityModel of(
            Scenario scenario, LoadStage stage, String component, List<OfferedDemand> demands) {
        StageMachines machines = new StageMachines(scenario, stage, component);
        ComponentCapacityModel componentModel =
                new ComponentCapacityModel(scenario, stage, component, false, demands, machines);
        ComponentEntry entry = scenario.components().get(component);
        if (entry != null) {
            componentModel
                    .unknownRates()
                    .ifPresent(reason -> componentModel.declare(
                            new WithheldEstimates(reason, reason.equals(FAILED_LOADS) ? 1 : Double.POSITIVE_INFINITY)));
            entry.spec().model(componentModel);
            machines.obstacle(demands).ifPresent(reason -> componentModel.declare(new WithheldEstimates(reason, 1)));
            componentModel.fail();
            componentModel.unknownRates().ifPresent(componentModel::withholdCalls);
            if (stage.overloaded().contains(component)) {
                componentModel.withhold(Sentence.of("calls of an earlier overload of {} may still wait", component));
            }
            if (stage.isRenewed(component)
                    || entry.host().filter(stage::isRenewed).isPresent()) {
                componentModel.withhold(Sentence.of("its nodes are replaced while a fault lasts"));
            }
        }
        return componentModel;
    }

    /** Withholds the estimates of this component and those behind it. An overload of this component is stated. */
    private void withhold(Sentence reason) {
        declare(new WithheldEstimates(reason, 1));
        withholdCalls(reason);
    }

    /** Withholds the estimates behind this component. */
    private void withholdCalls(Sentence reason) {
        calls.replaceAll((callee, demands) ->
                demands.stream().map(call -> call.withUnknownRate(reason)).toList());
    }

    /** Removes the work and the downstream calls of the calls that fail immediately. */
    private void fail() {
        double all = 0;
        double failing = 0;
        for (int i = 0; i < stations.size(); i++) {
            StationModel station = stations.get(i);
            double share = machines.failureShare(station.nodes());
            all += station.callsPerSecond();
            failing += share * station.callsPerSecond();
            if (share > 0) {
                stations.set(i, station.withoutWork(share));
            }
        }
        failsAtOnce = all == 0 ? 0 : failing / all;
        if (failing > 0) {
            double passingShare = 1 - failsAtOnce;
            calls.replaceAll((callee, demands) -> demands.stream()
                    .map(call -> call.withRate(call.perSecond() * passingShare))
                    .toList());
        }
    }

    /** Returns the share of the calls to this component that fail immediately because of faults. */
    double failsAtOnce() {
        return failsAtOnce;
    }

    /**
     * Returns the model of a component for the calls that pass its ingress policies. Its downstream calls are those
     * that pass their policies too.
     */
    static ComponentCapacityModel modelPastIngress(
            Scenario scenario, LoadStage stage, String component, List<OfferedDemand> demands) {
        ComponentCapacityModel componentModel = of(scenario, stage, component, demands);
        ComponentEntry entry = scenario.components().get(component);
        List<FilterSpec> inboundPolicies =
                entry == null ? List.of() : stage.inboundPolicies(component, entry.inboundPolicies());
        for (int i = 0; i < ROUNDS && !inboundPolicies.isEmpty(); i++) {
            List<ThroughputLimit> throttles = new ArrayList<>();
            List<OfferedDemand> passing =
                    ThroughputLimit.passing(componentModel, component, component, inboundPolicies, demands, throttles);
            if (passing.equals(componentModel.demands())) {
                break;
            }
            componentModel = of(scenario, stage, component, passing);
            componentModel.throttles.addAll(throttles);
        }
        ThroughputLimit.withheld(componentModel, inboundPolicies).serve();
        componentModel.restrict();
        return componentModel;
    }

    /** Applies the policies around the downstream calls. */
    private void restrict() {
        Map<String, List<OfferedDemand>> passing = new CallPolicies(this, throttles).passing(calls);
        calls.clear();
        calls.putAll(passing);
        if (stage.limits().holding().contains(name)) {
            Sentence reason = BindingLimits.reason(name);
            calls.replaceAll((callee, demands) -> demands.stream()
                    .map(call -> call.unknown().isEmpty() ? call.withUnknownRate(reason) : call)
                    .toList());
        }
    }

    /** Removes the downstream calls that follow work for which the nodes have no capacity. */
    private void serve() {
        Optional<CallsAfterWork> order = first(CallsAfterWork.class);
        double served = order.isPresent() ? ServedShare.share(this) : 1;
        if (served < 1 - ROUNDING) {
            calls.replaceAll((callee, demands) -> order.get().before().contains(callee)
                    ? demands
                    : demands.stream()
                            .map(call -> call.withRate(call.perSecond() * served))
                            .toList());
        }
    }

    /**
     * Returns the model of the users of a request class. The timeout of the users applies to the calls that they make.
     */
    static ComponentCapacityModel ofUsers(Scenario scenario, LoadStage stage, String request, double perSecond) {
        RequestSpec spec = scenario.workload().requests().get(request);
        OfferedDemand demand = spec.demand(request, perSecond, stage.keys().ofRequest(request))
                .withUnknownRate(OfferedLoad.unknown(scenario, stage, request).orElse(Sentence.EMPTY));
        StageMachines noMachines = new StageMachines(scenario, stage, request);
        ComponentCapacityModel componentModel =
                new ComponentCapacityModel(scenario, stage, request, true, List.of(demand), noMachines);
        componentModel.forwardSteps(demand, spec.steps());
        return componentModel;
    }

    /**
     * Returns the model of the users of a request class with only the calls that pass the policies of the request and
     * of its calls.
     *
     * @param unknown the reason why their rate is unknown; empty if it is known
     */
    static ComponentCapacityModel ofUsersThrottled(
            Scenario scenario, LoadStage stage, String request, double perSecond, Sentence unknown) {
        ComponentCapacityModel all = ofUsers(scenario, stage, request, perSecond);
        List<FilterSpec> policies = scenario.workload().requests().get(request).policies();
        List<ThroughputLimit> throttles = new ArrayList<>();
        List<OfferedDemand> passing =
                ThroughputLimit.passing(all, request, request, policies, all.demands(), throttles);
        ComponentCapacityModel componentModel =
                new ComponentCapacityModel(scenario, stage, request, true, all.demands(), all.machines);
        for (String callee : List.copyOf(all.calls().keySet())) {
            passing = new CallPolicies(componentModel, throttles).forwardedCalls(policies, callee, passing);
        }
        passing.forEach(demand -> componentModel.forwardSteps(
                unknown.isEmpty() ? demand : demand.withUnknownRate(unknown),
                scenario.workload().requests().get(request).steps()));
        componentModel.throttles.addAll(throttles);
        componentModel.restrict();
        return componentModel;
    }

    List<StationModel> stations() {
        return stations;
    }

    /** Returns the downstream calls, by called component. */
    Map<String, List<OfferedDemand>> calls() {
        return calls;
    }

    /** Returns the seconds per second that pass in pauses, without work. */
    double pausePerSecond() {
        return pausePerSecond;
    }

    /** Returns whether its calls wait for other components or pause. */
    boolean waits() {
        return !calls.isEmpty() || pausePerSecond > 0;
    }

    /** Returns whether parts of the processing run in parallel, so that their times do not add up. */
    boolean parallel() {
        return parallel;
    }

    /** Returns the policies of this component that throttle calls. */
    List<ThroughputLimit> throttles() {
        return throttles;
    }

    /** Returns the nodes from which it calls. Users call from one location in each region. */
    List<String> callers() {
        if (users) {
            return scenario.regions().isEmpty()
                    ? List.of("")
                    : List.copyOf(scenario.regions().keySet());
        }
        return stations.stream()
                .flatMap(station -> station.nodes().stream())
                .distinct()
                .toList();
    }

    boolean ofUsers() {
        return users;
    }

    StageMachines machines() {
        return machines;
    }

    @Override
    public KeyNames keyNames() {
        return stage.keys().names(users ? KeySpaces.REQUESTS + name : name);
    }

    @Override
    public KeySpace keySpace() {
        return users ? KeySpace.EMPTY : stage.keys().of(name);
    }

    /** Returns the key spaces of all components. */
    KeySpaces keySpaces() {
        return stage.keys();
    }

    @Override
    public void station(StationModel station) {
        if (station.cores().speed().isPresent()) {
            declare(new WithheldEstimates(SLOWER, 1));
            declare(new UnknownTime(SLOWER));
        }
        boolean isJoint = demands.stream().anyMatch(calls -> calls.batch().together() > 1 && calls.perSecond() > 0);
        List<StationModel> added = machines.byPace(
                isJoint ? station.withoutFormula(Sentence.of("calls come several at a time")) : station, demands);
        stations.addAll(added);
        added.stream().flatMap(part -> part.unknownLoad().stream()).forEach(reason -> declare(new UnknownTime(reason)));
    }

    @Override
    public void parts(String part, List<String> of, Parts partsModel) {
        machines.parts(part, of, partsModel);
    }

    @Override
    public void forward(String component, OfferedDemand passed) {
        later.add(component);
        calls.computeIfAbsent(component, c -> new ArrayList<>()).add(passed.by(name, List.of()));
    }

    /** Returns whether the component waits for a call that it makes. */
    boolean awaits(String callee, OfferedDemand call) {
        return !later.contains(callee)
                && !(first(WriteBehind.class).isPresent() && call.operation() == Operation.WRITE);
    }

    /** Returns the calls to a component for which this component waits. */
    List<OfferedDemand> awaited(String callee) {
        return calls.getOrDefault(callee, List.of()).stream()
                .filter(call -> awaits(callee, call))
                .toList();
    }

    @Override
    public void callComponent(String component, OfferedDemand passed) {
        callComponent(component, passed, Step.Options.NONE);
    }

    /** Adds downstream calls with the options of a step. */
    void callComponent(String component, OfferedDemand passed, Step.Options stepOptions) {
        ComponentEntry entry = scenario.components().get(component);
        Step.Options componentOptions = entry == null ? Step.Options.NONE : entry.calls();
        List<FilterSpec> appliedPolicies =
                AppliedPolicy.call(stepOptions, componentOptions, scenario.policyOrder()).stream()
                        .map(AppliedPolicy::policy)
                        .toList();
        OfferedDemand call = passed.withPatience(TimeoutWarnings.timeout(passed, users, stepOptions, componentOptions))
                .by(name, appliedPolicies);
        if (entry != null && DataStorage.of(entry.spec()).loadsCopies() && readBefore(component, call)) {
            call = call.withUnknownRate(Sentence.of("a second read of a key finds what the first has loaded"));
        }
        calls.computeIfAbsent(component, c -> new ArrayList<>()).add(call);
    }

    /** Returns whether a request reads the same key of a component more than once. */
    private boolean readBefore(String component, OfferedDemand call) {
        return call.operation() == Operation.READ
                && (call.messagesPerSecond() > call.perSecond()
                        || calls.getOrDefault(component, List.of()).stream()
                                .anyMatch(other -> other.operation() == Operation.READ
                                        && other.client().equals(call.client())
                                        && other.keys().equals(call.keys())));
    }

    @Override
    public List<StationModel.Work> forwardSteps(OfferedDemand from, List<Step> steps) {
        return forwardSteps(from, steps, false);
    }

    /**
     * Adds the calls of steps that run in parallel or in sequence, and returns the work that they leave to this
     * component.
     */
    private List<StationModel.Work> forwardSteps(OfferedDemand all, List<Step> steps, boolean atOnce) {
        List<StationModel.Work> works = new ArrayList<>();
        OfferedDemand from = all;
        for (int i = 0; i < steps.size(); i++) {
            from = i == 0 ? from : continuingCalls(from, steps.get(i - 1));
            Step step = steps.get(i);
            List<Step.Choice> choices = Step.choicesOf(step);
            if (!choices.isEmpty()) {
                List<Step> remainingSteps = steps.subList(i + 1, steps.size());
                for (Step.Choice choice : choices) {
                    double share = step.options().share() * choice.share().valueAt(fromNanos());
                    OfferedDemand demand = from.withRate(from.perSecond() * share);
                    works.addAll(forwardSteps(demand, choice.prepend(remainingSteps), atOnce));
                }
                if (Step.handsOver(step)) {
                    return works;
                }
                from = from.withRate(from.perSecond() * Step.continuationShare(step, fromNanos()));
                continue;
            }
            if (Step.passesOnTo(step).isPresent()) {
                new StepDemand(this, from, step, works, atOnce).pass(steps.subList(i + 1, steps.size()));
                return works;
            }
            step.accept(new StepDemand(
                    this, from.withRate(from.perSecond() * step.options().share()), step, works, atOnce));
        }
        return works;
    }

    Scenario scenario() {
        return scenario;
    }

    @Override
    public void pause(OfferedDemand paused, Distribution length) {
        pausePerSecond += paused.perSecond() == 0 ? 0 : paused.perSecond() * length.mean() / 1e9;
    }

    /** Adds the calls of steps that run in parallel, and returns the work that they leave to this component. */
    List<StationModel.Work> fork(OfferedDemand from, List<Step> steps) {
        parallel = true;
        List<StationModel.Work> works = new ArrayList<>();
        steps.forEach(step -> works.addAll(forwardSteps(from, List.of(step), true)));
        return works;
    }
}
