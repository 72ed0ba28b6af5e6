package dev.brownout.fleet;

import dev.brownout.host.Host;
import dev.brownout.instrument.CallMeter;
import dev.brownout.instrument.CellRange;
import dev.brownout.service.Outcome;
import dev.brownout.spi.component.MessageSource.Backlog;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

/**
 * Samples of the hosts of one site for an autoscaler. One sample is taken per decision. The number of samples kept
 * depends on the metric lag.
 */
final class LaggedSamples {
    private final AutoscaleSpec spec;
    private final List<Host> hosts;
    private final ToLongFunction<Host> busy;
    private final ToIntFunction<Host> cores;
    private final Optional<Backlog> backlog;
    private final Optional<InstanceLoad> load;
    private final CellRange run;
    private final int lag;
    private final Deque<Sample> kept = new ArrayDeque<>();

    /**
     * Counts since the start of the run.
     *
     * @param ready whether each host was ready
     * @param busy busy core-nanoseconds of each host
     * @param arrivals number of calls that arrived
     * @param inside call-nanoseconds spent inside
     * @param used used KV cache blocks of each host at the instant; empty without a load
     * @param depth waiting work at the instant
     * @param ageNanos age of the oldest waiting work at the instant
     * @param tokens tokens inside at the instant
     */
    private record Sample(
            long at,
            boolean[] ready,
            long[] busy,
            long arrivals,
            long inside,
            long[] used,
            long depth,
            long ageNanos,
            long tokens) {}

    /**
     * Creates an empty sequence of samples.
     *
     * @param busy busy core-nanoseconds of a host since the start of the run
     * @param cores cores of a host
     * @param run all cells of the run
     */
    LaggedSamples(
            AutoscaleSpec spec,
            List<Host> hosts,
            ToLongFunction<Host> busy,
            ToIntFunction<Host> cores,
            Optional<Backlog> backlog,
            Optional<InstanceLoad> load,
            CellRange run) {
        this.spec = spec;
        this.hosts = hosts;
        this.busy = busy;
        this.cores = cores;
        this.backlog = backlog;
        this.load = load;
        this.run = run;
        long sync = spec.sync().toNanos();
        this.lag = (int) Math.min(1000, (spec.metricLag().toNanos() + sync - 1) / sync);
    }

    void sample(long now) {
        boolean[] ready = new boolean[hosts.size()];
        long[] busyNanos = new long[hosts.size()];
        long arrivals = 0;
        long inside = 0;
        for (int i = 0; i < ready.length; i++) {
            Host host = hosts.get(i);
            ready[i] = SiteHosts.isReady(host);
            if (host.membership().hasEverBeenInService()) {
                busyNanos[i] = busy.applyAsLong(host);
                arrivals += host.meter().arrivals();
                inside += host.meter().areaTo(now);
            }
        }
        long depth = backlog.map(work -> work.depth().getAsLong()).orElse(0L);
        long age = backlog.map(work -> work.oldestAgeNanos().getAsLong()).orElse(0L);
        long[] used = new long[load.isPresent() ? hosts.size() : 0];
        long tokens = 0;
        if (load.isPresent()) {
            for (int i = 0; i < ready.length; i++) {
                used[i] = load.get().usedBlocks(hosts.get(i));
                depth += load.get().waiting(hosts.get(i));
                age = Math.max(age, load.get().oldestAgeNanos(hosts.get(i)));
                tokens += load.get().tokens(hosts.get(i));
            }
        }
        kept.add(new Sample(now, ready, busyNanos, arrivals, inside, used, depth, age, tokens));
        if (kept.size() > Math.max(2, lag + 1)) {
            kept.poll();
        }
    }

    /** Returns the metric in the unit of its target; {@code NaN} while it is unknown. */
    double metric() {
        List<Sample> seen = new ArrayList<>(kept);
        int first = seen.size() - 1 - Math.max(1, lag);
        if (first < 0) {
            return Double.NaN;
        }
        Sample from = seen.get(first);
        Sample to = seen.get(first + 1);
        double seconds = (to.at() - from.at()) * 1e-9;
        return switch (spec.metric()) {
            case CPU -> utilization(from, to);
            case KV_USAGE -> kvUsage(lag == 0 ? to : from);
            case TOKENS_IN_FLIGHT -> (lag == 0 ? to : from).tokens();
            case REQUESTS -> (to.arrivals() - from.arrivals()) / seconds;
            case IN_FLIGHT -> (to.inside() - from.inside()) * 1e-9 / seconds;
            case QUEUE_DEPTH -> (lag == 0 ? to : from).depth();
            case QUEUE_AGE -> (lag == 0 ? to : from).ageNanos();
        };
    }

    private double utilization(Sample from, Sample to) {
        long used = 0;
        long capacity = 0;
        for (int i = 0; i < hosts.size(); i++) {
            if (from.ready()[i] && to.ready()[i]) {
                used += to.busy()[i] - from.busy()[i];
                capacity += cores.applyAsInt(hosts.get(i)) * (to.at() - from.at());
            }
        }
        return capacity == 0 ? Double.NaN : (double) used / capacity;
    }

    /** Returns the used share of the KV cache blocks of the replicas that were ready at a sample. */
    private double kvUsage(Sample sample) {
        long used = 0;
        long capacity = 0;
        for (int i = 0; i < hosts.size(); i++) {
            if (sample.ready()[i]) {
                used += sample.used()[i];
                capacity += load.orElseThrow().blocks(hosts.get(i));
            }
        }
        return capacity == 0 ? Double.NaN : (double) used / capacity;
    }

    /**
     * Returns the shortage of hosts in the newest interval. This is the number of hosts needed for the arrived calls,
     * less the ready hosts. The work of a call is the mean over all successful calls so far. Negative if there was
     * spare capacity.
     */
    double shortage() {
        if (kept.size() < 2) {
            return 0;
        }
        List<Sample> seen = new ArrayList<>(kept);
        Sample from = seen.get(seen.size() - 2);
        Sample to = seen.get(seen.size() - 1);
        long used = 0;
        int ready = 0;
        long answered = 0;
        for (int i = 0; i < hosts.size(); i++) {
            used += to.busy()[i];
            ready += from.ready()[i] ? 1 : 0;
            answered += hosts.get(i).membership().hasEverBeenInService()
                    ? good(hosts.get(i).meter())
                    : 0;
        }
        double work = answered == 0 ? 0 : (double) used / answered;
        int each = cores.applyAsInt(hosts.get(0));
        return (to.arrivals() - from.arrivals()) * work / ((double) each * (to.at() - from.at())) - ready;
    }

    private long good(CallMeter meter) {
        long good = 0;
        for (Outcome outcome : Outcome.values()) {
            good += outcome.good() ? meter.departures(run, outcome.index()) : 0;
        }
        return good;
    }
}
