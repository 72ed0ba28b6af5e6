package dev.brownout.instrument;

import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Waits that are measured when they end, including those still open at the end of the run. An open wait is overdue if
 * it is older than any usual wait that has ended. It is also overdue if more open waits are ahead of it than were ahead
 * of any usual one. All work is done once, at the end of the run.
 */
public final class OverdueWaits {
    private final TimeGrid grid;
    private final List<LatencyHistogram> endedWaits;
    private final List<Counter> counts;
    private final Consumer<OpenWaits> open;
    /** Number of open waits over time; {@code null} if their order has no meaning. */
    private TimeWeighted backlog;

    private LongSupplier oldestAgeNanos;
    /** Share of the waits that end in a certain way; {@code null} for none. */
    private Ratio share;

    private boolean atEnd;

    /** Receives the waits that are open at the end of a run, in their order. */
    public interface OpenWaits {
        /**
         * Receives open waits.
         *
         * @param begunAt time of their beginning
         * @param many their number
         */
        void open(long begunAt, long many);

        /** Receives a number of waits that are among the open ones and are already measured. */
        void measure(long many);
    }

    /** Identifies the times without influence of a past fault. */
    @FunctionalInterface
    public interface Calm {
        /** Returns whether no past fault overlaps the period between two instants. */
        boolean calm(long fromNanos, long toNanos);
    }

    /**
     * Creates the waits of a measured distribution.
     *
     * @param completed the distributions to which the waits belong; the first one determines the usual time
     * @param counts the counters of overdue waits
     * @param open reports the open waits
     */
    public OverdueWaits(
            TimeGrid grid, List<LatencyHistogram> completed, List<Counter> counts, Consumer<OpenWaits> open) {
        this.grid = grid;
        this.endedWaits = List.copyOf(completed);
        this.counts = List.copyOf(counts);
        this.open = open;
    }

    /**
     * Declares that open waits are reported in the order in which they are served.
     *
     * @param number number of open waits over time
     * @param oldestAge age of the first open wait, in nanoseconds
     */
    public OverdueWaits inOrder(TimeWeighted number, LongSupplier oldestAge) {
        backlog = number;
        oldestAgeNanos = oldestAge;
        return this;
    }

    /** Declares that waits are attributed to the time of their end. Open waits are attributed to the end of the run. */
    public OverdueWaits atTheirEnd() {
        atEnd = true;
        return this;
    }

    /** Declares that waits may be abandoned, and are not measured then. */
    public OverdueWaits givenUp() {
        endedWaits.forEach(LatencyHistogram::overdueMayEndOtherwise);
        return this;
    }

    /** Declares a share of the waits, by the time of their end, that overdue waits leave undecided. */
    public OverdueWaits undecided(Ratio shareOfEnded) {
        share = shareOfEnded;
        return this;
    }

    /** Returns whether waits are attributed to the time of their end. */
    public boolean belongToTheirEnd() {
        return atEnd;
    }

    /** Returns the distribution that determines the usual time. */
    public LatencyHistogram times() {
        return endedWaits.get(0);
    }

    /**
     * Counts the waits that are overdue at the end of the run.
     *
     * @param now the end of the run, in nanoseconds
     * @param usualNanos the longest usual time; empty if no wait has ended, so that each open wait is overdue
     * @param calm identifies the times without influence of a past fault
     */
    public void countOverdue(long now, OptionalLong usualNanos, Calm calm) {
        long longest = usualNanos.orElse(-1);
        if (backlog != null) {
            backlog.complete(now);
        }
        long deepest = backlog == null ? Long.MAX_VALUE : deepest(now - oldestAgeNanos.getAsLong(), calm);
        open.accept(new OpenWaits() {
            private long ahead;

            @Override
            public void open(long begunAt, long many) {
                long inOrder = Math.max(0, Math.min(many, deepest - ahead));
                long late = now - begunAt > longest ? many : many - inOrder;
                overdue(atEnd ? now : begunAt, now - begunAt, late);
                if (share != null) {
                    share.addUndecidedIn(grid.cell(now), late);
                }
                ahead += many;
            }

            @Override
            public void measure(long many) {
                ahead += many;
            }
        });
    }

    private void overdue(long instant, long ageNanos, long many) {
        if (many > 0) {
            int cell = grid.cell(instant);
            counts.forEach(count -> count.addIn(cell, many));
            endedWaits.forEach(times -> times.overdue(instant, ageNanos, many));
        }
    }

    /**
     * Returns the deepest usual backlog up to an instant. Waits that have ended by now had at most this backlog ahead.
     */
    private long deepest(long until, Calm calm) {
        long longest = 0;
        for (int segment = 0; segment < grid.segments(); segment++) {
            longest = Math.max(longest, times().longest(segment));
        }
        double usual = -1;
        double all = 0;
        for (int cell = 0; cell <= grid.cell(until); cell++) {
            double local = backlog.value(new CellRange(grid, cell, cell + 1), "max");
            all = Math.max(all, local);
            boolean undisturbed = calm.calm(grid.start(cell) - longest, grid.start(cell + 1));
            usual = undisturbed ? Math.max(usual, local) : usual;
        }
        return (long) (usual < 0 ? all : usual);
    }
}
