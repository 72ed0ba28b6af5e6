package dev.brownout.capacity;

import dev.brownout.capacity.CarriedState.FlowHistory;
import dev.brownout.scenario.JourneySpec;
import dev.brownout.scenario.ReturningVisits;
import dev.brownout.scenario.Scenario;
import dev.brownout.spi.OfferedDemand;
import dev.brownout.workload.ClosedLoad;
import dev.brownout.workload.ConnectionLoad;
import dev.brownout.workload.LoadProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Requests of users in one stage: the rates of open loads, and the closed loops. A journey issues each of its requests
 * as often as visitors that do not leave early. If the previous stages are known, its later requests follow after the
 * mean think time of its visitors. Requests behind a waiting room follow the admitted visitors. Users that return add
 * visits.
 */
final class OfferedLoad {
    private final Scenario scenario;
    private final LoadStage stage;
    private final Map<String, Double> perSecond = new TreeMap<>();
    private final Map<String, Map<String, Double>> journeys = new TreeMap<>();
    private final Map<String, Double> begun = new TreeMap<>();
    /** Users that will return at the end of the stage, by journey. */
    private final Map<String, Double> returning = new TreeMap<>();

    private final List<Circle> closedLoops = new ArrayList<>();
    private final RoomPassages rooms;

    /**
     * Closed loop of users. Each user waits for the response before the next request.
     *
     * @param journey the name of their journey; empty without a journey
     * @param each the number of requests per user and round, by request class
     * @param thinkNanos think time of a user within a round, in nanoseconds, in addition to the think time between two
     *     rounds
     */
    record Circle(String journey, ClosedLoad users, Map<String, Double> each, double thinkNanos) {}

    /**
     * Users that arrived in earlier stages.
     *
     * @param begun visitors that have begun, by journey
     * @param waiting visitors that wait or are inside, by waiting room
     * @param returning users that will return for another visit, by journey
     */
    record UserHistory(
            Map<String, FlowHistory> begun, Map<String, WaitingRoomQueue> waiting, Map<String, Double> returning) {
        /** No users. */
        static final UserHistory NONE = new UserHistory(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
    }

    OfferedLoad(Scenario scenario, LoadStage stage) {
        this.scenario = scenario;
        this.stage = stage;
        this.rooms = new RoomPassages(scenario, stage);
        scenario.requests()
                .forEach((name, request) -> request.rate().ifPresent(rate -> {
                    Map<String, Double> separateRequests = new TreeMap<>();
                    separateRequests.put(name, 1.0);
                    add("", rate, separateRequests, 0);
                }));
        Map<String, Double> shares = new TreeMap<>(scenario.sharing());
        if (!shares.isEmpty() && scenario.load().isPresent()) {
            double total = 0;
            for (double share : shares.values()) {
                total += share;
            }
            double all = total;
            shares.replaceAll((name, share) -> share / all);
            add("", scenario.load().get(), shares, 0);
        }
        scenario.requests().keySet().stream()
                .filter(name -> unknown(scenario, stage, name).isPresent())
                .forEach(name -> perSecond.merge(name, 1.0, Double::sum));
        scenario.journeys().forEach((name, journey) -> journeys.put(name, journey.each()));
        scenario.journeys().forEach((name, journey) -> add(name, journey.rate(), journey.each(), journey.thinkNanos()));
        if (stage.carried().known()) {
            perSecond.forEach((name, rate) -> rooms.arrive(name, rate));
            begun.keySet().forEach(name -> rooms.begin(name, history(name)));
            rooms.pass();
            begun.keySet()
                    .forEach(name -> rooms.requests(name, history(name))
                            .forEach((request, rate) -> perSecond.merge(request, rate, Double::sum)));
        }
    }

    /** Returns whether the requests of users in a stage depend on earlier stages. */
    static boolean dependsOnHistory(Scenario scenario) {
        return !scenario.journeys().isEmpty() || RoomPassages.existIn(scenario);
    }

    /** Returns the history of the visitors that have begun a journey, up to the end of the stage. */
    private FlowHistory history(String journey) {
        return stage.carried()
                .users()
                .begun()
                .getOrDefault(journey, FlowHistory.NONE)
                .then(stage.fromNanos(), stage.toNanos(), begun.get(journey));
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
            total += returningPerSecond(journey, profile, total, thinkNanos);
            begun.put(journey, total);
        }
        if (journey.isEmpty() || !stage.carried().known()) {
            double all = total;
            shares.forEach((name, share) -> perSecond.merge(name, share * all, Double::sum));
        }
    }

    /** Returns the returning visits per second of a journey if no user leaves early. */
    private double returningPerSecond(String journey, LoadProfile profile, double newPerSecond, double thinkNanos) {
        Optional<JourneySpec.ReturnRule> rule = scenario.journeys().get(journey).returns();
        if (rule.isEmpty()) {
            return 0;
        }
        double cycleSeconds = (rule.get().after().mean() + thinkNanos) / 1e9;
        ReturningVisits visits = new ReturningVisits(rule.get().share().ratio(), cycleSeconds);
        double seconds = (stage.toNanos() - stage.fromNanos()) / 1e9;
        double before = stage.carried().known()
                ? stage.carried().users().returning().getOrDefault(journey, 0.0)
                : returningBefore(visits, profile);
        returning.put(journey, visits.after(before, newPerSecond, seconds));
        return visits.perSecond(before, newPerSecond, seconds);
    }

    /** Returns the users that will return at the start of a stage, if new users have come at a constant rate before. */
    private double returningBefore(ReturningVisits visits, LoadProfile profile) {
        double seconds = stage.fromNanos() / 1e9;
        return seconds == 0 ? 0 : visits.after(0, profile.expected(0, stage.fromNanos()) / seconds, seconds);
    }

    /** Returns the reason why the request rate of a class is unknown; empty if it is known. */
    static Optional<String> unknown(Scenario scenario, LoadStage stage, String request) {
        return scenario.requests()
                .get(request)
                .rate()
                .or(scenario::load)
                .filter(profile -> profile instanceof ConnectionLoad)
                .filter(profile -> scenario.faults().stream().anyMatch(fault -> fault.startAt() < stage.toNanos()))
                .map(profile -> "users reconnect after a fault");
    }

    /** Returns the visitors that begin per second, by journey. Closed loops are excluded. */
    Map<String, Double> begun() {
        return begun;
    }

    /**
     * Returns the part of the given calls that comes from new users, in calls per second. Of a journey, only the first
     * call counts.
     */
    double newcomers(List<OfferedDemand> calls) {
        double all = 0;
        Set<String> callers = new TreeSet<>();
        for (OfferedDemand call : calls) {
            all += call.perSecond();
            callers.add(call.caller());
        }
        double repeatedCalls = 0;
        for (Map.Entry<String, Double> visits : begun.entrySet()) {
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
    List<Circle> circles() {
        return closedLoops;
    }

    /** Returns the visitors per second that arrive at a waiting room; empty if the previous stages are unknown. */
    OptionalDouble arriving(String waitingRoom) {
        return rooms.arriving(waitingRoom);
    }

    /** Returns the requests per second of a class that pass a waiting room; empty if the rate is unknown. */
    OptionalDouble admitted(String waitingRoom, String request) {
        return rooms.admitted(waitingRoom, request);
    }

    /**
     * Returns the instant at which the rate behind a waiting room changes, in nanoseconds; {@code Long.MAX_VALUE} if it
     * does not change in this stage.
     */
    long changesAt() {
        return rooms.changesAt();
    }

    /** Returns the history of the users up to the end of the stage. */
    UserHistory historyAtEnd() {
        Map<String, FlowHistory> all = new TreeMap<>();
        begun.keySet().forEach(name -> all.put(name, history(name)));
        return new UserHistory(all, rooms.queuesAtEnd(), returning);
    }
}
