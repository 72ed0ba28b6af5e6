package dev.brownout.capacity;

import dev.brownout.result.ScenarioExplanation.Loop;
import dev.brownout.scenario.ComponentEntry;
import dev.brownout.scenario.Scenario;
import dev.brownout.sentence.Sentence;
import dev.brownout.spi.CapacityProperty.ConsumerBacklogModel;
import dev.brownout.spi.OfferedDemand;
import dev.brownout.spi.StationModel;
import dev.brownout.spi.component.HostProvisioning;
import dev.brownout.spi.component.WorkDistribution;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Calls of each component in one stage. They are computed by propagating the requests of users until the flows no
 * longer change, which takes as many rounds as the longest path has steps. A {@link MessageCycle} is solved directly.
 */
final class TrafficEquations {
    /**
     * Maximum number of model evaluations per component. The iteration then ends, even if the flows have not converged.
     */
    private static final int PAGES_EACH = 50;

    private final Scenario scenario;
    /** True if policies throttle excess calls, false if one request per second stands for any rate. */
    private final boolean throttled;

    private final LoadStage stage;
    private final Map<String, ComponentCapacityModel> users = new TreeMap<>();
    private final Map<String, ComponentCapacityModel> componentModels = new TreeMap<>();
    private final Map<String, Double> visitorRates = new TreeMap<>();
    /** Closed loops of users, by request class. */
    private final Map<String, ClosedLoadModel> loops;
    /** Message cycles by their components. */
    private final Map<Set<String>, MessageCycle> messageCycles = new LinkedHashMap<>();

    /** Known components that set the gaps between their calls (true), and that do not (false). */
    private final Map<String, Boolean> gaps = new TreeMap<>();

    /** Variability of the arrivals; {@code null} until it is requested. */
    private GeneralArrivals arrivals;

    private final SingleCallModels singleCalls;
    private final HoldingTimes idle;
    private final HoldingTimes minimum;
    private final HoldingTimes queued;

    private TrafficEquations(
            Scenario scenario,
            LoadStage stage,
            Map<String, Double> perSecond,
            Map<String, ClosedLoadModel> loops,
            boolean throttled) {
        this.throttled = throttled;
        this.scenario = scenario;
        this.stage = stage;
        this.loops = loops;
        this.singleCalls = new SingleCallModels(scenario, stage, this::paths);
        this.idle = HoldingTimes.idle(this);
        this.minimum = HoldingTimes.withoutQueueing(this);
        this.queued = HoldingTimes.queued(this);
        TreeSet<String> changed = new TreeSet<>();
        perSecond.forEach((request, rate) -> {
            ComponentCapacityModel componentModel = throttled
                    ? ComponentCapacityModel.ofUsersThrottled(scenario, stage, request, rate, unknown(request))
                    : ComponentCapacityModel.ofUsers(scenario, stage, request, rate);
            users.put(request, componentModel);
            changed.addAll(componentModel.calls().keySet());
        });
        int remaining = PAGES_EACH * scenario.components().size();
        while (!changed.isEmpty() && remaining-- > 0) {
            String name = changed.pollFirst();
            Set<String> cycleMembers = componentModels.containsKey(name) ? cycleOf(name) : Collections.emptySet();
            if (cycleMembers.isEmpty()) {
                changed.addAll(recompute(name, demands(name)));
            } else {
                MessageCycle cycle = cycleModel(cycleMembers);
                messageCycles.keySet().removeIf(cycleMembers::containsAll);
                messageCycles.put(cycleMembers, cycle);
                cycleMembers.forEach(member -> changed.addAll(recompute(member, cycle.demands(member))));
                changed.removeAll(cycleMembers);
            }
        }
    }

    /** Returns the reason why the rate of a request class is unknown; empty if it is known. */
    private Sentence unknown(String request) {
        return loops.containsKey(request) ? loops.get(request).unknown() : Sentence.EMPTY;
    }

    /** Recomputes the model of a component, and returns the components for which its calls have changed. */
    private Set<String> recompute(String name, List<OfferedDemand> demands) {
        ComponentCapacityModel previous = componentModels.get(name);
        ComponentCapacityModel componentModel = throttled
                ? ComponentCapacityModel.modelPastIngress(scenario, stage, name, demands)
                : ComponentCapacityModel.of(scenario, stage, name, demands);
        componentModels.put(name, componentModel);
        Set<String> targets = new TreeSet<>(componentModel.calls().keySet());
        if (previous != null) {
            targets.addAll(previous.calls().keySet());
        }
        targets.removeIf(target -> componentModel
                .calls()
                .getOrDefault(target, List.of())
                .equals(previous == null ? null : previous.calls().get(target)));
        return targets;
    }

    /** Returns the components of the cycles through a component, including itself; empty if it is on no cycle. */
    private Set<String> cycleOf(String name) {
        Set<String> cycleMembers = reachableFrom(name);
        if (!cycleMembers.contains(name)) {
            return Collections.emptySet();
        }
        cycleMembers.removeIf(other -> !reachableFrom(other).contains(name));
        return cycleMembers;
    }

    private Set<String> reachableFrom(String name) {
        Set<String> reached = new TreeSet<>();
        ArrayDeque<String> next = new ArrayDeque<>(List.of(name));
        while (!next.isEmpty()) {
            ComponentCapacityModel componentModel = componentModels.get(next.poll());
            for (String target : componentModel == null
                    ? Collections.<String>emptySet()
                    : componentModel.calls().keySet()) {
                if (reached.add(target)) {
                    next.add(target);
                }
            }
        }
        return reached;
    }

    private MessageCycle cycleModel(Set<String> cycleMembers) {
        Map<String, List<OfferedDemand>> outside = new TreeMap<>();
        cycleMembers.forEach(member -> outside.put(member, new ArrayList<>()));
        List<ComponentCapacityModel> callers = new ArrayList<>(users.values());
        componentModels.forEach((name, componentModel) -> {
            if (!cycleMembers.contains(name)) {
                callers.add(componentModel);
            }
        });
        outside.forEach((member, calls) ->
                callers.forEach(caller -> calls.addAll(caller.calls().getOrDefault(member, List.of()))));
        return new MessageCycle(outside, this::modelOf);
    }

    /** Returns the components on message cycles. */
    Set<String> onMessageCycles() {
        Set<String> all = new TreeSet<>();
        messageCycles.keySet().forEach(all::addAll);
        return all;
    }

    /**
     * Returns the cycles on which calls multiply without bound, each with its first component at both ends.
     *
     * @param bounded whether to return the cycles with a queue of limited capacity, and not those without one
     */
    List<List<String>> endless(boolean bounded) {
        List<List<String>> cycles = new ArrayList<>();
        messageCycles.forEach((cycleMembers, cycle) -> {
            boolean full = cycleMembers.stream()
                    .flatMap(member -> componentModels.get(member).declared(ConsumerBacklogModel.class).stream())
                    .anyMatch(backlogModel -> Double.isFinite(backlogModel.places()));
            if (!cycle.diesOut() && full == bounded && !cycle.shortestPath().isEmpty()) {
                cycles.add(cycle.shortestPath());
            }
        });
        return cycles;
    }

    /** Returns the calls to a component. */
    List<OfferedDemand> demands(String name) {
        return SingleCallModels.merge(paths(name));
    }

    private List<OfferedDemand> paths(String name) {
        List<OfferedDemand> paths = new ArrayList<>();
        callers().forEach(caller -> paths.addAll(caller.calls().getOrDefault(name, List.of())));
        return paths;
    }

    /** Returns holding times without queueing and without timeouts of callers. */
    HoldingTimes idle() {
        return idle;
    }

    /** Returns holding times without queueing, limited by the timeouts of callers. */
    HoldingTimes minimumHoldingTimes() {
        return minimum;
    }

    /** Returns holding times with queueing, limited by the timeouts of callers. */
    HoldingTimes queued() {
        return queued;
    }

    /** Returns the flows of the load of a scenario. */
    static TrafficEquations of(Scenario scenario, LoadStage stage) {
        TrafficEquations flows = solveOnce(scenario, stage);
        BindingLimits limits = BindingLimits.of(flows);
        return limits.isEmpty() ? flows : solveOnce(scenario, stage.limited(limits));
    }

    private static TrafficEquations solveOnce(Scenario scenario, LoadStage stage) {
        OfferedLoad offered = new OfferedLoad(scenario, stage);
        Map<String, Double> rates = new TreeMap<>(offered.perSecond());
        Map<String, Double> started = new TreeMap<>(offered.visitorRates());
        Map<String, ClosedLoadModel> loops = new TreeMap<>();
        for (OfferedLoad.Circle closedLoop : offered.closedLoops()) {
            ClosedLoadModel loop = new ClosedLoadModel(
                    closedLoop.users(),
                    closedLoop.thinkNanos(),
                    new TrafficEquations(scenario, stage, closedLoop.each(), new TreeMap<>(), false),
                    new TrafficEquations(scenario, stage, offered.perSecond(), new TreeMap<>(), true));
            if (!closedLoop.journey().isEmpty()) {
                started.put(closedLoop.journey(), loop.perSecond());
            }
            closedLoop.each().forEach((name, share) -> {
                rates.merge(name, share * loop.perSecond(), Double::sum);
                loops.put(name, loop);
            });
        }
        TrafficEquations flows = new TrafficEquations(scenario, stage, rates, loops, true);
        flows.visitorRates.putAll(started);
        return flows;
    }

    /** Returns whether a component takes messages, which wait in their queue during an overload. */
    boolean consumesMessages(String component) {
        return Optional.ofNullable(scenario.components().get(component))
                .flatMap(entry -> WorkDistribution.of(entry.spec()).takesFrom())
                .isPresent();
    }

    /** Returns the variability of the arrivals. It is computed once. */
    GeneralArrivals arrivals() {
        if (arrivals == null) {
            arrivals = GeneralArrivals.of(scenario, stage);
        }
        return arrivals;
    }

    /** Returns whether a component is so busy that its own queue sets the gaps between its calls; false for users. */
    boolean setsGaps(String caller) {
        ComponentCapacityModel model = componentModels.get(caller);
        return model != null && gaps.computeIfAbsent(caller, name -> GeneralArrivals.setsGaps(this, model));
    }

    /** Returns whether a component is called in transactions. */
    boolean transactions(String component) {
        return callers().anyMatch(caller -> caller.transactions(component));
    }

    /** Returns the visitors that begin per second, by journey. */
    Map<String, Double> visitorRates() {
        return visitorRates;
    }

    /** Returns the closed loops of the users that wait for a component. */
    List<ClosedLoadModel> loops(String component) {
        return loops.values().stream()
                .distinct()
                .filter(loop -> loop.waitsFor(component))
                .toList();
    }

    /** Returns whether the users of a request class wait for the response before the next request. */
    boolean isClosedLoop(String request) {
        return loops.containsKey(request);
    }

    /** Returns the bounds of each closed loop with a known rate. */
    List<Loop> bounds() {
        return loops.values().stream()
                .distinct()
                .filter(loop -> loop.unknown().isEmpty())
                .map(ClosedLoadModel::bounds)
                .toList();
    }

    /** Returns whether all users are in one closed loop. */
    boolean oneLoop() {
        return loops.keySet().equals(users.keySet())
                && loops.values().stream().distinct().count() == 1;
    }

    /** Returns the models of all users and components. */
    Stream<ComponentCapacityModel> callers() {
        return Stream.concat(users.values().stream(), componentModels.values().stream());
    }

    /** Returns the models of the users, by request class. */
    Map<String, ComponentCapacityModel> users() {
        return users;
    }

    /** Returns the models of the components that receive calls, by name. */
    Map<String, ComponentCapacityModel> componentModels() {
        return componentModels;
    }

    /**
     * Returns the stations at which calls to a component queue: its own nodes, or the machine that it shares with other
     * components.
     */
    List<StationModel> queues(String component) {
        ComponentEntry entry = scenario.components().get(component);
        ComponentCapacityModel componentModel = componentModels.get(component);
        if (entry != null && entry.host().isPresent()) {
            return shared(entry.host().get()).stream().toList();
        }
        return componentModel == null ? List.of() : componentModel.stations();
    }

    /** Returns a shared machine with all work of its components for its cores; empty if there is none. */
    Optional<StationModel> shared(String machine) {
        ComponentEntry entry = scenario.components().get(machine);
        if (entry == null || HostProvisioning.of(entry.spec()).coresForOthers().isEmpty()) {
            return Optional.empty();
        }
        List<StationModel> stations = new ArrayList<>();
        scenario.components().forEach((name, guest) -> {
            if (guest.host().equals(Optional.of(machine)) && componentModels.containsKey(name)) {
                componentModels.get(name).stations().stream()
                        .filter(station -> !station.nodes().isEmpty())
                        .forEach(stations::add);
            }
        });
        ComponentCapacityModel componentModel = ComponentCapacityModel.of(scenario, stage, machine, List.of());
        return StationModel.combine(
                componentModel.availableHosts(1),
                HostProvisioning.of(entry.spec()).coresForOthers().getAsInt(),
                stations);
    }

    double perSecond() {
        double sum = 0;
        for (ComponentCapacityModel componentModel : users.values()) {
            sum += componentModel.demands().get(0).perSecond();
        }
        return sum;
    }

    Scenario scenario() {
        return scenario;
    }

    /** Returns the model of a component for a single call. */
    ComponentCapacityModel modelOf(String component, OfferedDemand call) {
        return singleCalls.modelOf(component, call);
    }

    /** Returns the model of a component for all calls that equal a call except for their rate. */
    ComponentCapacityModel aggregateModel(String component, OfferedDemand call) {
        return singleCalls.modelOf(component, singleCalls.all(component, call));
    }
}
