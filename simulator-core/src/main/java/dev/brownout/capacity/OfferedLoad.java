package dev.brownout.capacity;

import dev.brownout.scenario.JourneySpec;
import dev.brownout.scenario.Scenario;
import dev.brownout.sentence.Sentence;
import dev.brownout.spi.OfferedDemand;
import dev.brownout.spi.Step;
import dev.brownout.spi.component.UserSessions;
import dev.brownout.workload.ClosedLoad;
import dev.brownout.workload.ConnectionLoad;
import dev.brownout.workload.LoadProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Requests of users in one stage: the rates of open loads, and the closed loops. A journey issues each of its requests
 * as often as visitors that do not leave early.
 */
final class OfferedLoad {
    /** Relative change of a rate up to which it counts as constant. */
    private static final double STEADY = 0.1;

    /** Number of mean times after which nearly all of an exponential transition has happened. */
    private static final int CYCLES = 3;

    private final LoadStage stage;
    private final Map<String, Double> perSecond = new TreeMap<>();
    private final Map<String, Map<String, Double>> journeys = new TreeMap<>();
    private final Map<String, Double> visitorRates = new TreeMap<>();
    private final List<Circle> closedLoops = new ArrayList<>();

    /**
     * Closed loop of users. Each user waits for the response before the next request.
     *
     * @param journey the name of their journey; empty without a journey
     * @param each the number of requests per user and round, by request class
     * @param thinkNanos think time of a user within a round, in nanoseconds, in addition to the think time between two
     *     rounds
     */
    record Circle(String journey, ClosedLoad users, Map<String, Double> each, double thinkNanos) {}

    OfferedLoad(Scenario scenario, LoadStage stage) {
        this.stage = stage;
        scenario.workload()
                .requests()
                .forEach((name, request) -> request.rate().ifPresent(rate -> {
                    Map<String, Double> separateRequests = new TreeMap<>();
                    separateRequests.put(name, 1.0);
                    add("", rate, separateRequests, 0);
                }));
        Map<String, Double> shares = new TreeMap<>(scenario.workload().sharing());
        if (!shares.isEmpty() && scenario.workload().load().isPresent()) {
            double total = 0;
            for (double share : shares.values()) {
                total += share;
            }
            double all = total;
            shares.replaceAll((name, share) -> share / all);
            add("", scenario.workload().load().get(), shares, 0);
        }
        scenario.workload().journeys().forEach((name, journey) -> journeys.put(name, journey.meanRequestsByName()));
        scenario.workload()
                .journeys()
                .forEach((name, journey) ->
                        add(name, journey.rate(), journey.meanRequestsByName(), journey.thinkNanos()));
        scenario.workload().requests().keySet().stream()
                .filter(name -> unknown(scenario, stage, name).isPresent())
                .forEach(name -> perSecond.merge(name, 1.0, Math::max));
    }

    private void add(String journey, LoadProfile profile, Map<String, Double> shares, double thinkNanos) {
        if (profile instanceof ClosedLoad users) {
            long count = Math.min(ClosedLoad.USERS_MAX, Math.round(users.users() * stage.loadFactor()));
            if (count > 0) {
                closedLoops.add(new Circle(journey, new ClosedLoad((int) count, users.think()), shares, thinkNanos));
            }
            return;
        }
        double seconds = (stage.toNanos() - stage.fromNanos()) / 1e9;
        double total = profile.expected(stage.fromNanos(), stage.toNanos()) / seconds * stage.loadFactor();
        if (!journey.isEmpty()) {
            visitorRates.put(journey, total);
        }
        double all = total;
        shares.forEach((name, share) -> perSecond.merge(name, share * all, Double::sum));
    }

    /** Returns the reason why the request rate of a class is unknown; empty if it is known. */
    static Optional<Sentence> unknown(Scenario scenario, LoadStage stage, String request) {
        boolean reconnects = scenario.faults().stream().anyMatch(fault -> fault.startAt() < stage.toNanos())
                && scenario.workload()
                                .requests()
                                .get(request)
                                .rate()
                                .or(scenario.workload()::load)
                                .orElse(null)
                        instanceof ConnectionLoad;
        return reconnects
                ? Optional.of(Sentence.of("users reconnect after a fault"))
                : scenario.workload().journeys().values().stream()
                        .filter(journey -> journey.meanRequestsByName().containsKey(request))
                        .flatMap(journey -> unknown(scenario, stage, request, journey).stream())
                        .findFirst();
    }

    private static Optional<Sentence> unknown(Scenario scenario, LoadStage stage, String request, JourneySpec journey) {
        boolean first = request.equals(journey.steps().get(0).request());
        if (journey.rate() instanceof ClosedLoad) {
            return Optional.empty();
        }
        if (journey.returns().filter(rule -> rule.share().ratio() > 0).isPresent()) {
            return Optional.of(Sentence.of("returning users add visits"));
        }
        boolean waits = journey.meanRequestsByName().keySet().stream().anyMatch(name -> passesRoom(scenario, name));
        if (waits && !first && !passesRoom(scenario, request)) {
            return Optional.of(Sentence.of("visitors may wait in a waiting room before"));
        }
        boolean once = first && journey.meanRequestsByName().get(request) <= 1;
        return once || isSteady(scenario, stage, journey)
                ? Optional.empty()
                : Optional.of(Sentence.of("visitors of an earlier stage are still on their journey"));
    }

    /**
     * Returns whether the rate of a journey before the stage, weighted with the think time of its visitors, equals the
     * rate in the stage.
     */
    private static boolean isSteady(Scenario scenario, LoadStage stage, JourneySpec journey) {
        long from = stage.fromNanos();
        double think = journey.thinkNanos();
        double before = rate(journey, from - (long) (CYCLES * think), from) * Stages.loadFactor(scenario, from - 1);
        double now = rate(journey, from, stage.toNanos()) * Stages.loadFactor(scenario, from);
        return Math.abs(now - before) * Math.min(1, think / (stage.toNanos() - from)) <= STEADY * now;
    }

    /** Returns the mean rate of a journey between two instants, per nanosecond; there is none before the start. */
    private static double rate(JourneySpec journey, long from, long to) {
        return to <= from ? 0 : journey.rate().expected(Math.max(0, from), to) / (to - from);
    }

    /** Returns whether requests of a class pass a waiting room. */
    static boolean passesRoom(Scenario scenario, String request) {
        return Step.all(scenario.workload().requests().get(request).steps()).stream()
                .flatMap(step -> Step.targetOf(step).stream())
                .map(target -> scenario.components().get(target.component()))
                .anyMatch(
                        entry -> entry != null && UserSessions.of(entry.spec()).admitsVisitors());
    }

    /** Returns the visitors that begin per second, by journey. Closed loops are excluded. */
    Map<String, Double> visitorRates() {
        return visitorRates;
    }

    /**
     * Returns the part of the given calls that comes from new users, in calls per second. Of a journey, only the first
     * call counts.
     */
    double arrivalRate(List<OfferedDemand> calls) {
        double all = 0;
        Set<String> callers = new TreeSet<>();
        for (OfferedDemand call : calls) {
            all += call.perSecond();
            callers.add(call.caller());
        }
        double repeatedCalls = 0;
        for (Map.Entry<String, Double> visits : visitorRates.entrySet()) {
            double requestsPerVisit = 0;
            for (Map.Entry<String, Double> requests :
                    journeys.get(visits.getKey()).entrySet()) {
                requestsPerVisit += callers.contains(requests.getKey()) ? requests.getValue() : 0;
            }
            repeatedCalls += visits.getValue() * Math.max(0, requestsPerVisit - 1);
        }
        return Math.max(0, all - repeatedCalls);
    }

    /** Returns the requests per second of open loads, by request class. */
    Map<String, Double> perSecond() {
        return perSecond;
    }

    /** Returns the closed loops. */
    List<Circle> closedLoops() {
        return closedLoops;
    }
}
