package dev.brownout.analysis;

import dev.brownout.result.Explanation.Loop;
import dev.brownout.scenario.ComponentEntry;
import dev.brownout.scenario.Scenario;
import dev.brownout.wiring.Demand;
import dev.brownout.wiring.StationSketch;
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
 * many rounds as the longest way has steps. What goes round in a {@link Circle} is worked out at once.
 */
final class Flows {
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

    private final Stage stage;
    private final Map<String, DemandSketch> users = new TreeMap<>();
    private final Map<String, DemandSketch> pages = new TreeMap<>();
    /** The pages of the stage before. */
    private final Map<String, DemandSketch> earlier;

    private final Map<String, Double> begun = new TreeMap<>();
    /** The loops in which users wait for answers, by request class. */
    private final Map<String, ClosedLoad> loops;
    /** Components whose calls come back to them, with what goes round. */
    private final Map<Set<String>, Circle> circles = new LinkedHashMap<>();
    /** The pages of single calls, which are asked for once by each call before them. */
    private final Map<Called, DemandSketch> behind = new LinkedHashMap<>();

    /** A call to a component. Written out what every run asks of it: docs/performance.md, Start. */
    private record Called(String component, Demand call) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Called called
                    && called.component.equals(component)
                    && Objects.equals(called.call, call);
        }

        @Override
        public int hashCode() {
            return component.hashCode();
        }
    }

    private Flows(
            Scenario scenario,
            Stage stage,
            Map<String, Double> perSecond,
            Flows before,
            Map<String, ClosedLoad> loops,
            boolean throttled) {
        this.throttled = throttled;
        this.scenario = scenario;
        this.stage = stage;
        this.earlier = before == null ? new TreeMap<>() : before.pages;
        this.loops = loops;
        TreeSet<String> changed = new TreeSet<>();
        perSecond.forEach((request, rate) -> {
            DemandSketch page = throttled
                    ? DemandSketch.ofUsersThrottled(scenario, stage, request, rate)
                    : DemandSketch.ofUsers(scenario, stage, request, rate);
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
                Circle circle = circle(around);
                circles.keySet().removeIf(around::containsAll);
                circles.put(around, circle);
                around.forEach(member -> changed.addAll(turn(member, circle.demands(member))));
                changed.removeAll(around);
            }
        }
    }

    /** Makes the page of a component anew, and tells which components get other calls from it than before. */
    private Set<String> turn(String name, List<Demand> demands) {
        DemandSketch known = pages.get(name);
        DemandSketch page = throttled
                ? DemandSketch.behindDoor(scenario, stage, name, demands, before(name))
                : DemandSketch.of(scenario, stage, name, demands, before(name));
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
            DemandSketch page = pages.get(next.poll());
            for (String target :
                    page == null ? Collections.<String>emptySet() : page.calls().keySet()) {
                if (reached.add(target)) {
                    next.add(target);
                }
            }
        }
        return reached;
    }

    private Circle circle(Set<String> around) {
        Map<String, List<Demand>> outside = new TreeMap<>();
        around.forEach(member -> outside.put(member, new ArrayList<>()));
        List<DemandSketch> others = new ArrayList<>(users.values());
        pages.forEach((name, page) -> {
            if (!around.contains(name)) {
                others.add(page);
            }
        });
        outside.forEach((member, calls) ->
                others.forEach(page -> calls.addAll(page.calls().getOrDefault(member, List.of()))));
        return new Circle(outside, this::behind);
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

    private DemandSketch before(String component) {
        return earlier.get(component);
    }

    private List<Demand> demands(String name) {
        List<Demand> demands = new ArrayList<>();
        users.values().forEach(page -> demands.addAll(page.calls().getOrDefault(name, List.of())));
        pages.values().forEach(page -> demands.addAll(page.calls().getOrDefault(name, List.of())));
        return demands.size() > MANY ? together(demands) : demands;
    }

    /** Calls that are alike as one, or the ways through a chain of queues would be as many as its messages. */
    private static List<Demand> together(List<Demand> demands) {
        Map<Demand, Double> rates = new LinkedHashMap<>();
        demands.forEach(call -> rates.merge(call.at(1), call.perSecond(), Double::sum));
        List<Demand> together = new ArrayList<>();
        rates.forEach((one, perSecond) -> together.add(one.at(perSecond)));
        return together;
    }

    /**
     * The flows of a scenario's own load.
     *
     * @param before those of the stage before; {@code null} for none
     */
    static Flows of(Scenario scenario, Stage stage, Flows before) {
        Flows flows = once(scenario, stage, before);
        boolean keeps = flows.pages().values().stream().anyMatch(DemandSketch::asksForFailures);
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

    private static Flows once(Scenario scenario, Stage stage, Flows before) {
        Offered offered = new Offered(scenario, stage);
        Map<String, Double> rates = new TreeMap<>(offered.perSecond());
        Map<String, Double> begun = new TreeMap<>(offered.begun());
        Map<String, ClosedLoad> loops = new TreeMap<>();
        for (Offered.Circle circle : offered.circles()) {
            ClosedLoad loop = new ClosedLoad(
                    circle.users(),
                    circle.thinkNanos(),
                    new Flows(scenario, stage, circle.each(), before, new TreeMap<>(), false),
                    new Flows(scenario, stage, offered.perSecond(), before, new TreeMap<>(), true));
            if (!circle.journey().isEmpty()) {
                begun.put(circle.journey(), loop.perSecond());
            }
            circle.each().forEach((name, each) -> {
                rates.merge(name, each * loop.perSecond(), Double::sum);
                loops.put(name, loop);
            });
        }
        Flows flows = new Flows(scenario, stage, rates, before, loops, true);
        flows.begun.putAll(begun);
        return flows;
    }

    /** Visitors who begin a second, by journey. */
    Map<String, Double> begun() {
        return begun;
    }

    /** The closed loops that load a component and wait for it; no open load does besides where it is the only one. */
    List<ClosedLoad> loops(String component) {
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
        return loops.values().stream().distinct().map(ClosedLoad::bounds).toList();
    }

    /** Whether all users wait for answers before they send anew, in one loop. */
    boolean oneLoop() {
        return loops.keySet().equals(users.keySet())
                && loops.values().stream().distinct().count() == 1;
    }

    /** The users by request class. */
    Map<String, DemandSketch> users() {
        return users;
    }

    /** The components that get calls, by name. */
    Map<String, DemandSketch> pages() {
        return pages;
    }

    /** What waits where calls to a component wait: its own machines, or the machine that it shares with others. */
    List<StationSketch> queues(String component) {
        ComponentEntry entry = scenario.components().get(component);
        DemandSketch page = pages.get(component);
        if (entry != null && entry.host().isPresent()) {
            return shared(entry.host().get()).stream().toList();
        }
        return page == null ? List.of() : page.stations();
    }

    /** A machine that components share, with all that they ask of its cores; empty where none asks for anything. */
    Optional<StationSketch> shared(String machine) {
        ComponentEntry entry = scenario.components().get(machine);
        if (entry == null || entry.spec().coresForOthers().isEmpty()) {
            return Optional.empty();
        }
        List<StationSketch> asked = new ArrayList<>();
        scenario.components().forEach((name, guest) -> {
            if (guest.host().equals(Optional.of(machine)) && pages.containsKey(name)) {
                pages.get(name).stations().stream()
                        .filter(station -> !station.nodes().isEmpty())
                        .forEach(asked::add);
            }
        });
        DemandSketch page = DemandSketch.of(scenario, stage, machine, List.of(), before(machine));
        return StationSketch.together(
                page.standing(1), entry.spec().coresForOthers().getAsInt(), asked);
    }

    double perSecond() {
        double sum = 0;
        for (DemandSketch page : users.values()) {
            sum += page.demands().get(0).perSecond();
        }
        return sum;
    }

    Scenario scenario() {
        return scenario;
    }

    /** What one call leads to. */
    DemandSketch behind(String component, Demand call) {
        return behind.computeIfAbsent(
                new Called(component, call),
                called -> DemandSketch.of(scenario, stage, component, List.of(call), before(component)));
    }
}
