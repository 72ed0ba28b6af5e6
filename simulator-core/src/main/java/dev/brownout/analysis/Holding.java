package dev.brownout.analysis;

import dev.brownout.wiring.Demand;
import dev.brownout.wiring.SlotSketch;
import dev.brownout.wiring.StationSketch;
import java.util.List;
import java.util.Map;

/**
 * How long calls take on average, in nanoseconds: work, pauses, and waiting for others, of which the longest counts
 * where several are waited for at once, of those that are taken. Without the queues at those others it is the least
 * that they can take. What has an infinite mean takes for ever, however short the patience: it says nothing of most
 * calls.
 */
final class Holding {
    /** Ways that go round in circles are left after so many calls, one behind the other. */
    private static final int DEEPEST = 50;

    private final Flows flows;
    private final double hop;
    private final boolean patient;
    private final boolean queues;

    private Holding(Flows flows, boolean patient, boolean queues) {
        this.flows = flows;
        this.hop = flows.scenario().network().map(n -> n.rtt().mean()).orElse(0.0);
        this.patient = patient;
        this.queues = queues;
    }

    /** Calls that are waited for however long they take, when there are no others. */
    static Holding idle(Flows flows) {
        return new Holding(flows, true, false);
    }

    /** Calls that are waited for as long as their callers' patience lasts, when there are no others. */
    static Holding least(Flows flows) {
        return new Holding(flows, false, false);
    }

    /** The same, with the waiting at each component that its formula knows. */
    static Holding queued(Flows flows) {
        return new Holding(flows, false, true);
    }

    /** Of one call; {@code NaN} where parts of it happen at once, or where there are no calls. */
    double exactly(String component, Demand call) {
        return call.perSecond() == 0 || forked(flows.behind(component, call), 0) ? Double.NaN : of(component, call);
    }

    /** Of one call, from its acceptance to its answer; 0 where there are no calls. */
    double of(String component, Demand call) {
        return call.perSecond() == 0 ? 0 : each(flows.behind(component, call), 0);
    }

    /** Of one request of the users on a page. */
    double of(DemandSketch users) {
        return each(users, 0);
    }

    /** Places that are held on average, of those that there are. */
    double held(String component, SlotSketch slots) {
        double sum = 0;
        for (Demand call : slots.held()) {
            sum += call.perSecond() / 1e9 * (of(component, call) + (slots.fetched() ? hop : 0));
        }
        return sum;
    }

    /** Calls that are under way on average behind a bulkhead of a page. */
    double held(Gate gate, DemandSketch page) {
        if (gate.callee().isEmpty()) {
            return gate.perSecond() / 1e9 * each(page, 0);
        }
        if (gate.kind() == Gate.Kind.CONNECTIONS_OF_VISITS) {
            return kept(page.name(), gate.calls());
        }
        double sum = 0;
        for (Demand call : gate.calls()) {
            sum += call.perSecond() == 0
                    ? 0
                    : call.perSecond() / 1e9 * call(gate.callee().get(), call, 0);
        }
        return sum;
    }

    /** Connections of visits: from the first step that needs one, so without what comes before all steps. */
    private double kept(String component, List<Demand> visits) {
        double sum = 0;
        for (Demand visit : visits) {
            sum += visit.perSecond() / 1e9 * (of(component, visit) - of(component, visit.withRest(List.of())));
        }
        return sum;
    }

    private double each(DemandSketch page, int depth) {
        double calls = 0;
        for (Demand demand : page.demands()) {
            calls += demand.perSecond();
        }
        return calls == 0 || depth > DEEPEST ? 0 : perSecond(page, depth) / calls;
    }

    private boolean forked(DemandSketch page, int depth) {
        if (page.parallel() || depth > DEEPEST) {
            return true;
        }
        for (Map.Entry<String, List<Demand>> entry : page.calls().entrySet()) {
            for (Demand call : page.awaited(entry.getKey())) {
                if (call.perSecond() > 0 && forked(flows.behind(entry.getKey(), call), depth + 1)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Nanoseconds a second of all calls of a page. */
    private double perSecond(DemandSketch page, int depth) {
        double sum = oneByOne(page, depth);
        for (StationSketch station : page.stations()) {
            sum += works(station.works());
        }
        for (StationSketch part : page.machines().parts()) {
            double least = part.known().map(StationSketch.Known::leastNanos).orElse(Double.NaN);
            sum += Double.isNaN(least) ? works(part.works()) : part.callsPerSecond() * least;
        }
        return sum + forks(page, depth);
    }

    /** What all steps at once take less than one by one. */
    private double forks(DemandSketch page, int depth) {
        double sum = 0;
        for (Fork fork : page.forks()) {
            double[] branches = new double[fork.branches().size()];
            for (int i = 0; i < branches.length; i++) {
                DemandSketch branch = fork.branches().get(i);
                double own = works(fork.works().get(i)) * page.machines().slower();
                double alone = own + oneByOne(branch, depth);
                sum -= alone;
                branches[i] = (alone + forks(branch, depth)) / fork.times().get(i);
            }
            sum += fork.all() ? fork.longest(branches) : 0;
        }
        return sum;
    }

    private static double works(List<StationSketch.Work> works) {
        double sum = 0;
        for (StationSketch.Work work : works) {
            sum += work.awaited() && work.perSecond() > 0
                    ? work.perSecond() * work.length().mean()
                    : 0;
        }
        return sum;
    }

    private double oneByOne(DemandSketch page, int depth) {
        double sum = page.pausePerSecond() * 1e9;
        for (Map.Entry<String, List<Demand>> entry : page.calls().entrySet()) {
            for (Demand call : page.awaited(entry.getKey())) {
                sum += call.perSecond() > 0 ? call.perSecond() * call(entry.getKey(), call, depth) : 0;
            }
        }
        return sum;
    }

    private double call(String component, Demand call, int depth) {
        double takes = hop + each(flows.behind(component, call), depth + 1) + (queues ? wait(component) : 0);
        return patient || call.patience().isEmpty() || Double.isInfinite(takes)
                ? takes
                : Math.min(takes, call.patience().get().toNanos());
    }

    /** What a call waits at a component's own machines, on average, as far as a formula knows. */
    private double wait(String component) {
        double calls = 0;
        double waits = 0;
        for (StationSketch station : flows.queues(component)) {
            double formula = station.callsPerSecond() == 0
                    ? Double.NaN
                    : Formula.of(station).meanNanos();
            calls += station.callsPerSecond();
            waits += Double.isNaN(formula)
                    ? 0
                    : Math.max(0, formula * station.callsPerSecond() - works(station.works()));
        }
        return calls == 0 ? 0 : waits / calls;
    }
}
