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

/** Counts of the requests of one class from one location, by the cell of the intended send time. */
public final class RequestStats {
    private final TimeGrid grid;
    final long[] offered;
    final long[] good;
    final long[] late;
    final long[] attempts;
    final long[][] outcomes = new long[Outcome.count()][];
    final TreeMap<Integer, long[]> causes = new TreeMap<>();
    final LatencyHistogram successes;
    /** Staleness of stale responses: the age of the oldest acknowledged write that they miss, in ns. */
    final LatencyHistogram staleAge;

    private final LatencyHistogram failures;
    final PercentileSeries trend;
    /** Requests by cell that are open for longer than usual; zero before the end of the run. */
    final long[] overdue;
    /** Overdue requests by cell that are too old to be answered in time. */
    final long[] overdueLate;
    /** Ages of the overdue requests at the end of the run, in ns, as lower bounds. */
    final LatencyHistogram overdueAge;

    private long issued;
    private long finished;

    /** Creates empty counts. */
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

    /** Counts an attempt, first or retry, of a request of this cell. */
    public void attempt(int cell) {
        attempts[cell]++;
    }

    /** Counts a request with its intended send time in this cell. */
    public void issue(int cell) {
        offered[cell]++;
        issued++;
    }

    /** Counts a completed request of this cell. A failed request is also counted by the component that failed. */
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
     * Counts the overdue requests at the end of the run: those that are open for longer than usual.
     *
     * @param open open requests
     * @param now end of the run, in ns
     * @param usualNanos longest usual response time, in ns
     * @param goodWithinNanos longest latency of a good response, in ns
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

    /** Records the staleness of a completed request with a stale response. */
    public void age(int cell, long nanos) {
        staleAge.recordIn(grid.segment(cell), nanos);
    }

    /** Adds the counts of another instance. */
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

    /** Returns the latencies of the successful requests. */
    public LatencyHistogram successes() {
        return successes;
    }

    /** Returns the number of requests issued by users over the whole run. */
    public long issued() {
        return issued;
    }

    /** Returns the number of issued requests that have ended. */
    public long finished() {
        return finished;
    }

    /** Returns the number of stale responses of a window with a known staleness. */
    public long aged(CellRange span) {
        return (long) staleAge.value(span, "count");
    }

    /** Returns the number of requests of a window issued by users. */
    public long offered(CellRange span) {
        return sum(offered, span);
    }

    /** Returns the latencies of all completed requests, successful and failed. */
    public List<LatencyHistogram> all() {
        return List.of(successes, failures);
    }

    /** Returns the latencies of all completed requests, and the ages of the overdue ones. */
    List<LatencyHistogram> allWithOverdue() {
        return List.of(successes, failures, overdueAge);
    }

    /** Returns the number of requests of a window that have ended. */
    long finished(CellRange span) {
        return sum(good, span) + failed(span);
    }

    /** Returns the number of requests of a window that have ended or are overdue. */
    long due(CellRange span) {
        return finished(span) + overdue(span);
    }

    /**
     * Returns the rate of good requests of a window, per second. Open requests that are not overdue count in the same
     * proportion as the requests that ended or are overdue. Returns {@code NaN} if requests began but none of them has
     * ended.
     */
    double throughput(CellRange span, long good) {
        long due = due(span);
        long open = sum(offered, span) - due;
        double scale = open == 0 ? 1 : 1 + (double) open / due;
        return good * scale * 1e9 / span.nanos();
    }

    /** Returns the number of overdue requests of a window. */
    long overdue(CellRange span) {
        return sum(overdue, span);
    }

    /** Returns the number of overdue requests of a window that can still be answered in time. */
    long overdueInTime(CellRange span) {
        return sum(overdue, span) - sum(overdueLate, span);
    }

    /** Returns the number of requests of a window that ended with an outcome. */
    public long count(Outcome outcome, CellRange span) {
        long[] counts = outcomes[outcome.index()];
        return counts == null ? 0 : sum(counts, span);
    }

    /** Returns the number of completed requests of a window that are not good. */
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
