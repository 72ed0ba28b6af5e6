package dev.brownout.capacity;

import dev.brownout.capacity.CarriedState.FlowHistory;
import dev.brownout.scenario.RequestSpec;
import dev.brownout.scenario.Scenario;
import dev.brownout.spi.OfferedDemand;
import dev.brownout.workload.ClosedLoad;
import dev.brownout.workload.LoadProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The requests of users in one stage: the rates of open loads, and the closed loops. A journey asks for each of its
 * requests as often as its visitors do whom nothing makes leave. Where the stages before are known, its later requests
 * follow after the mean time that its visitors think, and those behind a waiting room follow the visitors let in.
 */
final class OfferedLoad {
    private final Scenario scenario;
    private final LoadStage stage;
    private final Map<String, Double> perSecond = new TreeMap<>();
    private final Map<String, Map<String, Double>> journeys = new TreeMap<>();
    private final Map<String, Double> begun = new TreeMap<>();
    private final List<Circle> circles = new ArrayList<>();
    private final RoomPassages rooms;

    /**
     * Users who each wait for answers before they go on, round and round.
     *
     * @param journey the name of their journey; empty where they are on none
     * @param each how often a user asks for each request on a round
     * @param thinkNanos how long he thinks on the way, besides what he thinks between two rounds
     */
    record Circle(String journey, ClosedLoad users, Map<String, Double> each, double thinkNanos) {}

    OfferedLoad(Scenario scenario, LoadStage stage) {
        this.scenario = scenario;
        this.stage = stage;
        this.rooms = new RoomPassages(scenario, stage);
        scenario.requests()
                .forEach((name, request) -> request.rate().ifPresent(rate -> {
                    Map<String, Double> alone = new TreeMap<>();
                    alone.put(name, 1.0);
                    add("", rate, alone, 0);
                    back(name, request, rate);
                }));
        Map<String, Double> sharing = new TreeMap<>(scenario.sharing());
        if (!sharing.isEmpty() && scenario.load().isPresent()) {
            double total = 0;
            for (double share : sharing.values()) {
                total += share;
            }
            double all = total;
            sharing.replaceAll((name, share) -> share / all);
            add("", scenario.load().get(), sharing, 0);
            sharing.keySet()
                    .forEach(name -> back(
                            name, scenario.requests().get(name), scenario.load().get()));
        }
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

    /** The visitors of a journey who have begun until the end of the stage. */
    private FlowHistory history(String journey) {
        return stage.carried()
                .begun()
                .getOrDefault(journey, FlowHistory.NONE)
                .then(stage.fromNanos(), stage.toNanos(), begun.get(journey));
    }

    private void add(String journey, LoadProfile profile, Map<String, Double> each, double thinkNanos) {
        if (profile instanceof ClosedLoad users) {
            long many = Math.min(ClosedLoad.USERS_MAX, Math.round(users.users() * stage.loadFactor()));
            if (many > 0) {
                circles.add(new Circle(journey, new ClosedLoad((int) many, users.think()), each, thinkNanos));
            }
            return;
        }
        double seconds = (stage.toNanos() - stage.fromNanos()) / 1e9;
        double total = profile.expected(stage.fromNanos(), stage.toNanos()) / seconds * stage.loadFactor();
        if (!journey.isEmpty()) {
            begun.put(journey, total);
        }
        if (journey.isEmpty() || !stage.carried().known()) {
            each.forEach((name, share) -> perSecond.merge(name, share * total, Double::sum));
        }
    }

    /** Adds the users who come back because faults ended their connections. */
    private void back(String name, RequestSpec request, LoadProfile profile) {
        double back = new Reconnections(scenario, request, profile).expected(stage.fromNanos(), stage.toNanos());
        if (back > 0) {
            perSecond.merge(name, back * 1e9 / (stage.toNanos() - stage.fromNanos()), Double::sum);
        }
    }

    /** Visitors who begin a second, by journey; none of those that are closed loops. */
    Map<String, Double> begun() {
        return begun;
    }

    /** Of some calls a second, those of users who have not called before: of a journey only the first. */
    double newcomers(List<OfferedDemand> calls) {
        double all = 0;
        Set<String> callers = new TreeSet<>();
        for (OfferedDemand call : calls) {
            all += call.perSecond();
            callers.add(call.caller());
        }
        double again = 0;
        for (Map.Entry<String, Double> visits : begun.entrySet()) {
            double each = 0;
            for (Map.Entry<String, Double> asked : journeys.get(visits.getKey()).entrySet()) {
                each += callers.contains(asked.getKey()) ? asked.getValue() : 0;
            }
            again += visits.getValue() * Math.max(0, each - 1);
        }
        return Math.max(0, all - again);
    }

    /** Requests a second of open loads, by class. */
    Map<String, Double> perSecond() {
        return perSecond;
    }

    /** The closed loops. */
    List<Circle> circles() {
        return circles;
    }

    /** Visitors a second who arrive before a waiting room; empty where the stages before are not known. */
    OptionalDouble arriving(String room) {
        return rooms.arriving(room);
    }

    /** Requests a second of a class that pass a waiting room; empty where nothing is known of them. */
    OptionalDouble admitted(String room, String request) {
        return rooms.admitted(room, request);
    }

    /** The instant at which the rate behind a waiting room changes; {@code Long.MAX_VALUE} for not in this stage. */
    long changesAt() {
        return rooms.changesAt();
    }

    /** The visitors of each journey who have begun until the end of the stage. */
    Map<String, FlowHistory> begunUntilEnd() {
        Map<String, FlowHistory> all = new TreeMap<>();
        begun.keySet().forEach(name -> all.put(name, history(name)));
        return all;
    }

    /** The lines before waiting rooms at the end of the stage. */
    Map<String, VisitorLine> linesAtEnd() {
        return rooms.linesAtEnd();
    }
}
