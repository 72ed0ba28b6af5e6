package dev.brownout.capacity;

import dev.brownout.capacity.CarriedState.FlowHistory;
import dev.brownout.random.Distribution;
import dev.brownout.scenario.ComponentEntry;
import dev.brownout.scenario.JourneySpec.Visit;
import dev.brownout.scenario.Regions;
import dev.brownout.scenario.Scenario;
import dev.brownout.spi.Step;
import dev.brownout.spi.component.VisitorAdmission;
import dev.brownout.spi.component.VisitorAdmission.AdmissionRules;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * Visitors that pass waiting rooms in one stage, by source: a request class, or a journey. A journey uses one waiting
 * room, the first on its path. Its later requests follow the admitted visitors.
 */
final class RoomPassages {
    private final Scenario scenario;
    private final LoadStage stage;
    private final Map<String, Map<String, Double>> arriving = new TreeMap<>();
    private final Map<String, Map<String, String>> classes = new TreeMap<>();
    private final Map<String, Double> stayNanosByRoom = new TreeMap<>();
    private final Map<String, WaitingRoomQueue.StageResult> passages = new TreeMap<>();
    private final Map<String, Map<String, Double>> admitted = new TreeMap<>();

    RoomPassages(Scenario scenario, LoadStage stage) {
        this.scenario = scenario;
        this.stage = stage;
    }

    /** Returns whether a scenario has a waiting room. */
    static boolean existIn(Scenario scenario) {
        return scenario.components().values().stream()
                .anyMatch(entry -> VisitorAdmission.admission(entry.spec()).isPresent());
    }

    /** Returns the waiting room that every request of a class passes; empty if there is none. */
    private Optional<String> room(String request) {
        return scenario.requests().get(request).steps().stream()
                .filter(step -> step.options().share() == 1)
                .flatMap(step -> Step.targetOf(step).stream())
                .map(target -> target.component())
                .filter(name -> rules(name).isPresent())
                .findFirst();
    }

    private Optional<AdmissionRules> rules(String waitingRoom) {
        return Optional.ofNullable(scenario.components().get(waitingRoom))
                .map(ComponentEntry::spec)
                .flatMap(VisitorAdmission::admission);
    }

    /** Adds requests of a class, each from a separate visitor. */
    void arrive(String request, double perSecond) {
        room(request).ifPresent(waitingRoom -> arrive(waitingRoom, request, request, perSecond, 0));
    }

    private void arrive(String waitingRoom, String source, String request, double perSecond, double stayNanos) {
        arriving.computeIfAbsent(waitingRoom, r -> new TreeMap<>()).merge(source, perSecond, Double::sum);
        classes.computeIfAbsent(waitingRoom, r -> new TreeMap<>()).put(source, request);
        stayNanosByRoom.merge(waitingRoom, stayNanos, Math::max);
    }

    /** Adds the visitors of a journey that reach their waiting room in this stage. */
    void begin(String journey, FlowHistory begun) {
        double delay = 0;
        List<Visit> steps = scenario.journeys().get(journey).steps();
        for (int i = 0; i < steps.size(); i++) {
            Visit visit = steps.get(i);
            Optional<String> waitingRoom = room(visit.request());
            if (waitingRoom.isPresent() && visit.when().ratio() == 1) {
                double stay = 0;
                double since = 0;
                for (Visit later : steps.subList(i, steps.size())) {
                    stay = room(later.request()).equals(waitingRoom) ? since : stay;
                    since += thinkNanos(later);
                }
                arrive(waitingRoom.get(), journey, visit.request(), rate(begun, delay), stay);
                return;
            }
            delay += thinkNanos(visit);
        }
    }

    private static double thinkNanos(Visit visit) {
        return visit.each() * visit.think().map(Distribution::mean).orElse(0.0);
    }

    /** Returns the mean rate in this stage of a flow that arrives after a delay. */
    private double rate(FlowHistory flow, double delayNanos) {
        return flow.mean(stage.fromNanos() - delayNanos, stage.toNanos() - delayNanos);
    }

    /** Computes the passage of the added visitors through their waiting rooms. */
    void pass() {
        arriving.forEach((waitingRoom, sources) -> {
            AdmissionRules rules = rules(waitingRoom).orElseThrow();
            int locationCount = Math.max(
                    1,
                    Regions.of(scenario)
                            .placesOf(scenario.components().get(waitingRoom))
                            .size());
            AdmissionRules all = new AdmissionRules(
                    rules.perSecond() * locationCount,
                    rules.maxInside() * locationCount,
                    rules.sessionNanos(),
                    rules.timeoutNanos());
            WaitingRoomQueue queue =
                    stage.carried().users().waiting().getOrDefault(waitingRoom, WaitingRoomQueue.EMPTY);
            WaitingRoomQueue.StageResult passage =
                    queue.advance(stage, sources, all, rules.sessionNanos() + stayNanosByRoom.get(waitingRoom));
            passages.put(waitingRoom, passage);
            passage.admissionRates()
                    .forEach((source, perSecond) ->
                            admit(waitingRoom, classes.get(waitingRoom).get(source), perSecond));
        });
    }

    private void admit(String waitingRoom, String request, double perSecond) {
        admitted.computeIfAbsent(waitingRoom, r -> new TreeMap<>()).merge(request, perSecond, Double::sum);
    }

    /**
     * Returns the requests per second of a journey, by class. Requests behind its waiting room follow the admitted
     * visitors.
     */
    Map<String, Double> requests(String journey, FlowHistory begun) {
        Map<String, Double> requests = new TreeMap<>();
        FlowHistory flow = begun;
        double delay = 0;
        String met = "";
        for (Visit visit : scenario.journeys().get(journey).steps()) {
            String waitingRoom = room(visit.request()).orElse("");
            double think = thinkNanos(visit);
            double repeats = visit.times() > 1 ? think * (visit.times() - 1) / (2.0 * visit.times()) : 0;
            boolean first =
                    met.isEmpty() && !waitingRoom.isEmpty() && visit.when().ratio() == 1;
            double perSecond = rate(flow, delay + repeats) * visit.each();
            if (first) {
                met = waitingRoom;
                double arriving = rate(begun, delay);
                flow = continuing(passages.get(waitingRoom).after(), journey);
                delay = 0;
                FlowHistory inside = passages.get(waitingRoom).after().entered().get(journey);
                double repeatedVisits = rate(inside, repeats) * (visit.each() - 1);
                perSecond = arriving + repeatedVisits;
                admit(waitingRoom, visit.request(), repeatedVisits);
            } else if (!waitingRoom.isEmpty()) {
                admit(waitingRoom, visit.request(), perSecond);
            }
            requests.merge(visit.request(), perSecond, Double::sum);
            delay += think;
        }
        return requests;
    }

    /**
     * Returns the visitors of a journey that continue behind a waiting room: those admitted, and those that continue
     * after leaving the queue.
     */
    private FlowHistory continuing(WaitingRoomQueue queue, String journey) {
        double stops = scenario.journeys()
                .get(journey)
                .leaves()
                .map(leaveRules -> leaveRules.error().ratio())
                .orElse(0.0);
        return queue.entered().get(journey).plus(queue.left().get(journey), 1 - stops);
    }

    /** Returns the visitors per second that arrive at a waiting room; empty if the rate is unknown. */
    OptionalDouble arriving(String waitingRoom) {
        return arriving.containsKey(waitingRoom)
                ? OptionalDouble.of(arriving.get(waitingRoom).values().stream()
                        .mapToDouble(rate -> rate)
                        .sum())
                : OptionalDouble.empty();
    }

    /** Returns the requests per second of a class that pass a waiting room; empty if the rate is unknown. */
    OptionalDouble admitted(String waitingRoom, String request) {
        Double admittedPerSecond =
                admitted.getOrDefault(waitingRoom, new TreeMap<>()).get(request);
        return admittedPerSecond == null ? OptionalDouble.empty() : OptionalDouble.of(admittedPerSecond);
    }

    /**
     * Returns the first instant at which the rate behind a waiting room changes, in nanoseconds; {@code Long.MAX_VALUE}
     * if it does not change in this stage.
     */
    long changesAt() {
        return passages.values().stream()
                .mapToLong(WaitingRoomQueue.StageResult::changesAt)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    /** Returns the queues of the waiting rooms at the end of the stage. */
    Map<String, WaitingRoomQueue> queuesAtEnd() {
        Map<String, WaitingRoomQueue> queues = new TreeMap<>();
        passages.forEach((waitingRoom, passage) -> queues.put(waitingRoom, passage.after()));
        return queues;
    }
}
