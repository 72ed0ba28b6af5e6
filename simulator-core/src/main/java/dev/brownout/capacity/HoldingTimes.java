package dev.brownout.capacity;

import dev.brownout.spi.OfferedDemand;
import dev.brownout.spi.StationModel;
import dev.brownout.spi.WorkerPoolModel;
import java.util.List;
import java.util.Map;

/**
 * How long calls take on average, in nanoseconds: work, pauses, and waiting for others, of which the longest counts
 * where several are waited for at once, of those that are taken. Without the queues at those others it is the least
 * that they can take. What has an infinite mean takes for ever, however short the patience: it says nothing of most
 * calls.
 */
final class HoldingTimes {
    /** Ways that go round in circles are left after so many calls, one behind the other. */
    private static final int DEEPEST = 50;

    private final TrafficEquations flows;
    private final double hop;
    private final boolean patient;
    private final boolean queues;

    private HoldingTimes(TrafficEquations flows, boolean patient, boolean queues) {
        this.flows = flows;
        this.hop = flows.scenario().network().map(n -> n.rtt().mean()).orElse(0.0);
        this.patient = patient;
        this.queues = queues;
    }

    /** Calls that are waited for however long they take, when there are no others. */
    static HoldingTimes idle(TrafficEquations flows) {
        return new HoldingTimes(flows, true, false);
    }

    /** Calls that are waited for as long as their callers' patience lasts, when there are no others. */
    static HoldingTimes least(TrafficEquations flows) {
        return new HoldingTimes(flows, false, false);
    }

    /** The same, with the waiting at each component that its formula knows. */
    static HoldingTimes queued(TrafficEquations flows) {
        return new HoldingTimes(flows, false, true);
    }

    /** Of one call; {@code NaN} where parts of it happen at once, or where there are no calls. */
    double exactly(String component, OfferedDemand call) {
        return call.perSecond() == 0 || forked(flows.behind(component, call), 0) ? Double.NaN : of(component, call);
    }

    /** Of one call, from its acceptance to its answer; 0 where there are no calls. */
    double of(String component, OfferedDemand call) {
        return call.perSecond() == 0 ? 0 : each(flows.behind(component, call), 0);
    }

    /** Of one request of the users on a page. */
    double of(ComponentCapacityModel users) {
        return each(users, 0);
    }

    /** Places that are held on average, of those that there are. */
    double held(String component, WorkerPoolModel slots) {
        double sum = 0;
        for (OfferedDemand call : slots.held()) {
            sum += call.perSecond() / 1e9 * (of(component, call) + (slots.fetched() ? hop : 0));
        }
        return sum;
    }

    /** Calls that are under way on average behind a bulkhead of a page. */
    double held(ConcurrencyLimitModel gate, ComponentCapacityModel page) {
        if (gate.callee().isEmpty()) {
            return gate.perSecond() / 1e9 * each(page, 0);
        }
        if (gate.kind() == ConcurrencyLimitModel.Kind.CONNECTIONS_OF_VISITS) {
            return kept(page.name(), gate.calls());
        }
        double sum = 0;
        for (OfferedDemand call : gate.calls()) {
            sum += call.perSecond() == 0
                    ? 0
                    : call.perSecond() / 1e9 * call(gate.callee().get(), call, 0);
        }
        return sum;
    }

    /** Connections of visits: from the first step that needs one, so without what comes before all steps. */
    private double kept(String component, List<OfferedDemand> visits) {
        double sum = 0;
        for (OfferedDemand visit : visits) {
            sum += visit.perSecond() / 1e9 * (of(component, visit) - of(component, visit.withRest(List.of())));
        }
        return sum;
    }

    private double each(ComponentCapacityModel page, int depth) {
        double calls = 0;
        for (OfferedDemand demand : page.demands()) {
            calls += demand.perSecond();
        }
        return calls == 0 || depth > DEEPEST ? 0 : perSecond(page, depth) / calls;
    }

    private boolean forked(ComponentCapacityModel page, int depth) {
        if (page.parallel() || depth > DEEPEST) {
            return true;
        }
        for (Map.Entry<String, List<OfferedDemand>> entry : page.calls().entrySet()) {
            for (OfferedDemand call : page.awaited(entry.getKey())) {
                if (call.perSecond() > 0 && forked(flows.behind(entry.getKey(), call), depth + 1)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Nanoseconds a second of all calls of a page. */
    private double perSecond(ComponentCapacityModel page, int depth) {
        double sum = oneByOne(page, depth);
        for (StationModel station : page.stations()) {
            sum += works(station.works());
        }
        for (StationModel part : page.machines().parts()) {
            double least =
                    part.known().map(StationModel.StationFacts::leastNanos).orElse(Double.NaN);
            sum += Double.isNaN(least) ? works(part.works()) : part.callsPerSecond() * least;
        }
        return sum + forks(page, depth);
    }

    /** What all steps at once take less than one by one. */
    private double forks(ComponentCapacityModel page, int depth) {
        double sum = 0;
        for (ParallelBranches fork : page.forks()) {
            double[] branches = new double[fork.branches().size()];
            for (int i = 0; i < branches.length; i++) {
                ComponentCapacityModel branch = fork.branches().get(i);
                double own = works(fork.works().get(i)) * page.machines().slower();
                double alone = own + oneByOne(branch, depth);
                sum -= alone;
                branches[i] = (alone + forks(branch, depth)) / fork.times().get(i);
            }
            sum += fork.all() ? fork.longest(branches) : 0;
        }
        return sum;
    }

    private static double works(List<StationModel.Work> works) {
        double sum = 0;
        for (StationModel.Work work : works) {
            sum += work.awaited() && work.perSecond() > 0
                    ? work.perSecond() * work.length().mean()
                    : 0;
        }
        return sum;
    }

    private double oneByOne(ComponentCapacityModel page, int depth) {
        double sum = page.pausePerSecond() * 1e9;
        for (Map.Entry<String, List<OfferedDemand>> entry : page.calls().entrySet()) {
            for (OfferedDemand call : page.awaited(entry.getKey())) {
                sum += call.perSecond() > 0 ? call.perSecond() * call(entry.getKey(), call, depth) : 0;
            }
        }
        return sum;
    }

    private double call(String component, OfferedDemand call, int depth) {
        double takes = hop + each(flows.behind(component, call), depth + 1) + (queues ? wait(component) : 0);
        return patient || call.patience().isEmpty() || Double.isInfinite(takes)
                ? takes
                : Math.min(takes, call.patience().get().toNanos());
    }

    /** What a call waits at a component's own machines, on average, as far as a formula knows. */
    private double wait(String component) {
        double calls = 0;
        double waits = 0;
        for (StationModel station : flows.queues(component)) {
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
