package dev.brownout.capacity;

import dev.brownout.sentence.Sentence;
import dev.brownout.spi.CallTiming;
import dev.brownout.spi.CapacityProperty.ErrorResponses;
import dev.brownout.spi.CapacityProperty.WithheldEstimates;
import dev.brownout.spi.CoreQueue;
import dev.brownout.spi.OfferedDemand;
import dev.brownout.spi.StationModel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Parts of a system that change the number of calls in a way that the model does not know. The estimates of the
 * components behind them are withheld.
 *
 * @param holding callers, and request classes of users, with limits that may hold calls back: workers, permits or
 *     connections that are nearly all in use, or with an unknown holding time
 * @param uncertain components with calls that may fail or time out: behind such a limit, overloaded, or slow compared
 *     with the timeouts of their callers
 * @param failing components with calls that fail, as far as it is known
 */
record BindingLimits(Set<String> holding, Set<String> uncertain, Set<String> failing) {
    /** No such parts. */
    static final BindingLimits NONE = new BindingLimits(new TreeSet<>(), new TreeSet<>(), new TreeSet<>());

    /** Share of the slots in use from which calls wait long enough to time out or to be rejected. */
    private static final double NEARLY_ALL = 0.95;

    /** Share of rejected calls that is neglected. */
    static final double RARE = 0.01;

    /** Multiple of the mean response time that 99 of 100 responses do not exceed, as for exponential times. */
    private static final double LATE = 4.6;

    /** Multiple for calls with retries, which keep a rare overload going. */
    private static final double LATE_WITH_RETRIES = 12;

    /** Rounding tolerance of shares. */
    private static final double ROUNDING = 1e-9;

    /** Share of the calls with work beyond their timeout that is neglected. */
    private static final double NEVER = 1e-3;

    /** Returns those of a stage. */
    static BindingLimits of(TrafficEquations flows) {
        BindingLimits all = new BindingLimits(new TreeSet<>(), new TreeSet<>(), new TreeSet<>());
        List<ComponentCapacityModel> models = flows.callers().toList();
        boolean retries = retries(flows, models);
        for (ComponentCapacityModel model : models) {
            if (SlotLimit.all(flows, model).anyMatch(limit -> holdsBack(flows, model, limit))
                    || !model.ofUsers() && passesUnknownShare(flows, model)) {
                all.holding.add(model.name());
            }
            all.addLate(flows, model, retries);
        }
        flows.componentModels().forEach((name, model) -> {
            if (all.holding.contains(name)
                    || model.first(WithheldEstimates.class).isPresent()
                    || model.stations().stream()
                            .anyMatch(station -> station.unknownLoad().isPresent())
                    || isOverloaded(flows, name)) {
                all.uncertain.add(name);
            }
        });
        flows.componentModels().values().stream()
                .filter(model -> fails(flows, model))
                .forEach(model -> all.failing.add(model.name()));
        addCallers(flows, all.failing);
        all.uncertain.addAll(all.failing);
        addCallers(flows, all.uncertain);
        return all;
    }

    /**
     * Returns whether the nodes of a component serve an unknown share of its calls, or serve them with other gaps: the
     * losses of their full queue are unknown, or their queue grows. The users of a closed loop wait instead.
     */
    private static boolean passesUnknownShare(TrafficEquations flows, ComponentCapacityModel model) {
        return flows.loops(model.name()).isEmpty()
                && model.stations().stream()
                        .anyMatch(station -> station.cores().speed().isPresent()
                                || GeneralArrivals.losesUnknownShare(flows, model.name(), station)
                                || Formula.loss(station) <= RARE
                                        && station.works().stream().anyMatch(StationModel.Work::awaited)
                                        && Formula.utilization(station) >= NEARLY_ALL);
    }

    /** Returns whether a component itself fails calls: by faults, errors, policies, missing nodes or overload. */
    private static boolean fails(TrafficEquations flows, ComponentCapacityModel model) {
        return model.failsAtOnce() > 0
                || model.first(ErrorResponses.class).isPresent()
                || model.throttles().stream().anyMatch(limit -> limit.counting().equals(model.name()))
                || !flows.consumesMessages(model.name()) && ServedShare.share(model) < 1 - ROUNDING;
    }

    private void addLate(TrafficEquations flows, ComponentCapacityModel model, boolean retries) {
        for (String callee : model.calls().keySet()) {
            for (OfferedDemand call : model.awaited(callee)) {
                if (call.timeout().isPresent() && call.perSecond() > 0) {
                    double timeoutNanos = call.timeout().get().toNanos();
                    double responseNanos = flows.queued().response(callee, call);
                    boolean isLate = flows.queues(callee).stream()
                            .flatMap(station -> station.works().stream())
                            .anyMatch(work -> work.awaited()
                                    && work.perSecond() > 0
                                    && 1 - work.length().cumulative(timeoutNanos) > NEVER);
                    if (isLate || responseNanos > timeoutNanos) {
                        failing.add(callee);
                    } else if (responseNanos * (retries ? LATE_WITH_RETRIES : LATE) > timeoutNanos) {
                        uncertain.add(callee);
                    }
                }
            }
        }
    }

    /** Returns whether some calls are made again after a failure. */
    private static boolean retries(TrafficEquations flows, List<ComponentCapacityModel> models) {
        return Stream.concat(
                        models.stream()
                                .flatMap(model -> model.calls().values().stream())
                                .flatMap(List::stream)
                                .flatMap(call -> call.route().policies().stream()),
                        flows.users().keySet().stream()
                                .flatMap(name -> flows.scenario().workload().requests().get(name).policies().stream()))
                .anyMatch(policy -> CallTiming.of(policy).maxAttempts() > 1);
    }

    private static boolean isOverloaded(TrafficEquations flows, String component) {
        return !flows.consumesMessages(component)
                && flows.loops(component).isEmpty()
                && flows.queues(component).stream().anyMatch(station -> Formula.utilization(station) >= NEARLY_ALL);
    }

    /** Adds the callers that wait for given components. */
    private static void addCallers(TrafficEquations flows, Set<String> components) {
        Map<String, List<String>> callers = new TreeMap<>();
        flows.componentModels()
                .forEach((name, model) -> model.calls().keySet().stream()
                        .filter(callee -> !model.awaited(callee).isEmpty())
                        .forEach(callee -> callers.computeIfAbsent(callee, any -> new ArrayList<>())
                                .add(name)));
        Deque<String> next = new ArrayDeque<>(components);
        while (!next.isEmpty()) {
            for (String caller : callers.getOrDefault(next.remove(), List.of())) {
                if (components.add(caller)) {
                    next.add(caller);
                }
            }
        }
    }

    boolean isEmpty() {
        return holding.isEmpty() && uncertain.isEmpty();
    }

    /** Returns the reason why a component behind such a limit has no estimates. */
    static Sentence reason(String name) {
        return Sentence.of("limits of {} hold calls back", name);
    }

    private static int places(ComponentCapacityModel model) {
        return model.stations().stream()
                .mapToInt(station -> station.cores().queueCapacity())
                .min()
                .orElse(CoreQueue.ANY_NUMBER);
    }

    /** Returns whether a limit of a component may hold calls back. */
    static boolean holdsBack(TrafficEquations flows, ComponentCapacityModel model, SlotLimit limit) {
        return limit.utilization() >= NEARLY_ALL
                || SlotLimit.keptBySessions(flows, model).isPresent()
                || HoldingTimes.unknown(flows, model).isPresent()
                || limit.heldLonger(flows, model)
                || limit.blockedShare(limit.permits() ? 0 : places(model)) > RARE;
    }
}
