package dev.brownout.capacity;

import dev.brownout.result.ScenarioExplanation.Loop;
import dev.brownout.scenario.ComponentEntry;
import dev.brownout.scenario.Scenario;
import dev.brownout.spi.OfferedDemand;
import dev.brownout.spi.StationModel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The calls that each component gets in one stage, found by passing the users' requests on until nothing changes: as
 * many rounds as the longest way has steps. What goes round in a {@link MessageCycle} is worked out at once.
 */
final class TrafficEquations {
    /** A scenario whose flows do not settle is left after so many pages for each component. */
    private static final int PAGES_EACH = 50;

    /** More calls to one component than these are put together where they are alike. */
    private static final int MANY = 100;

    /** Failures and the calls that they cause are looked at again so often, until shares change by less. */
    private static final int ROUNDS = 20;

    private static final double SETTLED = 1e-4;

    private final Scenario scenario;
    /** Whether policies hold calls back that are too many a second; not where one request a second stands for any. */
    private final boolean throttled;

    private final LoadStage stage;
    private final Map<String, ComponentCapacityModel> users = new TreeMap<>();
    private final Map<String, ComponentCapacityModel> pages = new TreeMap<>();
    /** The pages of the stage before. */
    private final Map<String, ComponentCapacityModel> earlier;

    private final Map<String, Double> begun = new TreeMap<>();
    /** The loops in which users wait for answers, by request class. */
    private final Map<String, ClosedLoadModel> loops;
    /** Components whose calls come back to them, with what goes round. */
    private final Map<Set<String>, MessageCycle> circles = new LinkedHashMap<>();
    /** The pages of single calls, which are asked for once by each call before them. */
    private final Map<DemandCall, ComponentCapacityModel> behind = new LinkedHashMap<>();

    /** A call to a component. Written out what every run asks of it: docs/performance.md, Start. */
    private record DemandCall(String component, OfferedDemand call) {
        @Override
        public boolean equals(Object other) {
            return other instanceof DemandCall called
                    && called.component.equals(component)
                    && Objects.equals(called.call, call);
        }

        @Override
        public int hashCode() {
            return component.hashCode();
        }
    }

    private TrafficEquations(
            Scenario scenario,
            LoadStage stage,
            Map<String, Double> perSecond,
            TrafficEquations before,
            Map<String, ClosedLoadModel> loops,
            boolean throttled) {
        this.throttled = throttled;
        this.scenario = scenario;
        this.stage = stage;
        this.earlier = before == null ? new TreeMap<>() : before.pages;
        this.loops = loops;
        TreeSet<String> changed = new TreeSet<>();
        perSecond.forEach((request, rate) -> {
            ComponentCapacityModel page = throttled
                    ? ComponentCapacityModel.ofUsersThrottled(scenario, stage, request, rate)
                    : ComponentCapacityModel.ofUsers(scenario, stage, request, rate);
            users.put(request, page);
            changed.addAll(page.calls().keySet());
        });
        int left = PAGES_EACH * scenario.components().size();
        while (!changed.isEmpty() && left-- > 0) {
            String name = changed.pollFirst();
            Set<String> around = pages.containsKey(name) ? around(name) : Collections.emptySet();
            if (around.isEmpty()) {
                changed.addAll(turn(name, demands(name)));
            } else {
                MessageCycle circle = circle(around);
                circles.keySet().removeIf(around::containsAll);
                circles.put(around, circle);
                around.forEach(member -> changed.addAll(turn(member, circle.demands(member))));
                changed.removeAll(around);
            }
        }
    }

    /** Makes the page of a component anew, and tells which components get other calls from it than before. */
    private Set<String> turn(String name, List<OfferedDemand> demands) {
        ComponentCapacityModel known = pages.get(name);
        ComponentCapacityModel page = throttled
                ? ComponentCapacityModel.behindDoor(scenario, stage, name, demands, before(name))
                : ComponentCapacityModel.of(scenario, stage, name, demands, before(name));
        pages.put(name, page);
        Set<String> targets = new TreeSet<>(page.calls().keySet());
        if (known != null) {
            targets.addAll(known.calls().keySet());
        }
        targets.removeIf(target -> page.calls()
                .getOrDefault(target, List.of())
                .equals(known == null ? null : known.calls().get(target)));
        return targets;
    }

    /** The components from which a component's calls come back to it, itself among them; empty where none do. */
    private Set<String> around(String name) {
        Set<String> around = reached(name);
        around.removeIf(other -> !reached(other).contains(name));
        return around;
    }

    private Set<String> reached(String name) {
        Set<String> reached = new TreeSet<>();
        ArrayDeque<String> next = new ArrayDeque<>(List.of(name));
        while (!next.isEmpty()) {
            ComponentCapacityModel page = pages.get(next.poll());
            for (String target :
                    page == null ? Collections.<String>emptySet() : page.calls().keySet()) {
                if (reached.add(target)) {
                    next.add(target);
                }
            }
        }
        return reached;
    }

    private MessageCycle circle(Set<String> around) {
        Map<String, List<OfferedDemand>> outside = new TreeMap<>();
        around.forEach(member -> outside.put(member, new ArrayList<>()));
        List<ComponentCapacityModel> others = new ArrayList<>(users.values());
        pages.forEach((name, page) -> {
            if (!around.contains(name)) {
                others.add(page);
            }
        });
        outside.forEach((member, calls) ->
                others.forEach(page -> calls.addAll(page.calls().getOrDefault(member, List.of()))));
        return new MessageCycle(outside, this::behind);
    }

    /** The components to which calls come back. */
    Set<String> onCircles() {
        Set<String> all = new TreeSet<>();
        circles.keySet().forEach(all::addAll);
        return all;
    }

    /**
     * The ways round on which calls become ever more, with their first component at both ends.
     *
     * @param bounded whether those are meant on which a queue has a capacity
     */
    List<List<String>> endless(boolean bounded) {
        List<List<String>> ways = new ArrayList<>();
        circles.forEach((around, circle) -> {
            boolean full = around.stream()
                    .flatMap(member -> pages.get(member).lines().stream())
                    .anyMatch(line -> Double.isFinite(line.places()));
            if (!circle.diesOut() && full == bounded && !circle.way().isEmpty()) {
                ways.add(circle.way());
            }
        });
        return ways;
    }

    private ComponentCapacityModel before(String component) {
        return earlier.get(component);
    }

    private List<OfferedDemand> demands(String name) {
        List<OfferedDemand> demands = new ArrayList<>();
        users.values().forEach(page -> demands.addAll(page.calls().getOrDefault(name, List.of())));
        pages.values().forEach(page -> demands.addAll(page.calls().getOrDefault(name, List.of())));
        return demands.size() > MANY ? together(demands) : demands;
    }

    /** Calls that are alike as one, or the ways through a chain of queues would be as many as its messages. */
    private static List<OfferedDemand> together(List<OfferedDemand> demands) {
        Map<OfferedDemand, Double> rates = new LinkedHashMap<>();
        demands.forEach(call -> rates.merge(call.at(1), call.perSecond(), Double::sum));
        List<OfferedDemand> together = new ArrayList<>();
        rates.forEach((one, perSecond) -> together.add(one.at(perSecond)));
        return together;
    }

    /**
     * The flows of a scenario's own load.
     *
     * @param before those of the stage before; {@code null} for none
     */
    static TrafficEquations of(Scenario scenario, LoadStage stage, TrafficEquations before) {
        TrafficEquations flows = once(scenario, stage, before);
        boolean keeps = flows.pages().values().stream().anyMatch(ComponentCapacityModel::asksForFailures);
        Map<String, List<FailingMessages>> messages = FailingMessages.of(flows);
        Map<String, Double> failing = keeps ? FailureShares.of(flows) : new TreeMap<>();
        if (messages.isEmpty() && failing.isEmpty()) {
            return flows;
        }
        for (int i = 0; i < ROUNDS; i++) {
            flows = once(scenario, stage.failing(failing, messages), before);
            Map<String, Double> shares = keeps ? FailureShares.of(flows) : failing;
            if (near(shares, failing)) {
                break;
            }
            failing = shares;
        }
        return flows;
    }

    private static boolean near(Map<String, Double> shares, Map<String, Double> others) {
        return shares.keySet().equals(others.keySet())
                && shares.entrySet().stream()
                        .allMatch(each -> Math.abs(each.getValue() - others.get(each.getKey())) < SETTLED);
    }

    private static TrafficEquations once(Scenario scenario, LoadStage stage, TrafficEquations before) {
        OfferedLoad offered = new OfferedLoad(scenario, stage);
        Map<String, Double> rates = new TreeMap<>(offered.perSecond());
        Map<String, Double> begun = new TreeMap<>(offered.begun());
        Map<String, ClosedLoadModel> loops = new TreeMap<>();
        for (OfferedLoad.Circle circle : offered.circles()) {
            ClosedLoadModel loop = new ClosedLoadModel(
                    circle.users(),
                    circle.thinkNanos(),
                    new TrafficEquations(scenario, stage, circle.each(), before, new TreeMap<>(), false),
                    new TrafficEquations(scenario, stage, offered.perSecond(), before, new TreeMap<>(), true));
            if (!circle.journey().isEmpty()) {
                begun.put(circle.journey(), loop.perSecond());
            }
            circle.each().forEach((name, each) -> {
                rates.merge(name, each * loop.perSecond(), Double::sum);
                loops.put(name, loop);
            });
        }
        TrafficEquations flows = new TrafficEquations(scenario, stage, rates, before, loops, true);
        flows.begun.putAll(begun);
        return flows;
    }

    /** Visitors who begin a second, by journey. */
    Map<String, Double> begun() {
        return begun;
    }

    /** The closed loops that load a component and wait for it; no open load does besides where it is the only one. */
    List<ClosedLoadModel> loops(String component) {
        return loops.values().stream()
                .distinct()
                .filter(loop -> loop.waitsFor(component))
                .toList();
    }

    /** Whether the users of a request class wait for answers before they send anew. */
    boolean closed(String request) {
        return loops.containsKey(request);
    }

    /** What bounds each closed loop. */
    List<Loop> bounds() {
        return loops.values().stream().distinct().map(ClosedLoadModel::bounds).toList();
    }

    /** Whether all users wait for answers before they send anew, in one loop. */
    boolean oneLoop() {
        return loops.keySet().equals(users.keySet())
                && loops.values().stream().distinct().count() == 1;
    }

    /** The users by request class. */
    Map<String, ComponentCapacityModel> users() {
        return users;
    }

    /** The components that get calls, by name. */
    Map<String, ComponentCapacityModel> pages() {
        return pages;
    }

    /** What waits where calls to a component wait: its own machines, or the machine that it shares with others. */
    List<StationModel> queues(String component) {
        ComponentEntry entry = scenario.components().get(component);
        ComponentCapacityModel page = pages.get(component);
        if (entry != null && entry.host().isPresent()) {
            return shared(entry.host().get()).stream().toList();
        }
        return page == null ? List.of() : page.stations();
    }

    /** A machine that components share, with all that they ask of its cores; empty where none asks for anything. */
    Optional<StationModel> shared(String machine) {
        ComponentEntry entry = scenario.components().get(machine);
        if (entry == null || entry.spec().coresForOthers().isEmpty()) {
            return Optional.empty();
        }
        List<StationModel> asked = new ArrayList<>();
        scenario.components().forEach((name, guest) -> {
            if (guest.host().equals(Optional.of(machine)) && pages.containsKey(name)) {
                pages.get(name).stations().stream()
                        .filter(station -> !station.nodes().isEmpty())
                        .forEach(asked::add);
            }
        });
        ComponentCapacityModel page = ComponentCapacityModel.of(scenario, stage, machine, List.of(), before(machine));
        return StationModel.together(
                page.availableHosts(1), entry.spec().coresForOthers().getAsInt(), asked);
    }

    double perSecond() {
        double sum = 0;
        for (ComponentCapacityModel page : users.values()) {
            sum += page.demands().get(0).perSecond();
        }
        return sum;
    }

    Scenario scenario() {
        return scenario;
    }

    /** What one call leads to. */
    ComponentCapacityModel behind(String component, OfferedDemand call) {
        return behind.computeIfAbsent(
                new DemandCall(component, call),
                called -> ComponentCapacityModel.of(scenario, stage, component, List.of(call), before(component)));
    }
}
