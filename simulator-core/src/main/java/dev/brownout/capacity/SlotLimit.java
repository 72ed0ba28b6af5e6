package dev.brownout.capacity;

import dev.brownout.elementary.ElementaryFunctions;
import dev.brownout.instrument.TimeFormat;
import dev.brownout.sentence.Sentence;
import dev.brownout.spi.CapacityProperty.WorkerPoolModel;
import dev.brownout.spi.OfferedDemand;
import dev.brownout.spi.StationModel;
import dev.brownout.spi.component.ConnectionHandling;
import dev.brownout.spi.component.ConnectionHandling.ServerConnections;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Throughput limit of slots that calls occupy while they wait for downstream calls. By Little's law, the throughput is
 * at most the number of slots over the mean holding time.
 *
 * @param slots the slots
 * @param users whether the slots belong to users, and not to nodes
 * @param offeredPerSecond calls per second that need a slot
 * @param meanOccupied mean number of occupied slots without queueing at downstream components
 * @param meanOccupiedWithQueues mean number of occupied slots with queueing at downstream components; without a
 *     formula, that of M/M/1
 * @param line whether calls queue for a slot, first come, first served, for a time of Erlang's formula
 * @param permits whether calls without a slot are rejected, immediately or after a short wait
 * @param callee the called component; empty for slots of whole requests or of a tier
 */
record SlotLimit(
        WorkerPoolModel slots,
        boolean users,
        double offeredPerSecond,
        double meanOccupied,
        double meanOccupiedWithQueues,
        boolean line,
        boolean permits,
        Optional<String> callee) {
    private static final double ROUNDING = 1e-9;

    /** Share of the calls in a queue that is neglected. */
    private static final double RARE = 0.01;

    /** Factor of the holding time from which downstream queueing is not neglected. */
    private static final double LONGER = 1.1;

    /** Factor around the number of slots that saturates the cores within which both limit the calls. */
    private static final double KNEE = 4;

    /** Minimum factor by which the slots must be tighter than the cores to be reported. */
    private static final double NEARLY = 1.01;

    /** Returns all limits of a component or of users: the tightest one of its slots, and those around its calls. */
    static Stream<SlotLimit> all(TrafficEquations flows, ComponentCapacityModel componentModel) {
        return Stream.concat(
                of(flows, componentModel.name(), componentModel).stream(),
                limitsAround(flows, componentModel).stream());
    }

    /** Returns the tightest limit of a component; empty if it has no slots or no calls. */
    static Optional<SlotLimit> of(TrafficEquations flows, String component, ComponentCapacityModel componentModel) {
        SlotLimit narrowest = null;
        for (WorkerPoolModel slots : componentModel.declared(WorkerPoolModel.class)) {
            SlotLimit limit = of(flows, component, slots);
            boolean counts = !slots.nodes().isEmpty()
                    && slots.totalSlots() > 0
                    && limit.meanOccupied > 0
                    && Double.isFinite(limit.meanOccupied);
            narrowest =
                    counts && (narrowest == null || limit.utilization() > narrowest.utilization()) ? limit : narrowest;
        }
        return Optional.ofNullable(narrowest);
    }

    private static SlotLimit of(TrafficEquations flows, String component, WorkerPoolModel slots) {
        return new SlotLimit(
                slots,
                false,
                slots.occupyingCalls().stream()
                        .mapToDouble(OfferedDemand::perSecond)
                        .sum(),
                flows.minimumHoldingTimes().meanOccupied(component, slots),
                flows.queued().meanOccupied(component, slots),
                false,
                false,
                Optional.empty());
    }

    /**
     * Returns whether the limits of all callers of a component are so low that calls wait there, and not in its queue:
     * more than one call in a hundred would find more calls in the queue of M/M/c.
     */
    static boolean shortensQueue(TrafficEquations flows, String component, StationModel station) {
        double utilization = Math.min(1, Formula.utilization(station));
        if (!(utilization > RARE)) {
            return false;
        }
        double slots = 0;
        for (ComponentCapacityModel caller : flows.componentModels().values()) {
            if (caller.calls().containsKey(component)) {
                double permits = ConcurrencyLimitModel.modelsBetween(flows.scenario(), caller, component).stream()
                        .mapToDouble(
                                gate -> (double) gate.each() * caller.callers().size())
                        .min()
                        .orElse(Double.POSITIVE_INFINITY);
                slots += Math.min(permits, slotsOf(flows, caller));
            }
        }
        double servers = (double) station.cores().servers() * station.nodes().size();
        return Double.isFinite(slots)
                && slots > 0
                && ElementaryFunctions.pow(utilization, Math.max(1, slots - servers)) > RARE;
    }

    /** Returns the workers or server connections of a caller, one of which each of its calls holds. */
    private static double slotsOf(TrafficEquations flows, ComponentCapacityModel caller) {
        double workers = caller.declared(WorkerPoolModel.class).stream()
                .filter(slots -> !slots.nodes().isEmpty())
                .mapToDouble(WorkerPoolModel::totalSlots)
                .min()
                .orElse(Double.POSITIVE_INFINITY);
        double connections = Optional.ofNullable(flows.scenario().components().get(caller.name()))
                .flatMap(entry -> ConnectionHandling.of(entry.spec()).serverConnections())
                .map(own -> (double) own.eachNode() * caller.callers().size())
                .orElse(Double.POSITIVE_INFINITY);
        return Math.min(workers, connections);
    }

    /**
     * Returns the limits around downstream calls and around requests, and those of slots that only some of the calls
     * occupy.
     */
    static List<SlotLimit> limitsAround(TrafficEquations flows, ComponentCapacityModel componentModel) {
        List<SlotLimit> limits = new ArrayList<>();
        for (WorkerPoolModel slots : componentModel.declared(WorkerPoolModel.class)) {
            if (slots.nodes().isEmpty() && slots.totalSlots() > 0) {
                limits.add(of(flows, componentModel.name(), slots));
            }
        }
        List<String> callers = componentModel.callers();
        for (ConcurrencyLimitModel gate : ConcurrencyLimitModel.on(flows.scenario(), componentModel)) {
            boolean elastic = componentModel.hasElasticProcesses(componentModel.name());
            int total = callers.size() * gate.each();
            WorkerPoolModel slots = new WorkerPoolModel(
                    gate.description(),
                    callers,
                    gate.each(),
                    gate.calls(),
                    false,
                    total,
                    elastic
                            ? Optional.of(Sentence.of("{} {} for all instances", total, gate.description()))
                            : Optional.empty());
            double meanHeld = flows.minimumHoldingTimes().meanOccupied(gate, componentModel);
            if (!callers.isEmpty() && gate.perSecond() > 0 && Double.isFinite(meanHeld)) {
                limits.add(new SlotLimit(
                        slots,
                        componentModel.ofUsers(),
                        gate.perSecond(),
                        meanHeld,
                        flows.queued().meanOccupied(gate, componentModel),
                        gate.kind() != ConcurrencyLimitModel.Kind.BULKHEAD && !elastic,
                        gate.kind() == ConcurrencyLimitModel.Kind.BULKHEAD,
                        gate.callee()));
            }
        }
        return limits;
    }

    /** Returns the reason why a component holds its connections for longer than its calls; empty if it does not. */
    static Optional<Sentence> keptBySessions(TrafficEquations flows, ComponentCapacityModel componentModel) {
        Optional<ServerConnections> own = ConcurrencyLimitModel.serverConnections(flows.scenario(), componentModel);
        return own.filter(spec -> !spec.heldByCalls())
                .map(spec -> Sentence.of("a session keeps its connection"))
                .or(() -> own.filter(spec -> flows.transactions(componentModel.name()))
                        .map(spec -> Sentence.of("a transaction keeps its connection")));
    }

    /** Returns whether the slots limit the calls of a station more than its cores, or are as many as the cores used. */
    boolean tighterThan(StationModel station) {
        double cores = Formula.utilization(station);
        return utilization() > cores * NEARLY
                || slots.slotsPerHost() == station.cores().servers() && utilization() >= cores * (1 - ROUNDING);
    }

    /**
     * Returns whether both the slots and the cores of a station limit its calls, so that the capacity is lower than by
     * either: there are more slots than cores, and about as many as saturate the cores (Denning and Buzen 1978: N*).
     */
    boolean contendsForCores(StationModel station) {
        double saturating =
                meanOccupied / Formula.utilization(station) / station.nodes().size();
        return slots.slotsPerHost() > station.cores().servers()
                && slots.slotsPerHost() > saturating / KNEE
                && slots.slotsPerHost() < saturating * KNEE;
    }

    /** Returns whether downstream queues hold the slots for notably longer, or grow. */
    boolean heldLonger(TrafficEquations flows, ComponentCapacityModel componentModel) {
        return !(meanOccupiedWithQueues <= meanOccupied * LONGER)
                || componentModel.calls().keySet().stream()
                        .filter(target -> !componentModel.awaited(target).isEmpty())
                        .flatMap(target -> flows.queues(target).stream())
                        .anyMatch(station -> Formula.utilization(station) >= 1);
    }

    /** Returns the mean number of occupied slots over the number of slots; of an overload, a lower bound. */
    double utilization() {
        return occupied() / slots.totalSlots();
    }

    private double occupied() {
        return meanOccupied < slots.totalSlots() && meanOccupiedWithQueues < slots.totalSlots()
                ? meanOccupiedWithQueues
                : meanOccupied;
    }

    /** Returns this limit for some of its nodes, with their share of the calls. */
    SlotLimit part(StationModel station) {
        double share = station.callsPerSecond() / offeredPerSecond;
        List<String> nodes = station.nodes();
        if (nodes.size() == slots.nodes().size() || nodes.isEmpty()) {
            return this;
        }
        return new SlotLimit(
                new WorkerPoolModel(
                        slots.name(), nodes, slots.slotsPerHost(), slots.occupyingCalls(), slots.remotelyFed()),
                users,
                station.callsPerSecond(),
                meanOccupied * share,
                meanOccupiedWithQueues * share,
                line,
                permits,
                callee);
    }

    /**
     * Returns the share of the calls that find neither a free slot nor a place in the queue for one, by M/M/c/K.
     *
     * @param places the length of the queue
     */
    double blockedShare(int places) {
        double perNode =
                Math.max(meanOccupied, meanOccupiedWithQueues) / slots.nodes().size();
        return perNode > 0 ? new MarkovQueue(perNode, 1, slots.slotsPerHost(), places).loss() : 0;
    }

    /** Returns a description of the limit with its numbers, for display. */
    Sentence text() {
        Sentence held = Sentence.of(
                utilization() >= 1
                        ? "{}, each held for at least {}, including downstream calls"
                        : "{}, each held for {}, including downstream calls",
                slots.description().orElseGet(this::slotText),
                time(occupied()));
        return waiting().map(wait -> Sentence.of("{}; {}", held, wait)).orElse(held);
    }

    private Sentence slotText() {
        int count = slots.nodes().size();
        String form = users
                ? count == 1 ? "{} slots ({} {} for all users)" : "{} slots ({} {} for the users of each of {} regions)"
                : count == 1 ? "{} slots ({} {} on the node)" : "{} slots ({} {} on each of {} nodes)";
        List<Object> numbers = new ArrayList<>(List.of((int) slots.totalSlots(), slots.slotsPerHost(), slots.name()));
        if (count != 1) {
            numbers.add(count);
        }
        return new Sentence(form, numbers);
    }

    /**
     * Returns a description of the waiting for a slot by Erlang's C formula; empty if calls do not queue or the slots
     * are overloaded. It assumes Poisson arrivals, nodes with equal shares, and exponential holding times. The mean
     * holding time includes downstream queueing as far as a formula exists.
     */
    private Optional<Sentence> waiting() {
        double perNode = occupied() / slots.nodes().size();
        if (!line || !(perNode < slots.slotsPerHost())) {
            return Optional.empty();
        }
        double perNano = offeredPerSecond / 1e9 / slots.nodes().size();
        MarkovQueue queue = new MarkovQueue(perNano, perNano / perNode, slots.slotsPerHost(), Integer.MAX_VALUE);
        double busy = 100 * queue.allBusy();
        return Optional.of(Sentence.of(
                "{} wait, {} on average of all ({})",
                busy < 0.1 ? "less than 0.1%" : String.format(Locale.ROOT, busy < 10 ? "%.1f%%" : "%.0f%%", busy),
                queue.meanWait() < 1 ? "less than 1ns" : round(queue.meanWait()),
                QueueFormula.WAIT_FOR_SLOT.notation()));
    }

    private String time(double slotCount) {
        return round(slotCount / offeredPerSecond * 1e9);
    }

    /** Formats a time with four digits. */
    static String round(double nanos) {
        double unit =
                ElementaryFunctions.pow(10, Math.max(0, Math.floor(ElementaryFunctions.log10(Math.max(1, nanos))) - 3));
        return TimeFormat.text((long) (Math.rint(nanos / unit) * unit));
    }
}
