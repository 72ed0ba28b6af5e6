package dev.brownout.metrics;

import dev.brownout.instrument.LatencyHistogram;
import dev.brownout.instrument.OverdueWaits;
import dev.brownout.instrument.TimeGrid;
import dev.brownout.scenario.FaultEntry;
import dev.brownout.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * The longest usual response time of a class or component: that of its successes which were not under way while a fault
 * held that was over when the run ended. A request that is open for longer is overdue.
 */
public final class UsualLatency {
    private final TimeGrid grid;
    private final List<WindowResolver.Bounds> past = new ArrayList<>();

    /**
     * Looks at the faults of a scenario.
     *
     * @param now the end of the run, in nanoseconds
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

    /** The longest usual one of the waits that have ended, in nanoseconds; empty without any. */
    public OptionalLong of(OverdueWaits waits) {
        return of(List.of(waits.times()), waits.belongToTheirEnd());
    }

    /**
     * The longest of some times, in nanoseconds: of those that no past fault disturbed where there are any, else of
     * all; empty without any time.
     */
    public OptionalLong of(List<LatencyHistogram> times) {
        return of(times, false);
    }

    private OptionalLong of(List<LatencyHistogram> times, boolean byEnd) {
        long calm = -1;
        long longest = -1;
        for (LatencyHistogram one : times) {
            for (int segment = 0; segment < grid.segments(); segment++) {
                long here = one.longest(segment);
                longest = Math.max(longest, here);
                calm = here > calm && calm(segment, here, byEnd) ? here : calm;
            }
        }
        return longest < 0 ? OptionalLong.empty() : OptionalLong.of(calm < 0 ? longest : calm);
    }

    /** Returns whether no past fault disturbed a time from one instant to another. */
    public boolean calm(long fromNanos, long toNanos) {
        return past.stream().noneMatch(fault -> fault.fromNanos() < toNanos && fromNanos < fault.toNanos());
    }

    /** Returns whether a time that began in a segment, or ended there, met no past fault. */
    private boolean calm(int segment, long nanos, boolean byEnd) {
        long from = grid.segmentStart(segment);
        long to = segment + 1 == grid.segments() ? grid.end() : grid.segmentStart(segment + 1);
        return byEnd ? calm(from - nanos, to) : calm(from, to + nanos);
    }
}
