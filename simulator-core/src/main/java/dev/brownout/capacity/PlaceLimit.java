package dev.brownout.capacity;

import dev.brownout.instrument.TimeFormat;
import dev.brownout.spi.OfferedDemand;
import dev.brownout.spi.WorkerPoolModel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What the places of a tier bound that calls hold while they wait for others: by Little's law no more calls a second
 * than places over the mean time that each is held.
 *
 * @param slots the places
 * @param users whether they are of users, and not of machines
 * @param offeredPerSecond calls that want one
 * @param held places that would be held on average, if nothing on the way had a queue
 * @param heldInQueues the same with the queues on the way, as far as a formula knows them
 * @param least whether there may be a queue on the way, so that it is the least
 * @param line whether calls wait for a place, first come first served
 * @param callee the component that gets the calls; empty for places of whole requests or of a tier
 */
record PlaceLimit(
        WorkerPoolModel slots,
        boolean users,
        double offeredPerSecond,
        double held,
        double heldInQueues,
        boolean least,
        boolean line,
        Optional<String> callee) {

    /** The narrowest that a component has; empty where it has none, or no calls. */
    static Optional<PlaceLimit> of(TrafficEquations flows, String component, ComponentCapacityModel page) {
        PlaceLimit narrowest = null;
        for (WorkerPoolModel slots : page.slots()) {
            PlaceLimit limit = of(flows, component, page, slots);
            boolean counts =
                    !slots.nodes().isEmpty() && slots.all() > 0 && limit.held > 0 && Double.isFinite(limit.held);
            narrowest =
                    counts && (narrowest == null || limit.utilization() > narrowest.utilization()) ? limit : narrowest;
        }
        return Optional.ofNullable(narrowest);
    }

    private static PlaceLimit of(
            TrafficEquations flows, String component, ComponentCapacityModel page, WorkerPoolModel slots) {
        return new PlaceLimit(
                slots,
                false,
                slots.held().stream().mapToDouble(OfferedDemand::perSecond).sum(),
                HoldingTimes.least(flows).held(component, slots),
                HoldingTimes.queued(flows).held(component, slots),
                slots.fetched() && flows.scenario().network().isPresent()
                        || page.stations().stream().anyMatch(station -> station.servers() < slots.each())
                        || queuesBehind(flows, page),
                false,
                Optional.empty());
    }

    /** Those around calls to others, and around requests, and places that only some of the calls hold. */
    static List<PlaceLimit> around(TrafficEquations flows, ComponentCapacityModel page) {
        List<PlaceLimit> limits = new ArrayList<>();
        for (WorkerPoolModel slots : page.slots()) {
            if (slots.nodes().isEmpty() && slots.all() > 0) {
                limits.add(of(flows, page.name(), page, slots));
            }
        }
        List<String> callers = page.callers();
        for (ConcurrencyLimitModel gate : ConcurrencyLimitModel.on(flows.scenario(), page)) {
            WorkerPoolModel slots = new WorkerPoolModel(gate.what(), callers, gate.each(), gate.calls(), false);
            ComponentCapacityModel callee =
                    gate.callee().map(flows.pages()::get).orElse(null);
            boolean queues = gate.callee().isPresent()
                    ? callee == null || queues(callee) || queuesBehind(flows, callee)
                    : queuesBehind(flows, page);
            double held = HoldingTimes.least(flows).held(gate, page);
            if (!callers.isEmpty() && gate.perSecond() > 0 && Double.isFinite(held)) {
                limits.add(new PlaceLimit(
                        slots,
                        page.ofUsers(),
                        gate.perSecond(),
                        held,
                        HoldingTimes.queued(flows).held(gate, page),
                        queues,
                        gate.kind() != ConcurrencyLimitModel.Kind.BULKHEAD,
                        gate.callee()));
            }
        }
        return limits;
    }

    /** Whether anybody whom it waits for has a queue; itself not. */
    private static boolean queuesBehind(TrafficEquations flows, ComponentCapacityModel page) {
        Set<ComponentCapacityModel> seen = new LinkedHashSet<>(List.of(page));
        Deque<ComponentCapacityModel> left = new ArrayDeque<>(seen);
        while (!left.isEmpty()) {
            ComponentCapacityModel next = left.remove();
            for (String callee : next.calls().keySet()) {
                ComponentCapacityModel behind = flows.pages().get(callee);
                if (behind != null && !next.awaited(callee).isEmpty() && seen.add(behind)) {
                    if (queues(behind)) {
                        return true;
                    }
                    left.add(behind);
                }
            }
        }
        return false;
    }

    private static boolean queues(ComponentCapacityModel page) {
        return page.stations().stream().anyMatch(station -> Formula.utilization(station) != 0);
    }

    /** Places that would be held over those that there are. */
    double utilization() {
        return held / slots.all();
    }

    /** Whether the queues on the way make it too narrow, and nothing else does. */
    boolean hardly() {
        return utilization() < 1 && heldInQueues >= slots.all();
    }

    /** What it is, with its numbers. */
    String text() {
        return slots.told().orElseGet(this::places) + ", each held for " + time(held) + (least ? " or more" : "")
                + ", work and waiting for others" + erlang();
    }

    private String places() {
        return (int) slots.all() + " places (" + slots.each() + " " + slots.what() + " " + where() + ")";
    }

    /**
     * How long those wait for a place who come as a Poisson process, to machines that share them evenly, and hold it
     * for an exponential time, as far as formulas know how long that is: Erlang's C formula.
     */
    private String erlang() {
        double each = Math.max(held, heldInQueues) / slots.nodes().size();
        if (!line || !(each < slots.each())) {
            return "";
        }
        double perNano = offeredPerSecond / 1e9 / slots.nodes().size();
        MarkovQueue queue = new MarkovQueue(perNano, perNano / each, slots.each(), Integer.MAX_VALUE);
        double busy = 100 * queue.allBusy();
        return "; "
                + (busy < 0.1 ? "less than 0.1%" : String.format(Locale.ROOT, busy < 10 ? "%.1f%%" : "%.0f%%", busy))
                + " wait, "
                + (queue.meanWait() < 1 ? "less than 1ns" : rounded(queue.meanWait()))
                + " on average of all (Erlang C)";
    }

    private String where() {
        int many = slots.nodes().size();
        if (users) {
            return many == 1 ? "for all users" : "for the users of each of " + many + " regions";
        }
        return many == 1 ? "on the machine" : "on each of " + many + " machines";
    }

    /** What it is with the queues on the way. */
    String textInQueues() {
        return "with the queues of those it waits for, each of its " + (int) slots.all() + " places is held for about "
                + time(heldInQueues) + ", which is enough for "
                + CapacityWarnings.rate(offeredPerSecond * slots.all() / heldInQueues);
    }

    private String time(double places) {
        return rounded(places / offeredPerSecond * 1e9);
    }

    private static String rounded(double nanos) {
        double unit = StrictMath.pow(10, Math.max(0, StrictMath.floor(StrictMath.log10(Math.max(1, nanos))) - 3));
        return TimeFormat.text((long) (StrictMath.rint(nanos / unit) * unit));
    }
}
