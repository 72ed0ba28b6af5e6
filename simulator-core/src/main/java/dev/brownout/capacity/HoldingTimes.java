package dev.brownout.capacity;

import dev.brownout.sentence.Sentence;
import dev.brownout.spi.CapacityProperty.UnknownTime;
import dev.brownout.spi.CapacityProperty.WorkerPoolModel;
import dev.brownout.spi.OfferedDemand;
import dev.brownout.spi.StationModel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Mean holding times of calls, in nanoseconds: work, pauses, and waiting for downstream calls, one after the other.
 * Without queueing at the downstream components, the result is a lower bound. A call with an infinite mean time has an
 * infinite holding time, even if its timeout is short, because the mean says nothing about most calls.
 */
final class HoldingTimes {
    private final TrafficEquations flows;
    /** Time of one call by model. Each call before it needs the time, so it is computed once. */
    private final Map<ComponentCapacityModel, Double> known = new LinkedHashMap<>();

    /** Waiting time of a call by component. */
    private final Map<String, Double> waits = new LinkedHashMap<>();

    private final Map<ComponentCapacityModel, Boolean> forked = new LinkedHashMap<>();

    private final double hop;
    private final boolean ignoresTimeouts;
    private final boolean queues;

    private HoldingTimes(TrafficEquations flows, boolean ignoresTimeouts, boolean queues) {
        this.flows = flows;
        this.hop = flows.scenario().network().map(n -> n.rtt().mean()).orElse(0.0);
        this.ignoresTimeouts = ignoresTimeouts;
        this.queues = queues;
    }

    /** Returns holding times without queueing and without timeouts of callers. */
    static HoldingTimes idle(TrafficEquations flows) {
        return new HoldingTimes(flows, true, false);
    }

    /** Returns holding times without queueing, limited by the timeouts of callers. */
    static HoldingTimes withoutQueueing(TrafficEquations flows) {
        return new HoldingTimes(flows, false, false);
    }

    /**
     * Returns holding times limited by the timeouts of callers, with the queueing at each component; without a formula,
     * that of M/M/1.
     */
    static HoldingTimes queued(TrafficEquations flows) {
        return new HoldingTimes(flows, false, true);
    }

    /** Returns the holding time of one call; {@code NaN} if parts of it run in parallel, or if the call rate is 0. */
    double exactly(String component, OfferedDemand call) {
        return call.perSecond() == 0 || isForked(flows.aggregateModel(component, call))
                ? Double.NaN
                : of(component, call);
    }

    /**
     * Returns the reason why the holding time of the calls of a component is unknown; empty if it is known: a
     * downstream call has an unknown rate or time, or some steps run in parallel.
     */
    static Optional<Sentence> unknown(TrafficEquations flows, ComponentCapacityModel componentModel) {
        if (componentModel.parallel()) {
            return Optional.of(Sentence.of("parallel steps overlap"));
        }
        Optional<Sentence> remainder = componentModel.calls().keySet().stream()
                .filter(callee -> !componentModel.awaited(callee).isEmpty())
                .map(flows.componentModels()::get)
                .filter(Objects::nonNull)
                .flatMap(callee -> callee.first(UnknownTime.class).stream())
                .map(UnknownTime::reason)
                .findFirst();
        if (remainder.isPresent()) {
            return remainder;
        }
        return componentModel.calls().keySet().stream()
                .flatMap(callee -> componentModel.awaited(callee).stream())
                .map(OfferedDemand::unknown)
                .filter(reason -> !reason.isEmpty() && !reason.equals(BindingLimits.reason(componentModel.name())))
                .findFirst();
    }

    /** Returns the holding time of one call, from its acceptance to its response; 0 if the call rate is 0. */
    double of(String component, OfferedDemand call) {
        return call.perSecond() == 0 ? 0 : callNanos(flows.aggregateModel(component, call));
    }

    /** Returns the response time of a call, whatever the timeout of its caller. */
    double response(String component, OfferedDemand call) {
        return hop + callNanos(flows.aggregateModel(component, call)) + (queues ? wait(component) : 0);
    }

    /** Returns the time of one request of users. */
    double of(ComponentCapacityModel users) {
        return callNanos(users);
    }

    /** Returns the mean number of occupied slots of a component. */
    double meanOccupied(String component, WorkerPoolModel slots) {
        double sum = 0;
        for (OfferedDemand call : slots.occupyingCalls()) {
            sum += call.perSecond() / 1e9 * (of(component, call) + (slots.remotelyFed() ? hop : 0));
        }
        return sum;
    }

    /** Returns the mean number of calls in flight behind a concurrency limit. */
    double meanOccupied(ConcurrencyLimitModel gate, ComponentCapacityModel componentModel) {
        if (gate.callee().isEmpty()) {
            return gate.perSecond() / 1e9 * callNanos(componentModel);
        }
        if (gate.kind() == ConcurrencyLimitModel.Kind.CONNECTIONS_OF_VISITS) {
            return keptConnections(componentModel.name(), gate.calls());
        }
        double sum = 0;
        for (OfferedDemand call : gate.calls()) {
            sum += call.perSecond() == 0
                    ? 0
                    : call.perSecond() / 1e9 * call(gate.callee().get(), call);
        }
        return sum;
    }

    /**
     * Returns the mean number of connections kept by visits. A connection is kept from the first step that needs one,
     * so the time before the first step does not count.
     */
    private double keptConnections(String component, List<OfferedDemand> visits) {
        double sum = 0;
        for (OfferedDemand visit : visits) {
            sum += visit.perSecond() / 1e9 * (of(component, visit) - of(component, visit.withRest(List.of())));
        }
        return sum;
    }

    /** Returns the time of one call of a model. A call that waits for itself, which no run accepts, counts once. */
    private double callNanos(ComponentCapacityModel componentModel) {
        Double knownNanos = known.putIfAbsent(componentModel, 0.0);
        if (knownNanos != null) {
            return knownNanos;
        }
        double calls = componentModel.callsPerSecond();
        double nanos = calls == 0 ? 0 : perSecond(componentModel) / calls;
        known.put(componentModel, nanos);
        return nanos;
    }

    private boolean isForked(ComponentCapacityModel componentModel) {
        Boolean knownFork = forked.putIfAbsent(componentModel, true);
        if (knownFork != null) {
            return knownFork;
        }
        boolean anyFork = componentModel.parallel()
                || componentModel.calls().entrySet().stream()
                        .anyMatch(entry -> componentModel.awaited(entry.getKey()).stream()
                                .anyMatch(call ->
                                        call.perSecond() > 0 && isForked(flows.aggregateModel(entry.getKey(), call))));
        forked.put(componentModel, anyFork);
        return anyFork;
    }

    /** Returns the time of all calls of a component, in nanoseconds per second. */
    private double perSecond(ComponentCapacityModel componentModel) {
        double sum = sequentialNanos(componentModel);
        for (StationModel station : componentModel.stations()) {
            sum += awaitedNanos(station.works());
        }
        for (StationModel part : componentModel.machines().parts()) {
            sum += awaitedNanos(part.works());
        }
        return sum;
    }

    private static double awaitedNanos(List<StationModel.Work> works) {
        double sum = 0;
        for (StationModel.Work work : works) {
            sum += work.awaited() && work.perSecond() > 0
                    ? work.perSecond() * work.length().mean()
                    : 0;
        }
        return sum;
    }

    private double sequentialNanos(ComponentCapacityModel componentModel) {
        double sum = componentModel.pausePerSecond() * 1e9;
        for (Map.Entry<String, List<OfferedDemand>> entry :
                componentModel.calls().entrySet()) {
            for (OfferedDemand call : componentModel.awaited(entry.getKey())) {
                sum += call.perSecond() > 0 ? call.perSecond() * call(entry.getKey(), call) : 0;
            }
        }
        return sum;
    }

    private double call(String component, OfferedDemand call) {
        double responseNanos = response(component, call);
        return ignoresTimeouts || call.timeout().isEmpty() || Double.isInfinite(responseNanos)
                ? responseNanos
                : Math.min(responseNanos, call.timeout().get().toNanos());
    }

    /**
     * Returns the mean waiting time of a call at the nodes of a component, in nanoseconds; without a formula, that of
     * M/M/1.
     */
    private double wait(String component) {
        return waits.computeIfAbsent(component, this::waitOnce);
    }

    private double waitOnce(String component) {
        double calls = 0;
        double waitingNanos = 0;
        for (StationModel station : flows.queues(component)) {
            double works = awaitedNanos(station.works());
            double formula = station.callsPerSecond() == 0
                    ? Double.NaN
                    : Formula.of(station).meanNanos() * station.callsPerSecond();
            double busy = Formula.utilization(station);
            double likely = !(busy < 1) ? works : works / (1 - busy);
            calls += station.callsPerSecond();
            waitingNanos += Math.max(0, (Double.isNaN(formula) ? likely : formula) - works);
        }
        return calls == 0 ? 0 : waitingNanos / calls;
    }
}
