package dev.brownout.instrument;

import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Waits that are measured when they end, and of which some are open when the run ends. An open wait is overdue if it is
 * older than any usual one that has ended, or if it stands behind more others, in the order of their beginning, than
 * any usual one that has ended. All work is done once, at the end of the run.
 */
public final class OverdueWaits {
    private final TimeGrid grid;
    private final List<LatencyHistogram> ended;
    private final List<Counter> counts;
    private final Consumer<OpenWaits> open;
    /** The number of open waits over time; {@code null} where their order says nothing. */
    private TimeWeighted backlog;

    private LongSupplier oldestAgeNanos;
    private boolean atEnd;

    /** Receives the waits that are open at the end of a run, one after the other. */
    public interface OpenWaits {
        /**
         * Receives open waits.
         *
         * @param begunAt the instant at which they began
         * @param many their number
         */
        void open(long begunAt, long many);

        /** Receives a number of waits that stand among the open ones and are measured already. */
        void measured(long many);
    }

    /** The times that no past fault disturbed. */
    @FunctionalInterface
    public interface Calm {
        /** Returns whether no past fault held between two instants. */
        boolean calm(long fromNanos, long toNanos);
    }

    /**
     * Waits of which a distribution is measured.
     *
     * @param ended the distributions to which they belong: the first of them tells what is usual
     * @param counts the counters of those that are overdue
     * @param open names those that are open
     */
    public OverdueWaits(TimeGrid grid, List<LatencyHistogram> ended, List<Counter> counts, Consumer<OpenWaits> open) {
        this.grid = grid;
        this.ended = List.copyOf(ended);
        this.counts = List.copyOf(counts);
        this.open = open;
    }

    /**
     * Lets the order count in which open waits are named.
     *
     * @param number the number of waits that are open, over time
     * @param oldestAge the time for which the first of them has been open, in nanoseconds
     */
    public OverdueWaits inOrder(TimeWeighted number, LongSupplier oldestAge) {
        backlog = number;
        oldestAgeNanos = oldestAge;
        return this;
    }

    /** Waits that belong to the time at which they end: those that are open belong to the end of the run. */
    public OverdueWaits atTheirEnd() {
        atEnd = true;
        return this;
    }

    /** Waits that may be given up, and are not measured then. */
    public OverdueWaits givenUp() {
        ended.forEach(LatencyHistogram::overdueMayEndOtherwise);
        return this;
    }

    /** Returns whether waits belong to the time at which they end. */
    public boolean belongToTheirEnd() {
        return atEnd;
    }

    /** Returns the distribution that tells what is usual. */
    public LatencyHistogram times() {
        return ended.get(0);
    }

    /**
     * Counts what is overdue at the end of the run.
     *
     * @param now the end of the run, in nanoseconds
     * @param usualNanos the longest usual time; empty where none has ended, so that each open one is overdue
     * @param calm tells which times no past fault disturbed
     */
    public void settle(long now, OptionalLong usualNanos, Calm calm) {
        long longest = usualNanos.orElse(-1);
        if (backlog != null) {
            backlog.settle(now);
        }
        long deepest = backlog == null ? Long.MAX_VALUE : deepest(now - oldestAgeNanos.getAsLong(), calm);
        open.accept(new OpenWaits() {
            private long ahead;

            @Override
            public void open(long begunAt, long many) {
                long inOrder = Math.max(0, Math.min(many, deepest - ahead));
                overdue(atEnd ? now : begunAt, now - begunAt, now - begunAt > longest ? many : many - inOrder);
                ahead += many;
            }

            @Override
            public void measured(long many) {
                ahead += many;
            }
        });
    }

    private void overdue(long at, long ageNanos, long many) {
        if (many > 0) {
            int cell = grid.cell(at);
            counts.forEach(count -> count.addIn(cell, many));
            ended.forEach(times -> times.overdue(at, ageNanos, many));
        }
    }

    /** Returns the deepest usual backlog up to an instant: what ended by now found no deeper one. */
    private long deepest(long until, Calm calm) {
        long longest = 0;
        for (int segment = 0; segment < grid.segments(); segment++) {
            longest = Math.max(longest, times().longest(segment));
        }
        double usual = -1;
        double all = 0;
        for (int cell = 0; cell <= grid.cell(until); cell++) {
            double here = backlog.value(new CellRange(grid, cell, cell + 1), "max");
            all = Math.max(all, here);
            boolean undisturbed = calm.calm(grid.start(cell) - longest, grid.start(cell + 1));
            usual = undisturbed ? Math.max(usual, here) : usual;
        }
        return (long) (usual < 0 ? all : usual);
    }
}
