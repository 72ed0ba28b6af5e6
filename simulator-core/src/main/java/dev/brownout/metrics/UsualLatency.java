package dev.brownout.metrics;

import dev.brownout.host.Host;
import dev.brownout.instrument.BacklogTrend;
import dev.brownout.instrument.LatencyHistogram;
import dev.brownout.instrument.OverdueWaits;
import dev.brownout.instrument.TimeGrid;
import dev.brownout.scenario.FaultEntry;
import dev.brownout.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongPredicate;

/**
 * Longest usual response time of a class or component. It is taken from successful requests that were not in flight
 * during a fault which was over by the end of the run. A request that is open for longer is overdue. If the backlog of
 * a class or node grows, each of its open requests is overdue.
 */
public final class UsualLatency {
    private final TimeGrid grid;
    private final List<WindowResolver.Bounds> past = new ArrayList<>();

    /**
     * Creates an evaluation for the faults of a scenario.
     *
     * @param now end of the run, in ns
     */
    public UsualLatency(Scenario scenario, TimeGrid grid, long now) {
        this.grid = grid;
        for (FaultEntry fault : scenario.faults()) {
            WindowResolver.Bounds bounds = WindowResolver.bounds(fault, scenario.durationNanos());
            if (bounds.toNanos() < now) {
                past.add(bounds);
            }
        }
    }

    /** Returns the longest usual one of the waits that have ended, in ns; empty if none has. */
    public OptionalLong of(OverdueWaits overdueWaits) {
        return of(List.of(overdueWaits.times()), overdueWaits.belongToTheirEnd());
    }

    /**
     * Returns the longest of some times that no past fault affected, in ns. If past faults affected all of them,
     * returns the longest of all times; empty if there are no times.
     */
    public OptionalLong of(List<LatencyHistogram> times) {
        return of(times, false);
    }

    /**
     * Returns the test of a number of requests in flight for a backlog that grows beyond those of the usual requests.
     */
    public LongPredicate growth(BacklogTrend trend) {
        return trend.growth((segment, longest) -> calm(segment, longest, false));
    }

    /** Counts the overdue calls of the nodes of a component. */
    public void countOverdue(List<Host> hosts) {
        LongPredicate growing = growth(BacklogTrend.combine(
                grid, hosts.stream().map(host -> host.meter().trend()).toList()));
        of(hosts.stream().map(host -> host.meter().latency()).toList())
                .ifPresent(longest -> hosts.forEach(
                        host -> host.recordOverdue(growing.test(host.meter().callsInside()) ? 0 : longest)));
    }

    private OptionalLong of(List<LatencyHistogram> times, boolean byEnd) {
        long calm = -1;
        long longest = -1;
        for (LatencyHistogram histogram : times) {
            for (int segment = 0; segment < grid.segments(); segment++) {
                long segmentLongest = histogram.longest(segment);
                longest = Math.max(longest, segmentLongest);
                calm = segmentLongest > calm && calm(segment, segmentLongest, byEnd) ? segmentLongest : calm;
            }
        }
        return longest < 0 ? OptionalLong.empty() : OptionalLong.of(calm < 0 ? longest : calm);
    }

    /** Returns whether no past fault overlaps the period between two instants. */
    public boolean calm(long fromNanos, long toNanos) {
        return past.stream().noneMatch(fault -> fault.fromNanos() < toNanos && fromNanos < fault.toNanos());
    }

    /** Returns whether no past fault can have affected a time that began in a segment, or ended there. */
    private boolean calm(int segment, long nanos, boolean byEnd) {
        long from = grid.segmentStart(segment);
        long to = segment + 1 == grid.segments() ? grid.end() : grid.segmentStart(segment + 1);
        return byEnd ? calm(from - nanos, to) : calm(from, to + nanos);
    }
}
