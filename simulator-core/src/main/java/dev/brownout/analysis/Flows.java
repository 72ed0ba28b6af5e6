package dev.brownout.analysis;

import dev.brownout.load.Profile;
import dev.brownout.load.Users;
import dev.brownout.scenario.RequestSpec;
import dev.brownout.scenario.Scenario;
import dev.brownout.spec.Demand;
import dev.brownout.spec.Share;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The calls that each component gets in one stage, found by passing the users' requests on until nothing changes: as
 * many rounds as the longest way has steps.
 */
final class Flows {
    /** A scenario whose calls go round in circles is left after so many pages for each component. */
    private static final int PAGES_EACH = 50;

    private final Scenario scenario;
    private final Stage stage;
    private final Map<String, Page> users = new TreeMap<>();
    private final Map<String, Page> pages = new TreeMap<>();
    /** The pages of the stage before. */
    private final Map<String, Page> earlier;
    /** The loops in which users wait for answers, by request class. */
    private final Map<String, ClosedLoad> loops;
    /** The pages of single calls, which are asked for once by each call before them. */
    private final Map<Called, Page> behind = new LinkedHashMap<>();

    private record Called(String component, Demand call) {}

    private Flows(
            Scenario scenario,
            Stage stage,
            Map<String, Double> perSecond,
            Flows before,
            Map<String, ClosedLoad> loops) {
        this.scenario = scenario;
        this.stage = stage;
        this.earlier = before == null ? new TreeMap<>() : before.pages;
        this.loops = loops;
        TreeSet<String> changed = new TreeSet<>();
        perSecond.forEach((request, rate) -> {
            Page page = Page.ofUsers(scenario, stage, request, rate);
            users.put(request, page);
            changed.addAll(page.calls().keySet());
        });
        int left = PAGES_EACH * scenario.components().size();
        while (!changed.isEmpty() && left-- > 0) {
            String name = changed.pollFirst();
            Page known = pages.get(name);
            Page page = Page.of(scenario, stage, name, demands(name), before(name));
            pages.put(name, page);
            TreeSet<String> targets = new TreeSet<>(page.calls().keySet());
            if (known != null) {
                targets.addAll(known.calls().keySet());
            }
            for (String target : targets) {
                List<Demand> old = known == null ? null : known.calls().get(target);
                if (!page.calls().getOrDefault(target, List.of()).equals(old)) {
                    changed.add(target);
                }
            }
        }
    }

    private Page before(String component) {
        return earlier.get(component);
    }

    private List<Demand> demands(String name) {
        List<Demand> demands = new ArrayList<>();
        users.values().forEach(page -> demands.addAll(page.calls().getOrDefault(name, List.of())));
        pages.values().forEach(page -> demands.addAll(page.calls().getOrDefault(name, List.of())));
        return demands;
    }

    /**
     * The flows of a scenario's own load.
     *
     * @param before those of the stage before; {@code null} for none
     */
    static Flows of(Scenario scenario, Stage stage, Flows before) {
        Map<String, Double> rates = new TreeMap<>();
        Map<Map<String, Double>, Users> closed = new LinkedHashMap<>();
        Map<String, Double> sharing = new TreeMap<>();
        double sum = 0;
        for (Map.Entry<String, RequestSpec> entry : scenario.requests().entrySet()) {
            if (entry.getValue().rate().isPresent()) {
                Map<String, Double> alone = new TreeMap<>();
                alone.put(entry.getKey(), 1.0);
                share(stage, entry.getValue().rate().get(), alone, rates, closed);
            } else {
                double share = entry.getValue().share().map(Share::ratio).orElse(1.0);
                sharing.put(entry.getKey(), share);
                sum += share;
            }
        }
        if (!sharing.isEmpty() && scenario.load().isPresent()) {
            double total = sum;
            sharing.replaceAll((name, share) -> share / total);
            share(stage, scenario.load().get(), sharing, rates, closed);
        }
        Map<String, ClosedLoad> loops = new TreeMap<>();
        closed.forEach((shares, users) -> {
            ClosedLoad loop = new ClosedLoad(
                    users,
                    new Flows(scenario, stage, shares, before, new TreeMap<>()),
                    new Flows(scenario, stage, rates, before, new TreeMap<>()));
            shares.forEach((name, share) -> {
                rates.put(name, share * loop.perSecond());
                loops.put(name, loop);
            });
        });
        return new Flows(scenario, stage, rates, before, loops);
    }

    private static void share(
            Stage stage,
            Profile profile,
            Map<String, Double> shares,
            Map<String, Double> rates,
            Map<Map<String, Double>, Users> closed) {
        if (profile instanceof Users users) {
            closed.put(shares, users);
            return;
        }
        double seconds = (stage.toNanos() - stage.fromNanos()) / 1e9;
        double total = profile.expected(stage.fromNanos(), stage.toNanos()) / seconds * stage.loadFactor();
        shares.forEach((name, share) -> rates.put(name, share * total));
    }

    /** The closed loops that load a component and wait for it; no open load does besides where it is the only one. */
    List<ClosedLoad> loops(String component) {
        return loops.values().stream()
                .distinct()
                .filter(loop -> loop.waitsFor(component))
                .toList();
    }

    /** Whether all users wait for answers before they send anew, in one loop. */
    boolean oneLoop() {
        return loops.keySet().equals(users.keySet())
                && loops.values().stream().distinct().count() == 1;
    }

    /** The users by request class. */
    Map<String, Page> users() {
        return users;
    }

    /** The components that get calls, by name. */
    Map<String, Page> pages() {
        return pages;
    }

    double perSecond() {
        double sum = 0;
        for (Page page : users.values()) {
            sum += page.demands().get(0).perSecond();
        }
        return sum;
    }

    Scenario scenario() {
        return scenario;
    }

    /** What one call leads to. */
    Page behind(String component, Demand call) {
        return behind.computeIfAbsent(
                new Called(component, call),
                called -> Page.of(scenario, stage, component, List.of(call), before(component)));
    }
}
