package dev.brownout.metrics;

import dev.brownout.instrument.CellRange;
import dev.brownout.instrument.LatencyHistogram;
import dev.brownout.instrument.OpenCounts;
import dev.brownout.instrument.PercentileSeries;
import dev.brownout.instrument.TimeGrid;
import dev.brownout.service.FailureCause;
import dev.brownout.service.Outcome;
import java.util.List;
import java.util.TreeMap;

/** What happened to the requests of one class from one region, by the cell in which their user wanted to send them. */
public final class RequestStats {
    private final TimeGrid grid;
    final long[] offered;
    final long[] good;
    final long[] late;
    final long[] attempts;
    final long[][] outcomes = new long[Outcome.count()][];
    final TreeMap<Integer, long[]> causes = new TreeMap<>();
    final LatencyHistogram successes;
    /** Of stale answers: how long ago the oldest write that they miss was acknowledged. */
    final LatencyHistogram staleAge;

    private final LatencyHistogram failures;
    final PercentileSeries trend;
    /** By cell, the requests that are open for longer than is usual; zero before the end of the run. */
    final long[] overdue;
    /** By cell, those of the overdue ones that are too old to be answered in time. */
    final long[] overdueLate;
    /** The ages of the overdue ones at the end of the run, at least. */
    final LatencyHistogram overdueAge;

    private long issued;
    private long finished;

    /** Has counted nothing yet. */
    public RequestStats(TimeGrid grid) {
        this.grid = grid;
        this.offered = new long[grid.cells()];
        this.good = new long[grid.cells()];
        this.late = new long[grid.cells()];
        this.attempts = new long[grid.cells()];
        this.successes = new LatencyHistogram(grid);
        this.staleAge = new LatencyHistogram(grid);
        this.failures = new LatencyHistogram(grid);
        this.trend = new PercentileSeries(grid);
        this.overdue = new long[grid.cells()];
        this.overdueLate = new long[grid.cells()];
        this.overdueAge = new LatencyHistogram(grid);
    }

    /** A request of a cell is tried, for the first time or again. */
    public void attempt(int cell) {
        attempts[cell]++;
    }

    /** A user wants to send a request. */
    public void issue(int cell) {
        offered[cell]++;
        issued++;
    }

    /** A request of a cell has ended; of one that failed with the component where it did. */
    public void finish(int cell, Outcome outcome, boolean isLate, long component, long latencyNanos) {
        finished++;
        long[] counts = outcomes[outcome.index()];
        if (counts == null) {
            counts = new long[grid.cells()];
            outcomes[outcome.index()] = counts;
        }
        counts[cell]++;
        int segment = grid.segment(cell);
        if (!outcome.good()) {
            failures.recordIn(segment, latencyNanos);
            countCause(FailureCause.of(outcome, component), cell);
            return;
        }
        if (isLate) {
            late[cell]++;
        } else {
            good[cell]++;
        }
        successes.recordIn(segment, latencyNanos);
        trend.recordIn(cell, latencyNanos);
    }

    private void countCause(int cause, int cell) {
        long[] counts = causes.get(cause);
        if (counts == null) {
            counts = new long[grid.cells()];
            causes.put(cause, counts);
        }
        counts[cell]++;
    }

    /**
     * The run has ended: requests that are still open and older than is usual are overdue.
     *
     * @param open those that are still open
     * @param now the end of the run, in nanoseconds
     * @param usualNanos the longest usual response time
     * @param goodWithinNanos how soon a response must come to be good
     */
    public void settle(OpenCounts open, long now, long usualNanos, long goodWithinNanos) {
        long[] older = open.olderThan(now, usualNanos);
        long[] tooOld = open.olderThan(now, Math.max(usualNanos, goodWithinNanos));
        for (int cell = 0; cell < older.length; cell++) {
            overdue[cell] = older[cell];
            overdueLate[cell] = tooOld[cell];
            long age = Math.max(usualNanos, now - grid.start(cell + 1));
            for (long i = 0; i < older[cell]; i++) {
                overdueAge.recordIn(grid.segment(cell), age);
            }
        }
    }

    /** A request that has finished was answered stale. */
    public void age(int cell, long nanos) {
        staleAge.recordIn(grid.segment(cell), nanos);
    }

    /** Adds what another one has counted. */
    void add(RequestStats other) {
        plus(offered, other.offered);
        plus(good, other.good);
        plus(late, other.late);
        plus(attempts, other.attempts);
        for (int i = 0; i < outcomes.length; i++) {
            if (other.outcomes[i] != null) {
                if (outcomes[i] == null) {
                    outcomes[i] = new long[grid.cells()];
                }
                plus(outcomes[i], other.outcomes[i]);
            }
        }
        other.causes.forEach((cause, counts) ->
                plus(causes.computeIfAbsent(cause, c -> new long[grid.cells()]), counts));
        successes.add(other.successes);
        staleAge.add(other.staleAge);
        failures.add(other.failures);
        trend.add(other.trend);
        plus(overdue, other.overdue);
        plus(overdueLate, other.overdueLate);
        overdueAge.add(other.overdueAge);
        issued += other.issued;
        finished += other.finished;
    }

    private static void plus(long[] into, long[] from) {
        for (int i = 0; i < into.length; i++) {
            into[i] += from[i];
        }
    }

    /** How long the successful ones took. */
    public LatencyHistogram successes() {
        return successes;
    }

    /** How many users wanted to send, over the whole run. */
    public long issued() {
        return issued;
    }

    /** How many of them have ended. */
    public long finished() {
        return finished;
    }

    /** How many were answered stale in a window, of which it is known how old the oldest missing write was. */
    public long aged(CellRange span) {
        return (long) staleAge.value(span, "count");
    }

    /** How many users wanted to send in a window. */
    public long offered(CellRange span) {
        return sum(offered, span);
    }

    /** How long all of them took, the failed ones too. */
    public List<LatencyHistogram> all() {
        return List.of(successes, failures);
    }

    /** The same with the ages of those that are overdue. */
    List<LatencyHistogram> allWithOverdue() {
        return List.of(successes, failures, overdueAge);
    }

    /** How many requests of a window have ended. */
    long finished(CellRange span) {
        return sum(good, span) + failed(span);
    }

    /** The requests of a window that have ended, and those that should have. */
    long due(CellRange span) {
        return finished(span) + overdue(span);
    }

    /**
     * A number of requests for each second of a window, those of the open ones included that will be among them if they
     * end like the others; {@code NaN} where none has ended of those that began.
     */
    double throughput(CellRange span, long good) {
        long due = due(span);
        long open = sum(offered, span) - due;
        double scale = open == 0 ? 1 : 1 + (double) open / due;
        return good * scale * 1e9 / span.nanos();
    }

    /** How many requests of a window are overdue. */
    long overdue(CellRange span) {
        return sum(overdue, span);
    }

    /** How many of the overdue requests of a window may still be answered in time. */
    long overdueInTime(CellRange span) {
        return sum(overdue, span) - sum(overdueLate, span);
    }

    /** How many finished with an outcome in a window. */
    public long count(Outcome outcome, CellRange span) {
        long[] counts = outcomes[outcome.index()];
        return counts == null ? 0 : sum(counts, span);
    }

    /** How many finished in a window without being good. */
    long failed(CellRange span) {
        long finishedIn = 0;
        for (long[] counts : outcomes) {
            finishedIn += counts == null ? 0 : sum(counts, span);
        }
        return finishedIn - sum(good, span);
    }

    static long sum(long[] counts, CellRange span) {
        long sum = 0;
        for (int cell = span.from(); cell < span.to(); cell++) {
            sum += counts[cell];
        }
        return sum;
    }
}
