package dev.brownout.capacity;

import dev.brownout.capacity.ClosedLoop.Centre;
import dev.brownout.host.Cores;
import dev.brownout.result.ScenarioExplanation.Loop;
import dev.brownout.scenario.ComponentEntry;
import dev.brownout.sentence.Sentence;
import dev.brownout.spi.CapacityProperty.ErrorResponses;
import dev.brownout.spi.CapacityProperty.WithheldEstimates;
import dev.brownout.spi.CapacityProperty.WorkerPoolModel;
import dev.brownout.spi.CoreQueue;
import dev.brownout.spi.OfferedDemand;
import dev.brownout.spi.StationModel;
import dev.brownout.workload.ClosedLoad;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Throughput and response times of a closed load. Each user waits for the response, thinks, and sends the next request.
 */
final class ClosedLoadModel {
    private final ClosedLoad users;
    private final Set<String> awaited = new TreeSet<>();
    private final Map<String, Double> means = new TreeMap<>();
    private final double aloneSeconds;
    private double perSecond;
    private double mostPerSecond = Double.POSITIVE_INFINITY;
    private boolean exact = true;
    private final boolean known;

    /**
     * Solves the model.
     *
     * @param thinkNanos think time of a user within a round, in nanoseconds, in addition to the think time between two
     *     rounds
     * @param roundFlows the flows of one round per second
     * @param otherFlows the flows of all other load on the same nodes
     */
    ClosedLoadModel(ClosedLoad users, double thinkNanos, TrafficEquations roundFlows, TrafficEquations otherFlows) {
        this.users = users;
        HoldingTimes idle = roundFlows.idle();
        double undisturbedSeconds = (users.think().mean() + thinkNanos) / 1e9;
        for (ComponentCapacityModel componentModel : roundFlows.users().values()) {
            undisturbedSeconds +=
                    idle.of(componentModel) * componentModel.demands().get(0).perSecond() / 1e9;
            waitFor(roundFlows, componentModel);
        }
        for (String component : List.copyOf(awaited)) {
            Optional.ofNullable(roundFlows.scenario().components().get(component))
                    .flatMap(ComponentEntry::host)
                    .ifPresent(awaited::add);
        }
        aloneSeconds = undisturbedSeconds;
        Map<String, Centre> stations = new LinkedHashMap<>();
        List<Centre> centres = new ArrayList<>();
        for (String component : awaited) {
            ComponentCapacityModel componentModel = roundFlows.componentModels().get(component);
            if (componentModel != null) {
                limit(roundFlows, componentModel);
            }
            for (StationModel station : queues(roundFlows, component)) {
                if (station.callsPerSecond() > 0 && Formula.utilization(station) > 0) {
                    Centre centre = centre(component, station, otherFlows);
                    stations.put(name(component, station), centre);
                    mostPerSecond = Math.min(mostPerSecond, station.cores().capacity() / centre.demand());
                    if (centre.servers() < users.users()) {
                        station.nodes().forEach(machine -> centres.add(centre));
                        undisturbedSeconds -= demandSeconds(station);
                    }
                }
            }
        }
        double maxPerSecond = Math.min(mostPerSecond, users.users() / aloneSeconds);
        perSecond = Double.isFinite(maxPerSecond) ? maxPerSecond : 0;
        solve(roundFlows, undisturbedSeconds, stations, centres);
        known = Stream.concat(
                        roundFlows.users().values().stream(),
                        awaited.stream().map(roundFlows.componentModels()::get).filter(Objects::nonNull))
                .allMatch(model -> passesAll(roundFlows, model));
    }

    /** Applies the slots of a component, and the causes of an approximate solution. */
    private void limit(TrafficEquations flows, ComponentCapacityModel model) {
        for (WorkerPoolModel slots : model.declared(WorkerPoolModel.class)) {
            exact &= slots.slotsPerHost() >= users.users();
            mostPerSecond = Math.min(
                    mostPerSecond,
                    slots.totalSlots() / flows.minimumHoldingTimes().meanOccupied(model.name(), slots));
        }
    }

    /** Returns whether no limit, policy or failure changes the number and the time of the calls of a component. */
    private boolean passesAll(TrafficEquations flows, ComponentCapacityModel model) {
        return model.first(WithheldEstimates.class).isEmpty()
                && model.first(ErrorResponses.class).isEmpty()
                && model.failsAtOnce() == 0
                && HoldingTimes.unknown(flows, model).isEmpty()
                && model.stations().stream().allMatch(this::accepts)
                && model.machines().parts().stream()
                        .allMatch(part -> part.unknownLoad().isEmpty())
                && SlotLimit.all(flows, model).allMatch(limit -> limit.slots().slotsPerHost() >= users.users())
                && model.calls().values().stream()
                        .flatMap(List::stream)
                        .flatMap(call -> call.route().policies().stream())
                        .allMatch(policy -> policy.withholdsEstimates(true).isEmpty());
    }

    private boolean accepts(StationModel station) {
        return station.obstacle().isEmpty()
                && (station.cores().isUnlimited()
                        || (long) station.cores().queueCapacity()
                                        + station.cores().servers()
                                >= users.users());
    }

    /** Returns the reason why the rate of the requests is unknown; empty if it is known. */
    Sentence unknown() {
        return known ? Sentence.EMPTY : Sentence.of("limits and failures change the rate of a closed loop");
    }

    private void solve(
            TrafficEquations roundFlows, double delaySeconds, Map<String, Centre> stations, List<Centre> centres) {
        if (perSecond == 0 || !ClosedLoop.isFeasible(users.users(), centres)) {
            exact = false;
            return;
        }
        ClosedLoop loop = new ClosedLoop(users.users(), Math.max(0, delaySeconds), centres);
        exact &= loop.throughput() <= perSecond * (1 + 1e-9);
        perSecond = Math.min(perSecond, loop.throughput());
        for (String component : awaited) {
            for (StationModel station : queues(roundFlows, component)) {
                int index = centres.indexOf(stations.get(name(component, station)));
                if (index >= 0 && station.works().stream().allMatch(StationModel.Work::awaited)) {
                    double present = loop.present(index) * station.nodes().size();
                    means.put(name(component, station), present / (perSecond * station.callsPerSecond()) * 1e9);
                }
            }
        }
    }

    /**
     * Returns the queues of single calls at the nodes of a component, or at a node that it shares with other
     * components.
     */
    private static List<StationModel> queues(TrafficEquations flows, String component) {
        List<StationModel> queues =
                new ArrayList<>(flows.shared(component).stream().toList());
        ComponentCapacityModel componentModel = flows.componentModels().get(component);
        if (componentModel != null) {
            ComponentEntry entry = flows.scenario().components().get(component);
            queues.addAll(entry != null && entry.host().isPresent() ? List.of() : componentModel.stations());
            componentModel.machines().parts().stream()
                    .filter(part -> part.unknownLoad().isEmpty())
                    .forEach(queues::add);
        }
        return queues;
    }

    /** Returns the service centre for one node of a station, slowed down by the other load on the node. */
    private Centre centre(String component, StationModel station, TrafficEquations otherFlows) {
        double busy = 0;
        for (StationModel other : queues(otherFlows, component)) {
            busy = other.part().equals(station.part()) ? Formula.utilization(other) : busy;
        }
        exact &= busy == 0
                && station.nodes().size() == 1
                && station.obstacle().isEmpty()
                && station.works().stream().allMatch(StationModel.Work::awaited)
                && (Formula.exponential(station) || station.cores().scheduling() == Cores.Scheduling.PS)
                && (long) station.cores().queueCapacity() + station.cores().servers() >= users.users();
        CoreQueue cores = station.cores();
        double demand = Formula.utilization(station) * cores.capacity() / (1 - Math.min(busy, 1));
        return new Centre(demand, cores.servers());
    }

    private static double demandSeconds(StationModel station) {
        double sum = 0;
        for (StationModel.Work work : station.works()) {
            sum += work.awaited() ? work.perSecond() * work.length().mean() / 1e9 : 0;
        }
        return sum;
    }

    private void waitFor(TrafficEquations roundFlows, ComponentCapacityModel componentModel) {
        for (Map.Entry<String, List<OfferedDemand>> entry :
                componentModel.calls().entrySet()) {
            boolean called = componentModel.awaited(entry.getKey()).stream().anyMatch(call -> call.perSecond() > 0);
            ComponentCapacityModel next = roundFlows.componentModels().get(entry.getKey());
            if (called && next != null && awaited.add(entry.getKey())) {
                waitFor(roundFlows, next);
            }
        }
    }

    private static String name(String component, StationModel station) {
        return component + "/" + station.part();
    }

    /**
     * Returns the rounds per second of all users together. If each round is a single request, this is the request rate.
     */
    double perSecond() {
        return perSecond;
    }

    /**
     * Returns the number of users, the time of an undisturbed round, and the maximum throughput. They give the
     * asymptotic bounds of P. J. Denning and J. P. Buzen, "The operational analysis of queueing network models",
     * Computing Surveys 10 (1978).
     */
    Loop bounds() {
        return new Loop(users.users(), aloneSeconds * 1e9, mostPerSecond);
    }

    /** Returns whether users wait for a component before they send the next request. */
    boolean waitsFor(String component) {
        return awaited.contains(component);
    }

    /** Returns the mean response time of a call at a station, in nanoseconds; {@code NaN} if it was not computed. */
    double meanNanos(String component, StationModel station) {
        return means.getOrDefault(name(component, station), Double.NaN);
    }

    /** Returns a short description of the method of calculation. */
    Sentence methodText() {
        QueueFormula formula = exact ? QueueFormula.CLOSED_LOOP : QueueFormula.CLOSED_LOOP_APPROXIMATION;
        return Sentence.of(
                users.users() == 1 ? "closed loop of {} user, {}" : "closed loop of {} users, {}",
                users.users(),
                Sentence.of(means.isEmpty() ? "at most" : formula.notation()));
    }
}
