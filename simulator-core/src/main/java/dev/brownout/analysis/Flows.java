package dev.brownout.analysis;

import dev.brownout.load.Profile;
import dev.brownout.load.Users;
import dev.brownout.scenario.RequestSpec;
import dev.brownout.scenario.Scenario;
import dev.brownout.spec.Demand;
import dev.brownout.spec.Share;
import dev.brownout.spec.StationSketch;
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
    /** The pages of single calls, which are asked for once by each call before them. */
    private final Map<Called, Page> behind = new LinkedHashMap<>();

    private record Called(String component, Demand call) {}

    private Flows(Scenario scenario, Stage stage, Map<String, Double> perSecond) {
        this.scenario = scenario;
        this.stage = stage;
        TreeSet<String> changed = new TreeSet<>();
        perSecond.forEach((request, rate) -> {
            Page page = Page.ofUsers(scenario, stage, request, rate);
            users.put(request, page);
            changed.addAll(page.calls().keySet());
        });
        int left = PAGES_EACH * scenario.components().size();
        while (!changed.isEmpty() && left-- > 0) {
            String name = changed.pollFirst();
            Page before = pages.get(name);
            Page page = Page.of(scenario, stage, name, demands(name));
            pages.put(name, page);
            TreeSet<String> targets = new TreeSet<>(page.calls().keySet());
            if (before != null) {
                targets.addAll(before.calls().keySet());
            }
            for (String target : targets) {
                List<Demand> old = before == null ? null : before.calls().get(target);
                if (!page.calls().getOrDefault(target, List.of()).equals(old)) {
                    changed.add(target);
                }
            }
        }
    }

    private List<Demand> demands(String name) {
        List<Demand> demands = new ArrayList<>();
        users.values().forEach(page -> demands.addAll(page.calls().getOrDefault(name, List.of())));
        pages.values().forEach(page -> demands.addAll(page.calls().getOrDefault(name, List.of())));
        return demands;
    }

    /** The flows of a scenario's own load. */
    static Flows of(Scenario scenario, Stage stage) {
        Map<String, Double> rates = new TreeMap<>();
        Map<String, Double> sharing = new TreeMap<>();
        double sum = 0;
        for (Map.Entry<String, RequestSpec> entry : scenario.requests().entrySet()) {
            if (entry.getValue().rate().isPresent()) {
                Map<String, Double> alone = new TreeMap<>();
                alone.put(entry.getKey(), 1.0);
                share(scenario, stage, entry.getValue().rate().get(), alone, rates);
            } else {
                double share = entry.getValue().share().map(Share::ratio).orElse(1.0);
                sharing.put(entry.getKey(), share);
                sum += share;
            }
        }
        if (!sharing.isEmpty() && scenario.load().isPresent()) {
            double total = sum;
            sharing.replaceAll((name, share) -> share / total);
            share(scenario, stage, scenario.load().get(), sharing, rates);
        }
        return new Flows(scenario, stage, rates);
    }

    private static void share(
            Scenario scenario, Stage stage, Profile profile, Map<String, Double> shares, Map<String, Double> rates) {
        double total = profile instanceof Users closed
                ? closed(scenario, stage, closed, shares)
                : profile.expected(stage.fromNanos(), stage.toNanos())
                        * 1e9
                        / (stage.toNanos() - stage.fromNanos())
                        * stage.loadFactor();
        shares.forEach((name, share) -> rates.put(name, share * total));
    }

    /** The asymptotic bound of a closed load: N users who think for Z send at most N/(Z + D), and at most 1/Dmax. */
    private static double closed(Scenario scenario, Stage stage, Users users, Map<String, Double> shares) {
        Flows one = new Flows(scenario, stage, shares);
        double busiest = 0;
        for (Page page : one.pages.values()) {
            for (StationSketch station : page.stations()) {
                busiest = Math.max(busiest, Formula.utilization(station));
            }
        }
        double idle = 0;
        for (String name : shares.keySet()) {
            idle += shares.get(name) * one.idleNanos(one.users.get(name), 0);
        }
        double cycle = idle + users.think().mean();
        double most = Math.min(users.users() * 1e9 / cycle, 1 / busiest);
        return Double.isFinite(most) ? most : 0;
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

    /**
     * How long the answer to one request takes on average when there is no other, in nanoseconds; {@code NaN} where
     * parts of it happen at once, or where there are no requests.
     */
    double idleNanos(String component, Demand call) {
        return call.perSecond() == 0 ? Double.NaN : idleNanos(behind(component, call), 0);
    }

    private double idleNanos(Page page, int depth) {
        double calls = 0;
        for (Demand demand : page.demands()) {
            calls += demand.perSecond();
        }
        if (calls == 0 || page.parallel() || depth > PAGES_EACH) {
            return Double.NaN;
        }
        double sum = page.pausePerSecond() * 1e9;
        for (StationSketch station : page.stations()) {
            for (StationSketch.Work work : station.works()) {
                sum += work.awaited() ? work.perSecond() * work.length().mean() : 0;
            }
        }
        double hop = scenario.network().map(n -> n.rtt().mean()).orElse(0.0);
        for (Map.Entry<String, List<Demand>> entry : page.calls().entrySet()) {
            for (Demand call : entry.getValue()) {
                if (call.perSecond() > 0 && !page.later().contains(entry.getKey())) {
                    sum += call.perSecond() * (hop + idleNanos(behind(entry.getKey(), call), depth + 1));
                }
            }
        }
        return sum / calls;
    }

    /** What one call leads to. */
    Page behind(String component, Demand call) {
        return behind.computeIfAbsent(
                new Called(component, call), called -> Page.of(scenario, stage, component, List.of(call)));
    }
}
